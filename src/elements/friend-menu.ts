/** What can be done with a friend in the list, loaded before somebody wants it: the one menu for all rows, and the remark edited in place. */
import { html, nothing, type ReactiveController } from 'lit';
import type { ImMenu } from '../ui/im-menu.js';
import { longPress } from '../ui/long-press.js';
import { remarkField, remarkStyles } from '../ui/remark.js';
import { followerOf } from './base/focus.js';
import { type ActionID, FriendActions } from './base/friend-actions.js';
import type { ImElement } from './base/im-element.js';
import { adopt, inside } from './base/lazy.js';
import type { Entry } from './friend-order.js';
import { idOf, rowOf } from './friend-row.js';

export interface FriendMenuParts {
  entry: (userID: string) => Entry | undefined;
  /** *Message* was chosen. */
  choose: (userID: string) => void;
  /** The focus goes back to the row. */
  refocus: () => void;
}

/** Acts that are shown here while they wait for the network. */
const TELLS = ['deleteFriend', 'setFriendRemark', 'pinFriends', 'setFriendsEx', 'addBlack'];

export class FriendMenu implements ReactiveController {
  /** Whose remark is being edited. */
  editing = '';
  #entered = false;
  #wasOpen = false;
  #actions: FriendActions;
  #press = longPress(target => {
    void this.open(target);
  });

  constructor(
    readonly host: ImElement,
    readonly parts: FriendMenuParts,
  ) {
    adopt(host, remarkStyles);
    this.#actions = new FriendActions(host, false, TELLS);
    // The card is what is opened next; a failure is told when it is.
    void import('./user-card.js').catch(() => undefined);
    host.addController(this);
  }
  hostUpdated() {
    if (this.#entered) this.host.renderRoot.querySelector<HTMLInputElement>('.remark')?.select();
    this.#entered = false;
  }

  get #menu() {
    return this.host.renderRoot.querySelector('im-menu');
  }

  render() {
    return html`<im-menu bare @im-menu-select=${this.#chosen}></im-menu>${this.#actions.render()}`;
  }

  /** What waits for the network: the outcome that is wanted, and a mark. */
  get waiting() {
    return this.#actions.waiting;
  }

  /** The field that stands for the name while it is edited. */
  field({ friend: { userID, remark, nickname } }: Entry) {
    if (this.editing !== userID) return nothing;
    const { t } = inside(this.host);
    return remarkField({ t, remark, nickname, save: text => this.#save(userID, text), cancel: this.#editEnd });
  }

  down(event: PointerEvent) {
    // A press on its button closes an open menu: the click that follows must not open it again.
    this.#wasOpen = !!this.#menu?.open;
    this.#press.down(event);
  }
  up(event: PointerEvent, target: Element) {
    this.#press.up(event, target);
  }
  /** @param detail - of the click; 0 = by keyboard. */
  toggle(target: Element, detail: number) {
    if (!(this.#wasOpen && detail)) void this.open(target);
  }

  /** Opens the one menu for the row of `target`. */
  async open(target: Element, at?: { x: number; y: number }) {
    // Just loaded, it has to be rendered first.
    if (!this.#menu) {
      this.host.requestUpdate();
      await this.host.updateComplete;
    }
    const anchor = rowOf(target)?.querySelector<HTMLElement>('.more');
    const entry = this.parts.entry(idOf(target));
    const menu: ImMenu | null = this.#menu;
    if (!anchor || !entry || !menu) return;
    const pin = entry.friend.isPinned ? 'unpin' : 'pin';
    Object.assign(menu, {
      anchor,
      label: inside(this.host).t('more', { name: entry.name }),
      items: this.#actions.items([
        ...(this.waiting.keys(entry.friend.userID).length ? (['undo'] as const) : []),
        // Nothing to write in: choosing the friend opens their card as it is.
        ...(followerOf(this.host.client, 'chat') ? (['message'] as const) : []),
        'remark',
        pin,
        'block',
        'delete',
      ]),
    });
    void menu.show(at);
  }

  /** Asks, then deletes. */
  remove(userID: string) {
    const entry = this.parts.entry(userID);
    if (entry && this.editing !== userID) void this.#actions.run('delete', { userID, name: entry.name });
  }
  edit(userID: string) {
    this.editing = userID;
    this.#entered = true;
    this.host.requestUpdate();
  }

  #chosen = (event: CustomEvent<{ id: string }>) => {
    const entry = this.parts.entry(idOf(this.#menu!.anchor!));
    if (!entry) return;
    const { userID } = entry.friend;
    const id = event.detail.id as ActionID;
    if (id === 'message') this.parts.choose(userID);
    else if (id === 'remark') this.edit(userID);
    else if (id === 'undo') void this.waiting.undo(...this.waiting.keys(userID)).then(this.parts.refocus);
    else
      void this.#actions.run(id, { userID, name: entry.name }).then(() => {
        // Pinned, the row goes elsewhere: the focus goes with it.
        if (/pin$/.test(id)) this.parts.refocus();
      });
  };
  #editEnd = () => {
    if (!this.editing) return;
    const inside = (this.host.renderRoot as ShadowRoot).activeElement?.matches('.remark');
    this.editing = '';
    this.host.requestUpdate();
    if (inside) this.parts.refocus();
  };
  #save = async (toUserID: string, remark: string) => {
    if (await this.#actions.act('setFriendRemark', client => client.setFriendRemark({ toUserID, remark })))
      this.#editEnd();
  };
}
