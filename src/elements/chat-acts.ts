/** What can be done with a conversation and its messages, loaded before somebody wants it: menus, questions, acts, and what came of them. */
import { css, html, nothing } from 'lit';
import { chatMore } from '../locales/en/chat-more.js';
import { messageStatus, type MessageItem } from '../protocol/chat-model.js';
import { drawing } from '../ui/drawing.js';
import type { ImDialog } from '../ui/im-dialog.js';
import { isLine, timeOf } from '../ui/im-message.js';
import type { ImMenu, MenuItem } from '../ui/im-menu.js';
import type { MessageAct, MessageView } from '../ui/content/view.js';
import { textOf } from '../ui/content/text.js';
import { type Key, speak } from '../ui/localize.js';
import { FriendActions } from './base/friend-actions.js';
import type { ImElement } from './base/im-element.js';
import { adopt, inside } from './base/lazy.js';
import { ChatFind } from './chat-find.js';
import type { enlarge } from './chat-large.js';
import { ChatMenu, type OwnDialog } from './chat-menu.js';
import { showCard } from './open-card.js';

/** ms in which OpenIM lets messages be taken back; a server may allow less. */
const REVOKE_MS = 86_400_000;
const reply = drawing('reply', 'M9 7l-5 5 5 5M4 12h8.500a7 7 0 0 1 7 7');
const forward = drawing('forward', 'M15 7l5 5-5 5M20 12h-8.500a7 7 0 0 0-7 7');

export interface ChatActsParts {
  conversationID: () => string;
  userID: () => string;
  me: () => string;
  view: () => MessageView;
  name: () => string;
  /** Sends what was prepared, or again what failed. */
  send: (message: MessageItem) => Promise<void>;
  reply: (message: MessageItem) => void;
  edit: (text: string) => void;
  jump: (seq: number) => void;
}

const styles = css`
  .foot { position: relative; }
  .barred { display: flex; flex-wrap: wrap; align-items: center; justify-content: center; gap: 8px 16px; padding: 14px 16px; border-block-start: 1px solid var(--_border); }
  .foot .notice { inset-block-end: 100%; position: absolute; inset-inline: 0; }
`;

/** Where a message's menu opens when no point was pressed: below its button, on a touch screen below its bubble. */
function spotOf(message: HTMLElement) {
  const within = [...message.shadowRoot!.querySelectorAll('.act, .bubble, .line')].reverse();
  const box = within.find(each => each.checkVisibility())?.getBoundingClientRect();
  return box && { x: message.matches(':dir(rtl)') ? box.right : box.left, y: box.bottom + 4 };
}

export class ChatActs {
  readonly people: FriendActions;
  readonly find: ChatFind;
  readonly menu: ChatMenu;
  /** Own words that were taken back lately. */
  taken: ReadonlyMap<string, string> = new Map();
  #question: readonly [heading: Key, text: Key, label: Key] | undefined;

  constructor(
    readonly host: ImElement,
    readonly parts: ChatActsParts,
  ) {
    speak(chatMore);
    adopt(host, styles);
    this.people = new FriendActions(host, true);
    this.find = new ChatFind(host, { ...parts, act: (name, run) => this.people.act(name, run) });
    this.menu = new ChatMenu(host, {
      ...parts,
      people: this.people,
      find: this.find,
      open: load => this.open(load),
      ask: (...question) => this.ask(...question),
    });
  }

  /** Says something, for some seconds. */
  say(text: string) {
    this.people.notice.show(text);
  }

  render() {
    const { t } = inside(this.host);
    const [heading, text, label] = this.#question ?? [];
    const name = this.parts.name();
    return html`<im-menu bare class="acts" @im-menu-select=${this.#chosen}></im-menu>
      <im-dialog class="ask" danger .heading=${heading ? t(heading, { name }) : ''} .text=${text ? t(text, { name }) : ''} .confirmLabel=${label ? t(label) : ''} .cancelLabel=${t('cancel')}></im-dialog>
      ${this.#large ?? nothing}${this.#dialog?.render() ?? nothing}`;
  }

  /** Instead of the field to write in, where one blocked the other. */
  barred() {
    const { t } = inside(this.host);
    return html`<div class="barred"><span class="muted" dir="auto">${t('youBlocked', { name: this.parts.name() })}</span><button class="btn" type="button" @click=${() => void this.menu.run('unblock')}>${t('unblock')}</button></div>`;
  }

  /** Asked in a dialog; gives the answer. */
  async ask(...question: readonly [Key, Key, Key]): Promise<boolean> {
    this.#question = question;
    this.host.requestUpdate();
    await this.host.updateComplete;
    return this.host.renderRoot.querySelector<ImDialog>('.ask')!.ask();
  }

  /** Opens a dialog that has a file of its own. */
  async open(load: () => Promise<OwnDialog>) {
    if (!(await this.#attempt('import', async () => (this.#dialog = await load())))) return;
    this.host.requestUpdate();
    await this.host.updateComplete;
    await this.#dialog?.run();
    this.#dialog = undefined;
    this.host.requestUpdate();
  }
  #dialog: OwnDialog | undefined;

  readonly act = (act: MessageAct, item: MessageItem, from: HTMLElement, at?: { x: number; y: number }) => {
    void this.#table[act]?.(item, from, at);
  };

  #large: unknown;
  #item: MessageItem | undefined;
  #key = ({ clientMsgID }: MessageItem) => ({ conversationID: this.parts.conversationID(), clientMsgID });
  #attempt = async (name: string, run: Parameters<ReturnType<typeof inside>['attempt']>[1]) => {
    const error = await inside(this.host).attempt(name, run);
    if (error) this.say(inside(this.host).t.error(error));
    return !error;
  };

  #table: Partial<Record<string, (item: MessageItem, from: HTMLElement, at?: { x: number; y: number }) => unknown>> = {
    menu: (item, from, at) => this.#menu(item, from, at),
    reply: item => {
      this.parts.reply(item);
    },
    forward: item =>
      this.open(async () => {
        const { ChatForward } = await import('./chat-forward.js');
        return new ChatForward(this.host, item, text => {
          this.say(text);
        });
      }),
    copy: async item => {
      await navigator.clipboard.writeText(textOf(item) ?? '').then(
        () => {
          this.say(inside(this.host).t('copied'));
        },
        () => undefined,
      );
    },
    revoke: async item => {
      const text = item.textElem?.content;
      if (text) this.taken = new Map([...this.taken, [item.clientMsgID, text]]);
      const error = await inside(this.host).attempt('revokeMessage', client => client.revokeMessage(this.#key(item)));
      if (error) {
        const { t } = inside(this.host);
        this.say(error.errCode === 1004 || error.errCode === 1002 ? t('tooOld') : t.error(error));
      }
    },
    delete: async item => {
      if (await this.ask('deleteMessageAsk', 'deleteMessageText', 'deleteMessage'))
        await this.#attempt('deleteMessage', client => client.deleteMessage(this.#key(item)));
    },
    resend: item => this.parts.send(item),
    discard: item => this.#attempt('discardMessage', client => client.discardMessage(this.#key(item))),
    cancel: item => this.#attempt('discardMessage', client => client.discardMessage(this.#key(item))),
    jump: item => {
      const quoted = item.quoteElem?.quoteMessage ?? item.atTextElem?.quoteMessage;
      if (quoted) this.parts.jump(quoted.seq);
    },
    card: item => {
      showCard(this.host, item.cardElem!.userID);
    },
    again: item => {
      this.parts.edit(this.taken.get(item.clientMsgID) ?? '');
    },
    picture: (item, from) => this.#enlarge(item, from),
    bundle: (item, from) => this.#enlarge(item, from),
  };

  async #menu(item: MessageItem, anchor: HTMLElement, at?: { x: number; y: number }) {
    // Just loaded, it has to be rendered first.
    await this.host.updateComplete;
    const menu = this.host.renderRoot.querySelector<ImMenu>('.acts');
    if (!menu) return;
    this.#item = item;
    const { t } = inside(this.host);
    const own = item.sendID === this.parts.me();
    const failed = own && item.status === messageStatus.failed;
    const line = isLine(item);
    const items: (MenuItem | false)[] = [
      failed && { id: 'resend', label: t('resend'), icon: 'refresh' },
      failed && { id: 'discard', label: t('discard'), icon: 'trash', danger: true },
      !!item.seq && !line && { id: 'reply', label: t('replyMessage'), icon: reply },
      !line && textOf(item) !== undefined && { id: 'copy', label: t('copyText'), icon: 'copy' },
      // What disappears is not to be kept elsewhere.
      !!item.seq &&
        !line &&
        !item.attachedInfoElem?.isPrivateChat && { id: 'forward', label: t('forward'), icon: forward },
      own &&
        !line &&
        !!item.seq &&
        Date.now() - timeOf(item) < REVOKE_MS && { id: 'revoke', label: t('revoke'), icon: 'undo' },
      !!item.seq && { id: 'delete', label: t('deleteMessage'), icon: 'trash', danger: true },
    ];
    const fitting = items.filter(each => !!each);
    if (!fitting.length) return;
    Object.assign(menu, { anchor, label: t('moreMessage'), items: fitting });
    await menu.show(at ?? spotOf(anchor));
  }
  #chosen = (event: CustomEvent<{ id: string }>) => {
    if (this.#item) void this.#table[event.detail.id]?.(this.#item, this.host);
  };

  async #enlarge(item: MessageItem, from: HTMLElement) {
    let show: { enlarge: typeof enlarge } | undefined;
    if (!(await this.#attempt('import', async () => (show = await import('./chat-large.js'))))) return;
    this.#large = await show!.enlarge(this.host, item, from, this.parts.view(), () => {
      this.#large = undefined;
      this.host.requestUpdate();
    });
    this.host.requestUpdate();
    await this.host.updateComplete;
    const dialog = this.host.renderRoot.querySelector<HTMLDialogElement>('dialog.zoom');
    if (dialog && !dialog.open) dialog.showModal();
  }
}
