/** What can be done with a person, once for the list and the card: the menu's items, the questions before, the act, and what came of it. */
import { html, type ReactiveController } from 'lit';
import type { Client } from '../../core/api.js';
import { standing } from '../../core/standing.js';
import type { Capability } from '../../protocol/port.js';
import { card } from '../../locales/en/card.js';
import type { IconName } from '../../ui/icons.js';
import { ImDialog } from '../../ui/im-dialog.js';
import { ImMenu, type MenuItem } from '../../ui/im-menu.js';
import { type Key, speak } from '../../ui/localize.js';
import { Notice } from '../../ui/toast.js';
import { type ImElement, Select } from './im-element.js';
import { inside } from './lazy.js';
import { Waiting } from './waiting.js';

export interface Person {
  userID: string;
  name: string;
  isPinned?: boolean | undefined;
}
type Call = (client: Client, userID: string) => Promise<unknown>;
interface Action {
  icon: IconName;
  label: Key;
  danger?: true;
  needs?: Capability;
  /** Asked before: heading, text. */
  ask?: readonly [Key, Key];
  /** The client's function, for `im-error`. */
  name?: string;
  /** Without it, the host does the work. */
  call?: Call;
  done?: Key;
  undo?: Call;
}

const pin =
  (isPinned: boolean): Call =>
  (client, userID) =>
    client.pinFriends({ toUserIDs: [userID], isPinned });
const block: Call = (client, toUserID) => client.addBlack({ toUserID });
const unblock: Call = (client, userID) => client.removeBlack(userID);

const actions = {
  undo: { icon: 'undo', label: 'undo' },
  message: { icon: 'message', label: 'message' },
  remark: { icon: 'edit', label: 'editRemark' },
  pin: { icon: 'pin', label: 'pin', needs: 'relation.pin', name: 'pinFriends', call: pin(true) },
  unpin: { icon: 'pin', label: 'unpin', needs: 'relation.pin', name: 'pinFriends', call: pin(false) },
  block: {
    icon: 'block',
    label: 'block',
    danger: true,
    needs: 'relation.blacklist',
    ask: ['blockAsk', 'blockText'],
    name: 'addBlack',
    call: block,
    done: 'blockDone',
    undo: unblock,
  },
  unblock: { icon: 'undo', label: 'unblock', name: 'removeBlack', call: unblock, done: 'unblocked', undo: block },
  delete: {
    icon: 'trash',
    label: 'deleteFriend',
    danger: true,
    ask: ['deleteAsk', 'unfriendText'],
    name: 'deleteFriend',
    call: (client, userID) => client.deleteFriend(userID),
    done: 'deleteDone',
  },
  report: { icon: 'flag', label: 'report' },
  accept: {
    icon: 'check',
    label: 'accept',
    name: 'acceptFriendApplication',
    call: (client, toUserID) => client.acceptFriendApplication({ toUserID }),
    done: 'nowFriends',
  },
  decline: {
    icon: 'close',
    label: 'decline',
    name: 'refuseFriendApplication',
    call: (client, toUserID) => client.refuseFriendApplication({ toUserID }),
  },
} as const satisfies Record<string, Action>;
export type ActionID = keyof typeof actions;

export class FriendActions implements ReactiveController {
  readonly notice: Notice;
  readonly waiting: Waiting;
  #question: (Action & { person: Person }) | undefined;
  #failure = '';
  #busy = new Set<string>();
  /** What the notice offers to take back: until it is so no more. */
  #told: { userID: string; blocked: boolean; seen?: boolean } | undefined;

  /**
   * @param brief - failures are told like successes: in a notice that is always in view.
   * @param tells - acts that waited for the network, whose refusal is told here.
   */
  constructor(
    readonly host: ImElement,
    readonly brief = false,
    tells: readonly string[] = [],
  ) {
    speak(card);
    ImDialog.define();
    ImMenu.define();
    this.notice = new Notice(host, () => {
      (host.renderRoot.querySelector<HTMLElement>('.card') ?? host).focus();
    });
    this.waiting = new Waiting(host, tells, text => {
      this.notice.show(text);
    });
    // What the server can do is told late.
    new Select(host, ['capabilities'], ({ capabilities }) => capabilities);
    new Select(host, ['blacks'], ({ blacks }) => blacks);
    host.addController(this);
  }
  hostUpdate() {
    const told = this.#told;
    if (!told) return;
    const so = !!this.host.client?.state.blacks.has(told.userID) === told.blocked;
    if (!so && told.seen) {
      this.#told = undefined;
      this.notice.hide();
    } else told.seen = so;
  }

  /** The menu's items, without those the server can't do. */
  items(ids: readonly ActionID[]): MenuItem[] {
    const { t } = inside(this.host);
    const able = this.host.client?.state.capabilities;
    return ids
      .map(id => ({ id, ...(actions[id] as Action) }))
      .filter(({ needs }) => !needs || !able?.size || able.has(needs))
      .map(({ id, label, icon, danger }) => ({ id, label: t(label), icon, danger: !!danger }));
  }

  /** True while this act runs for somebody. */
  busy(id: ActionID, userID: string) {
    return this.#busy.has(`${id} ${userID}`);
  }

  /** Asks where it matters, acts, tells. Gives whether it was done; a second call while one runs does nothing. */
  async run(id: ActionID, person: Person): Promise<boolean> {
    const action: Action = actions[id];
    const { call, done, undo } = action;
    const act = `${id} ${person.userID}`;
    if (!call || this.#busy.has(act)) return false;
    if (action.ask && !(await this.#ask({ ...action, person }))) return false;
    this.#busy.add(act);
    const went = await this.act(action.name!, client => call(client, person.userID));
    this.#busy.delete(act);
    this.host.requestUpdate();
    const key = went && this.waiting.key(action.name!, person.userID);
    // The row says it, too, when it has room; here is the way back.
    if (key) this.notice.show(this.waiting.text(key), () => this.waiting.undo(key));
    else if (went && done) {
      this.#told = undo && { userID: person.userID, blocked: id === 'block' };
      this.notice.show(
        inside(this.host).t(done, { name: person.name }),
        undo && (() => this.act(action.name!, client => undo(client, person.userID))),
      );
    }
    return went;
  }

  /** An act of the host's own, with the same words when it fails. */
  async act(name: string, run: (client: Client) => Promise<unknown>): Promise<boolean> {
    this.#failure = '';
    this.host.requestUpdate();
    const error = await inside(this.host).attempt(name, run);
    const text = error ? inside(this.host).t.error(error) : '';
    if (text && this.brief) this.notice.show(text);
    else this.#failure = text;
    this.host.requestUpdate();
    return !error;
  }

  render() {
    const { t } = inside(this.host);
    const { ask, label, person } = this.#question ?? {};
    return html`<p class="error" part="alert" role="alert" ?hidden=${!this.#failure}>${this.#failure}</p>
      ${this.notice.render()}
      <im-dialog
        danger
        .heading=${ask ? t(ask[0], { name: person!.name }) : ''}
        .text=${ask ? t(ask[1], { name: person!.name }) : ''}
        .confirmLabel=${label ? t(label) : ''}
        .cancelLabel=${t('cancel')}
      ></im-dialog>`;
  }

  async #ask(question: Action & { person: Person }): Promise<boolean> {
    this.#question = question;
    this.host.requestUpdate();
    await this.host.updateComplete;
    return this.host.renderRoot.querySelector('im-dialog')!.ask();
  }
}

/** The acts that fit where one stands with somebody. */
export function fitting(client: Client, { userID, isPinned }: Person): readonly ActionID[] {
  const rest = {
    isFriend: ['remark', isPinned ? 'unpin' : 'pin', 'block', 'delete'],
    blocked: ['unblock'],
    you: [],
  } as const;
  const where = standing(client.state, userID);
  return rest[where as keyof typeof rest] ?? ['block'];
}
