/** What is new in a conversation on screen: said politely and in batches, and marked as read when somebody can read it; and the way to any message. */
import { html, type ReactiveController } from 'lit';
import { chatMore } from '../locales/en/chat-more.js';
import { messageStatus, type MessageItem } from '../protocol/chat-model.js';
import type { ImChatLog } from '../ui/chat-log.js';
import { isLine } from '../ui/im-message.js';
import { speak } from '../ui/localize.js';
import { summary } from '../ui/summary.js';
import type { ImElement } from './base/im-element.js';
import { inside } from './base/lazy.js';
import { ChatAlerts } from './chat-alerts.js';

/** ms in which what comes together is said together. */
const BATCH_MS = 700;

export interface ChatNewsParts {
  conversationID: () => string;
  me: () => string;
  name: () => string;
  log: () => ImChatLog | null;
  /** Up to this seq, nothing is new. */
  since: () => number;
  say: (text: string) => void;
}

export class ChatNews implements ReactiveController {
  #id = '';
  #seq = -1;
  #failed = new Set<string>();
  #news: MessageItem[] = [];
  #said = '';
  #timer: ReturnType<typeof setTimeout> | undefined;
  #listening: AbortController | undefined;
  /** What was marked as read last, so that a refusal is not tried again until something changed. */
  #marked = '';

  constructor(
    readonly host: ImElement & { silent: boolean },
    readonly parts: ChatNewsParts,
  ) {
    speak(chatMore);
    host.addController(this);
    new ChatAlerts(host);
    if (host.isConnected) this.hostConnected();
  }
  hostConnected() {
    this.#listening?.abort();
    this.#listening = new AbortController();
    const { signal } = this.#listening;
    addEventListener('focus', this.read, { signal });
    document.addEventListener('visibilitychange', this.read, { signal });
  }
  hostDisconnected() {
    this.#listening?.abort();
    clearTimeout(this.#timer);
    this.#id = '';
  }
  hostUpdated() {
    this.#listen();
    this.read();
  }

  render() {
    return html`<div class="sr" aria-live="polite">${this.#said}</div>`;
  }

  /** Marks what is in view as read, when the page is in front. */
  readonly read = () => {
    const { client } = this.host;
    const id = this.parts.conversationID();
    const conversation = client?.state.conversations.get(id);
    if (!conversation?.unreadCount || !this.parts.log()?.atEnd || !document.hasFocus()) return;
    if (document.visibilityState !== 'visible' || !this.host.checkVisibility()) return;
    const mark = `${id} ${conversation.maxSeq} ${conversation.unreadCount}`;
    if (mark === this.#marked) return;
    this.#marked = mark;
    client!.markConversationMessageAsRead(id).catch(() => {
      // Tried again with the next change: nobody asked for it, so nobody is told.
      this.#marked = '';
    });
  };

  /** Shows a message, wherever it is. */
  async jump(seq: number) {
    if (seq && this.parts.log()?.show(seq)) return;
    const conversationID = this.parts.conversationID();
    if (!seq || (await inside(this.host).attempt('showMessage', client => client.showMessage({ conversationID, seq }))))
      this.parts.say(inside(this.host).t('gone'));
    else this.parts.log()?.show(seq);
  }

  #listen() {
    const id = this.parts.conversationID();
    const window = this.host.client?.state.messages.get(id);
    if (!window || window.status === 'loading') return;
    const newest = window.items.reduce((max, { seq }) => Math.max(max, seq), 0);
    if (id !== this.#id) {
      this.#id = id;
      this.#seq = Math.min(this.parts.since(), newest);
      this.#failed.clear();
    }
    const me = this.parts.me();
    for (const item of window.items) {
      const failed = item.status === messageStatus.failed && item.sendID === me;
      const isNews = item.seq > this.#seq ? item.sendID !== me : failed && !this.#failed.has(item.clientMsgID);
      if (isNews) this.#news.push(item);
      if (failed) this.#failed.add(item.clientMsgID);
      else this.#failed.delete(item.clientMsgID);
    }
    // A jump into the past is no news, and the way back neither.
    this.#seq = Math.max(this.#seq, newest);
    if (this.#news.length && !this.#timer) this.#timer = setTimeout(this.#say, BATCH_MS);
  }
  #say = () => {
    const { t } = inside(this.host);
    this.#timer = undefined;
    const all = this.#news.splice(0);
    const told = all.filter(each => !isLine(each));
    // What happened is said where nobody said anything.
    const news = told.length ? told : all;
    const [item] = news;
    if (!item) return;
    const text = summary(item, t, this.parts.me());
    if (news.length > 1) this.#said = t('newCount', { n: news.length });
    else if (item.status === messageStatus.failed) this.#said = `${t('stateFailed')}: ${text}`;
    else this.#said = isLine(item) ? text : `${this.parts.name()}: ${text}`;
    this.host.requestUpdate();
  };
}
