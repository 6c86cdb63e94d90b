/** Who on the page shows what a client's focus asks for: the first chat and the first card that follow it. */
import type { ReactiveController } from 'lit';
import type { Client } from '../../core/api.js';
import type { State } from '../../core/state.js';
import { type ImElement, Select } from './im-element.js';

type Kind = NonNullable<State['focus']>['kind'];
interface Follower {
  host: ImElement;
  kind: Kind;
  follows: () => boolean;
}

// Shared by every copy of this library on the page, in order of appearance.
const KEY = Symbol.for('im-elements/1.focus');
const followers = ((globalThis as { [KEY]?: Set<Follower> })[KEY] ??= new Set());

/** The element that shows focuses of this kind for a client. */
export const followerOf = (client: Client | undefined, kind: Kind): ImElement | undefined =>
  [...followers].find(({ host, kind: its, follows }) => its === kind && host.client === client && follows())?.host;

/** What a card would show: a chat that is wanted goes to the chat, where there is one. */
export function cardFocus(client: Client | undefined): State['focus'] {
  const focus = client?.state.focus;
  return focus && (focus.kind === 'card' || !followerOf(client, 'chat')) ? focus : undefined;
}

/** Makes its host follow the focus while `follows()` is true. */
export class FollowFocus implements ReactiveController {
  #follower: Follower;
  constructor(host: ImElement, kind: Kind, follows: () => boolean) {
    this.#follower = { host, kind, follows };
    host.addController(this);
    new Select(host, ['focus'], ({ focus }) => focus);
  }
  /** The focus, when it is this host that shows it. */
  get value(): State['focus'] {
    const { host, kind } = this.#follower;
    if (followerOf(host.client, kind) !== host) return undefined;
    return kind === 'card' ? cardFocus(host.client) : host.client?.state.focus;
  }
  hostConnected() {
    followers.add(this.#follower);
  }
  hostDisconnected() {
    followers.delete(this.#follower);
    for (const { host } of followers) host.requestUpdate();
  }
}
