/** Which conversation is open at the client: its messages are kept and followed as long as it is. */
import type { ImElement } from './base/im-element.js';
import { inside } from './base/lazy.js';

export class ChatOpening {
  id = '';
  /** Why it could not be opened. */
  failed: { errCode: number } | undefined;
  /** Up to this seq it was there when it was opened. */
  since = 0;
  #close: (() => void) | undefined;

  /** @param opened - called when it is there, or failed. */
  constructor(
    readonly host: ImElement,
    readonly opened: () => void,
  ) {}

  /** @param id - "" = none. */
  async open(id: string) {
    this.id = id;
    this.failed = undefined;
    if (!id) return;
    const error = await inside(this.host).attempt('openConversation', async client => {
      await client.openChat();
      if (id !== this.id) return;
      const { conversations, sync } = client.state;
      this.since = conversations.get(id)?.maxSeq ?? (sync.status === 'done' ? 0 : Infinity);
      const close = await client.openConversation(id);
      // Meanwhile it may be another one.
      if (id === this.id) this.#close = close;
      else close();
    });
    if (id !== this.id) return;
    this.failed = error;
    this.opened();
    this.host.requestUpdate();
  }
  leave() {
    this.#close?.();
    this.#close = undefined;
    this.id = '';
  }
  readonly retry = () => {
    const { id } = this;
    this.leave();
    void this.open(id);
  };
}
