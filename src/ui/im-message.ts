/** One message: a bubble with what it says, when it was said and what became of it; or a line for what happened. */
import { LitElement, html, nothing } from 'lit';
import { property, state } from 'lit/decorators.js';
import { messageStatus, type MessageItem } from '../protocol/chat-model.js';
import { contentTypes as types, isNotice } from '../protocol/content.js';
import { basics } from './basics.js';
import { avatarStyles } from './avatar.js';
import { contentOf, seldom } from './content/table.js';
import { line } from './content/line.js';
import { isEmoji } from './content/text.js';
import type { ContentView, MessageAct, MessageView } from './content/view.js';
import { drawing, mark } from './drawing.js';
import { messageStyles } from './message-styles.js';
import { summary } from './summary.js';
import { clockText, timeTitle } from './time.js';
import { base } from './tokens.js';

/** What became of an own message: the word for it, and its drawing. */
export const states = {
  sending: ['stateSending', 'M12 5a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM12 8.500V12l2.500 2'],
  waiting: ['stateWaiting', 'M12 5a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM12 8.500V12l2.500 2'],
  sent: ['stateSent', 'M5 12.500l4.500 4.500L19 7.500'],
  read: ['stateRead', 'M1.500 12.500l4.500 4.500L15.500 7.500M11.500 16l1 1L22 7.500'],
  failed: ['stateFailed', 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 8v5M12 16h.010'],
} as const;

export const stateOf = ({ status, isRead }: MessageItem, offline: boolean): keyof typeof states => {
  if (status === messageStatus.failed) return 'failed';
  if (status === messageStatus.sending) return offline ? 'waiting' : 'sending';
  return isRead ? 'read' : 'sent';
};

/** When it was said, in ms. */
export const timeOf = ({ sendTime, createTime }: MessageItem) => sendTime || createTime;
/** Not said by anybody: a line of its own. */
export const isLine = ({ contentType }: MessageItem) => isNotice(contentType);
/** Frames that fit tightly: no room for text beside them. */
const framed = new Set<number>([types.picture, types.video]);

/** What is broken is shown by its summary. */
function attempt(item: MessageItem, view: ContentView): unknown {
  try {
    return contentOf(item, view);
  } catch {
    return undefined;
  }
}

/**
 * @element im-message
 * @csspart bubble - What was said.
 */
export class ImMessage extends LitElement {
  static override styles = [base, basics, avatarStyles, messageStyles];

  static define() {
    if (!customElements.get('im-message')) customElements.define('im-message', ImMessage);
  }

  @property({ attribute: false }) item: MessageItem | undefined;
  @property({ attribute: false }) view: MessageView | undefined;
  @state() private allowed = false;

  /** Renders now what waits to be rendered: so that it can be measured. */
  flush() {
    if (this.isUpdatePending) this.performUpdate();
  }

  override render() {
    const { item, view } = this;
    if (!item || !view) return nothing;
    const { me, t } = view;
    const own = item.sendID === me;
    const content: ContentView = { ...view, own, ...this.#own, allowed: this.allowed };
    if (isLine(item)) return line(item, content);
    const shown = attempt(item, content);
    const kind = [own && 'own', isEmoji(item) && 'emoji', shown && framed.has(item.contentType) && 'framed'];
    return html`<div class="m ${kind.filter(Boolean).join(' ')}">
      <div class="bubble" part="bubble">${shown ?? html`<i class="text" dir="auto">${summary(item, t, me)}</i>`}${this.#meta(item, content)}</div>
      <button class="icon-btn act" type="button" tabindex="-1" aria-label=${t('moreMessage')} title=${t('moreMessage')} @click=${this.#menu}>${drawing('more', 'M5 12h.010M12 12h.010M19 12h.010')}</button>
    </div>${own && item.status === messageStatus.failed ? seldom(content)?.why(item, content) : nothing}`;
  }

  #meta(item: MessageItem, view: ContentView) {
    const { t, lang, offline, own } = view;
    const time = timeOf(item);
    const become = own && states[stateOf(item, offline)];
    const burns = item.attachedInfoElem?.isPrivateChat;
    return html`<span class="meta" title=${timeTitle(time, lang)}>${burns ? seldom(view)?.burns(view) : nothing}<time>${clockText(time, lang)}</time>${
      become ? mark(become, t) : nothing
    }</span>`;
  }

  #menu = (event: Event) => {
    event.stopPropagation();
    this.view?.act('menu', this.item!, this);
  };
  #own = {
    again: () => {
      this.requestUpdate();
    },
    allow: () => {
      this.allowed = true;
    },
    dress: (sheet: CSSStyleSheet) => {
      const { adoptedStyleSheets: worn } = this.renderRoot as ShadowRoot;
      if (!worn.includes(sheet)) worn.push(sheet);
    },
    ask: (act: MessageAct, event: Event) => {
      this.view?.act(act, this.item!, event.target as HTMLElement);
    },
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'im-message': ImMessage;
  }
}
