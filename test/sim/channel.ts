/** `BroadcastChannel` of one browser, for its tabs: copies, in order per sender, each a task of whoever hears it. */
import type { Chance } from '../core/random.js';
import type { Owner, Time } from './time.js';

export interface SimChannel {
  postMessage(message: unknown): void;
  onmessage: ((event: { data: unknown }) => void) | null;
  close(): void;
}

export class SimChannels {
  readonly #open = new Set<{ name: string; tab: Owner; channel: SimChannel; heard(message: unknown): void }>();
  readonly #due = new Map<string, number>();

  constructor(
    readonly time: Time,
    readonly chance: Chance,
  ) {}

  get size(): number {
    return this.#open.size;
  }

  /** @param heard - is told of each message after the tab was. */
  open(tab: Owner, name: string, heard: (message: unknown) => void): SimChannel {
    const { time, chance } = this;
    const channel: SimChannel = {
      onmessage: null,
      postMessage: message => {
        if (!this.#open.has(entry)) throw new DOMException('the channel is closed', 'InvalidStateError');
        const data = structuredClone(message);
        for (const other of this.#open) {
          if (other === entry || other.name !== name || other.tab.dead) continue;
          const lane = `${tab.name} > ${other.tab.name}`;
          const due = Math.max(this.#due.get(lane) ?? 0, time.now + chance.below(4));
          this.#due.set(lane, due);
          time.after(
            due - time.now,
            () => {
              if (!this.#open.has(other)) return;
              other.channel.onmessage?.({ data: structuredClone(data) });
              other.heard(data);
            },
            other.tab,
            lane,
          );
        }
      },
      close: () => {
        this.#open.delete(entry);
      },
    };
    const entry = { name, tab, channel, heard };
    this.#open.add(entry);
    return channel;
  }

  /** The tab is gone. */
  release(tab: Owner): void {
    for (const entry of this.#open) if (entry.tab === tab) this.#open.delete(entry);
  }
}
