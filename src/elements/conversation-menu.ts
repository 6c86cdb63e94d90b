/** What can be done with a conversation, loaded before somebody wants it: the one menu for all rows, the buttons beside a drawn row, the acts and what came of them. */
import { css, html, type TemplateResult } from 'lit';
import type { Client } from '../core/api.js';
import { chatMore } from '../locales/en/chat-more.js';
import { receiveOptions, type ConversationItem } from '../protocol/chat-model.js';
import type { IconName } from '../ui/icons.js';
import { ImDialog } from '../ui/im-dialog.js';
import { ImMenu } from '../ui/im-menu.js';
import { type Key, speak } from '../ui/localize.js';
import { longPress } from '../ui/long-press.js';
import { icon } from '../ui/icons.js';
import { Notice } from '../ui/toast.js';
import type { ImElement } from './base/im-element.js';
import { adopt, inside } from './base/lazy.js';
import { muteDrawing, nameOf, rowOf } from './conversation-row.js';

interface Act {
  icon: IconName | TemplateResult;
  label: Key;
  danger?: true;
  /** The client's function. */
  name: string;
  run: (client: Client, conversationID: string) => Promise<unknown>;
  /** Said when it is done. */
  done?: Key;
}
const pin = (isPinned: boolean) => (client: Client, conversationID: string) =>
  client.pinConversation({ conversationID, isPinned });
const mute = (opt: number) => (client: Client, conversationID: string) =>
  client.setConversationRecvMessageOpt({ conversationID, opt });

const acts = {
  pin: { icon: 'pin', label: 'pinChat', name: 'pinConversation', run: pin(true) },
  unpin: { icon: 'pin', label: 'unpinChat', name: 'pinConversation', run: pin(false) },
  mute: {
    icon: muteDrawing(),
    label: 'mute',
    name: 'setConversationRecvMessageOpt',
    run: mute(receiveOptions.mute),
  },
  unmute: {
    icon: muteDrawing(),
    label: 'unmute',
    name: 'setConversationRecvMessageOpt',
    run: mute(receiveOptions.receive),
  },
  read: {
    icon: 'check',
    label: 'markRead',
    name: 'markConversationMessageAsRead',
    run: (client, id) => client.markConversationMessageAsRead(id),
  },
  hide: {
    icon: 'close',
    label: 'hide',
    name: 'hideConversation',
    run: (client, id) => client.hideConversation(id),
    done: 'hiddenChat',
  },
  delete: {
    icon: 'trash',
    label: 'deleteChat',
    danger: true,
    name: 'deleteConversationAndDeleteAllMsg',
    run: (client, id) => client.deleteConversationAndDeleteAllMsg(id),
    done: 'deletedChat',
  },
} as const satisfies Record<string, Act>;
type ActID = keyof typeof acts;

const styles = css`
  .line:has(.more:focus-visible, .more[aria-expanded='true']) .more { opacity: 1; }
  :is(.line:focus-within, .line:has(.more[aria-expanded='true'])) .when { opacity: 0; }
  @media (hover: hover) {
    .line:hover .more { opacity: 1; pointer-events: auto; }
    .line:hover .when { opacity: 0; }
  }
  /* A finger draws the row aside; the browser does it all. */
  .slide { display: flex; overflow: auto hidden; overscroll-behavior-x: contain; scroll-snap-type: x mandatory; scrollbar-width: none; border-radius: var(--_radius); }
  .slide::-webkit-scrollbar { display: none; }
  .slide > * { flex: none; scroll-snap-align: start; }
  .slide > .line { inline-size: 100%; }
  .swipe { display: flex; gap: 2px; padding-inline-start: 2px; scroll-snap-align: end; }
  .swipe button { display: grid; place-content: center; justify-items: center; gap: 2px; inline-size: 68px; border: 0; padding: 4px; background: var(--_tint); font-size: 0.75em; overflow-wrap: anywhere; }
  .swipe .danger { background: color-mix(in srgb, var(--_danger) 88%, #000); color: #fff; }
  @media (forced-colors: active) { .swipe button { border: 1px solid ButtonBorder; } }
`;

export class ConversationMenu {
  readonly #notice: Notice;
  #asked: ConversationItem | undefined;
  #chosen: ConversationItem | undefined;
  #wasOpen = false;
  #press = longPress(target => {
    void this.open(target);
  });

  /** @param itemOf - gives the conversation of a row. */
  constructor(
    readonly host: ImElement,
    readonly itemOf: (conversationID: string | undefined) => ConversationItem | undefined,
  ) {
    speak(chatMore);
    ImMenu.define();
    ImDialog.define();
    adopt(host, styles);
    this.#notice = new Notice(host);
  }

  get #menu() {
    return this.host.renderRoot.querySelector('im-menu');
  }

  render() {
    const { t } = inside(this.host);
    const name = this.#asked ? nameOf(this.#asked) : '';
    return html`<im-menu bare @im-menu-select=${this.#select}></im-menu>
      <im-dialog class="ask" danger .heading=${t('deleteChatAsk', { name })} .text=${t('clearText', { name })} .confirmLabel=${t('deleteChat')} .cancelLabel=${t('cancel')}></im-dialog>
      ${this.#notice.render()}`;
  }

  /** What a finger finds beside a row. */
  swipe(item: ConversationItem) {
    const { t } = inside(this.host);
    return html`<div class="swipe" aria-hidden="true">${this.#acts(item)
      .filter(id => id !== 'read' && id !== 'hide')
      .map(id => {
        const act: Act = acts[id];
        return html`<button type="button" tabindex="-1" data-act=${id} class=${act.danger ? 'danger' : ''}>${typeof act.icon === 'string' ? icon(act.icon) : act.icon}${t(act.label)}</button>`;
      })}</div>`;
  }

  /** A pointer goes down or up on a row, or asks for its menu. @param target - of the event, which may be over by now. */
  press(event: MouseEvent, target: Element) {
    const { type, pointerType, clientX: x, clientY: y } = event as PointerEvent;
    if (type === 'pointerdown') {
      // A press on its button closes an open menu: the click that follows must not open it again.
      this.#wasOpen = !!this.#menu?.open;
      this.#press.down(event as PointerEvent);
    } else if (type === 'pointerup') this.#press.up(event as PointerEvent, target);
    else void this.open(target, pointerType === 'mouse' ? { x, y } : undefined);
  }
  /** A click on one of the buttons of a row. @param detail - of the click; 0 = by keyboard. */
  click(target: Element, detail: number) {
    const item = this.itemOf(rowOf(target)?.dataset.id);
    const act = target.closest<HTMLElement>('[data-act]')?.dataset.act as ActID | undefined;
    if (act && item) {
      target.closest('.slide')?.scrollTo({ left: 0, behavior: 'smooth' });
      void this.run(act, item);
    } else if (!act && !(this.#wasOpen && detail)) void this.open(target);
  }

  /** Opens the menu for the row that `target` is in. */
  async open(target: Element, at?: { x: number; y: number }) {
    // Just loaded, it has to be rendered first.
    if (!this.#menu) {
      this.host.requestUpdate();
      await this.host.updateComplete;
    }
    const row = rowOf(target);
    const item = this.itemOf(row?.dataset.id);
    const anchor = row?.querySelector<HTMLElement>('.more');
    const menu = this.#menu;
    if (!item || !anchor || !menu) return;
    const { t } = inside(this.host);
    this.#chosen = item;
    Object.assign(menu, {
      anchor,
      label: t('more', { name: nameOf(item) }),
      items: this.#acts(item).map(id => {
        const { icon, label, danger }: Act = acts[id];
        return { id, icon, label: t(label), danger };
      }),
    });
    await menu.show(at);
  }

  /** Does it; what deletes is asked first. */
  async run(id: ActID, item: ConversationItem) {
    const { t } = inside(this.host);
    const { name, run, done }: Act = acts[id];
    if (id === 'delete') {
      this.#asked = item;
      this.host.requestUpdate();
      await this.host.updateComplete;
      if (!(await this.host.renderRoot.querySelector<ImDialog>('.ask')!.ask())) return;
    }
    const error = await inside(this.host).attempt(name, client => run(client, item.conversationID));
    if (error) this.#notice.show(t.error(error));
    else if (done) this.#notice.show(t(done, { name: nameOf(item) }));
  }

  #acts({ isPinned, recvMsgOpt, unreadCount }: ConversationItem): ActID[] {
    return [
      isPinned ? 'unpin' : 'pin',
      recvMsgOpt === receiveOptions.mute ? 'unmute' : 'mute',
      ...(unreadCount ? (['read'] as const) : []),
      'hide',
      'delete',
    ];
  }
  #select = ({ detail }: CustomEvent<{ id: string }>) => {
    const item = this.itemOf(this.#chosen?.conversationID);
    if (item) void this.run(detail.id as ActID, item);
  };
}
