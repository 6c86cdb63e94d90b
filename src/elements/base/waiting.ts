/** What waits for the network, as lists and cards show it: the wanted outcome, a mark, *Undo*; and what the server refused of it, in words. */
import { css, html, type ReactiveController } from 'lit';
import type { Client, ClientEvents } from '../../core/api.js';
import type { PendingAct } from '../../core/state.js';
import { ArgsError } from '../../protocol/codes.js';
import type { FriendItem } from '../../protocol/model.js';
import { answers } from '../../locales/en/answers.js';
import { offline } from '../../locales/en/offline.js';
import { icon } from '../../ui/icons.js';
import { type Key, speak } from '../../ui/localize.js';
import { type ImElement, Select } from './im-element.js';
import { adopt, inside } from './lazy.js';

/** The words for an act; the others say that it will be done. Of several about one person, the last of these is shown. */
const words: Partial<Record<string, Key>> = {
  addFriend: 'willSend',
  acceptFriendApplication: 'willAccept',
  refuseFriendApplication: 'willDecline',
  deleteFriendApplication: 'willRemove',
  removeBlack: 'willUnblock',
  addBlack: 'willBlock',
  deleteFriend: 'willDelete',
};
const order = Object.keys(words);

const styles = css`
  .waits { display: inline-flex; flex-wrap: wrap; align-items: center; gap: calc(var(--_space) * 1); color: var(--_muted); font-size: 0.875em; unicode-bidi: plaintext; }
  .waits .icon { inline-size: 16px; block-size: 16px; }
  .person > .waits { grid-column: 2 / -1; }
  .waits .btn { min-block-size: 28px; }
  .line:has(> .gone) { & .name { color: var(--_muted); text-decoration: line-through; } & .face, & .avatar { opacity: 0.5; } }
`;

const none: ReadonlyMap<string, PendingAct> = new Map();

export class Waiting implements ReactiveController {
  #client: Client | undefined;
  #off: (() => void) | undefined;
  #from: readonly unknown[] = [];
  #wanted: ReadonlyMap<string, FriendItem> = new Map();

  /**
   * @param tells - the acts whose refusal this element explains.
   * @param say - shows the words.
   */
  constructor(
    readonly host: ImElement,
    readonly tells: readonly string[],
    readonly say: (text: string) => void,
  ) {
    speak({ ...offline, ...answers });
    adopt(host, styles);
    new Select(host, ['pending'], ({ pending }) => pending);
    host.addController(this);
  }
  hostUpdate() {
    const { client } = this.host;
    if (client === this.#client) return;
    this.hostDisconnected();
    this.#client = client;
    this.#off = client?.on('actRefused', told => void this.#refused(told));
  }
  hostDisconnected() {
    this.#off?.();
    this.#client = undefined;
  }

  get all(): ReadonlyMap<string, PendingAct> {
    return this.host.client?.state.pending ?? none;
  }

  /** Keys of what waits about a person, the weightiest last. */
  keys(userID: string): readonly string[] {
    const rank = (key: string) => order.indexOf(this.all.get(key)!.name);
    return [...this.all.keys()]
      .filter(key => key.slice(key.indexOf(':') + 1) === userID)
      .sort((a, b) => rank(a) - rank(b));
  }

  /** The key of an act that is waiting by now. */
  key(name: string, userID: string) {
    return this.keys(userID).find(key => this.all.get(key)!.name === name);
  }

  text(key: string) {
    return inside(this.host).t(words[this.all.get(key)?.name ?? ''] ?? 'whenOnline');
  }

  /** Friends with the remarks and pins as they were wished for; the same map while nothing changes. */
  wanted(friends: ReadonlyMap<string, FriendItem>): ReadonlyMap<string, FriendItem> {
    const { all } = this;
    if (this.#from[0] === friends && this.#from[1] === all) return this.#wanted;
    this.#from = [friends, all];
    const next = new Map(friends);
    for (const [key, { args }] of all) {
      const [, kind, id] = /^(remark|pin):(.*)/.exec(key) ?? [];
      const friend = next.get(id!);
      if (!friend) continue;
      const { remark, isPinned } = args[0] as Partial<FriendItem>;
      next.set(id!, { ...friend, ...(kind === 'pin' ? { isPinned: !!isPinned } : { remark: remark ?? '' }) });
    }
    return (this.#wanted = all.size ? next : friends);
  }

  /** A mark for a narrow row, or nothing. */
  mark(userID: string) {
    const key = this.keys(userID).at(-1);
    if (!key) return undefined;
    const text = this.text(key);
    const gone = /^deleteF|^addB/.test(this.all.get(key)!.name);
    return html`<span class="waits ${gone ? 'gone' : ''}" part="pending" role="img" aria-label=${text} title=${text}>${icon('clock')}</span>`;
  }

  /** The words with *Undo*. @param describedBy - id of the element with the person's name. */
  line(key: string, describedBy?: string) {
    return html`<div class="waits" part="pending">${icon('clock')}<span>${this.text(key)}</span>
      <button class="btn link" type="button" aria-describedby=${describedBy ?? 'who'} @click=${() => this.undo(key)}>${inside(this.host).t('undo')}</button></div>`;
  }

  /** Takes back what waits. */
  undo = (...keys: readonly string[]) =>
    inside(this.host).attempt('cancelAct', async client => {
      for (const key of keys) await client.cancelAct(key);
    });

  #refused = async ({ name, args, error }: ClientEvents['actRefused']) => {
    if (!this.tells.includes(name)) return;
    const { host } = this;
    const client = host.client!;
    const { session, friends } = client.state;
    const [argument] = args as [string | { fromUserID?: string; toUserID?: string; toUserIDs?: readonly string[] }];
    const id =
      typeof argument === 'string'
        ? argument
        : [argument.fromUserID, argument.toUserID, argument.toUserIDs?.[0]].find(id => id && id !== session.userID)!;
    const friend = friends.get(id);
    // Of a stranger whose request is gone nothing is here any more.
    const [user] = friend ? [friend] : await client.getUsersInfo([id]).catch(() => []);
    const { t } = inside(host);
    const reason = /^(acc|ref)/.test(name) && error.errCode === ArgsError ? t('e1305') : t.error(error);
    this.say(t('notDone', { name: friend?.remark || user?.nickname || id, reason }));
    inside(host).emit('im-error', { error, action: name });
  };
}
