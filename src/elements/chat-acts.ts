/** What can be done with a message: the one menu for all of them, and the acts. */
import { html, nothing } from 'lit';
import { messageStatus, type MessageItem } from '../protocol/chat-model.js';
import { ImDialog } from '../ui/im-dialog.js';
import { isLine, timeOf } from '../ui/im-message.js';
import { ImMenu, type MenuItem } from '../ui/im-menu.js';
import type { MessageAct, MessageView } from '../ui/content/view.js';
import { textOf } from '../ui/content/text.js';
import type { Key } from '../ui/localize.js';
import type { Notice } from '../ui/toast.js';
import type { ImElement } from './base/im-element.js';
import { inside } from './base/lazy.js';
import type { enlarge } from './chat-large.js';
import { showCard } from './open-card.js';

/** ms in which OpenIM lets messages be taken back; a server may allow less. */
const REVOKE_MS = 86_400_000;

export interface ChatActsParts {
  conversationID: () => string;
  me: () => string;
  view: () => MessageView;
  name: () => string;
  notice: Notice;
  /** Sends what was prepared, or again what failed. */
  send: (message: MessageItem) => Promise<void>;
  reply: (message: MessageItem) => void;
  edit: (text: string) => void;
  jump: (seq: number) => void;
}

/** `run` opens what was rendered, until it was answered. */
export interface OwnDialog {
  render(): unknown;
  run(): Promise<void>;
}

export class ChatActs {
  /** Own words that were taken back lately. */
  taken: ReadonlyMap<string, string> = new Map();
  #question: readonly [heading: Key, text: Key, label: Key] | undefined;

  constructor(
    readonly host: ImElement,
    readonly parts: ChatActsParts,
  ) {
    ImDialog.define();
    ImMenu.define();
  }

  render() {
    const { t } = inside(this.host);
    const [heading, text, label] = this.#question ?? [];
    const name = this.parts.name();
    return html`<im-menu bare class="acts" @im-menu-select=${this.#chosen}></im-menu>
      <im-dialog class="ask" danger .heading=${heading ? t(heading, { name }) : ''} .text=${text ? t(text, { name }) : ''} .confirmLabel=${label ? t(label) : ''} .cancelLabel=${t('cancel')}></im-dialog>
      ${this.#large ?? nothing}${this.#dialog?.render() ?? nothing}`;
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
    if (error) this.parts.notice.show(inside(this.host).t.error(error));
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
        return new ChatForward(this.host, item, this.parts.notice);
      }),
    copy: async item => {
      await navigator.clipboard.writeText(textOf(item) ?? '').then(
        () => {
          this.parts.notice.show(inside(this.host).t('copied'));
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
        this.parts.notice.show(error.errCode === 1004 || error.errCode === 1002 ? t('tooOld') : t.error(error));
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
      !!item.seq && !line && { id: 'reply', label: t('replyMessage'), icon: 'undo' },
      !line && textOf(item) !== undefined && { id: 'copy', label: t('copyText'), icon: 'copy' },
      // What disappears is not to be kept elsewhere.
      !!item.seq &&
        !line &&
        !item.attachedInfoElem?.isPrivateChat && { id: 'forward', label: t('forward'), icon: 'undo' },
      own &&
        !line &&
        !!item.seq &&
        Date.now() - timeOf(item) < REVOKE_MS && { id: 'revoke', label: t('revoke'), icon: 'back' },
      !!item.seq && { id: 'delete', label: t('deleteMessage'), icon: 'trash', danger: true },
    ];
    const fitting = items.filter(each => !!each);
    if (!fitting.length) return;
    Object.assign(menu, { anchor, label: t('moreMessage'), items: fitting });
    await menu.show(at);
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
  }
}
