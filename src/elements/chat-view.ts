/** The inside of `<im-chat>`: the name above, the messages, the field below; follows whose conversation is wanted. */
import { html, nothing, type ReactiveController } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { State } from '../core/state.js';
import type { MessageItem } from '../protocol/chat-model.js';
import { singleChatID } from '../protocol/ids.js';
import { chat } from '../locales/en/chat.js';
import { lists } from '../locales/en/lists.js';
import { chatLanguages } from '../locales/groups/chat.js';
import type { ImChatLog } from '../ui/chat-log.js';
import { fetchRare } from '../ui/content/table.js';
import type { MessageView } from '../ui/content/view.js';
import { emptyState, errorState } from '../ui/controls.js';
import { ImComposer } from '../ui/im-composer.js';
import { speak } from '../ui/localize.js';
import { type ImElement, Select } from './base/im-element.js';
import { adopt, inside, Later } from './base/lazy.js';
import { imageHosts } from './base/registry.js';
import type { ChatActs } from './chat-acts.js';
import { ChatHead } from './chat-head.js';
import type { ChatNews } from './chat-news.js';
import { ChatOpening } from './chat-opening.js';
import { chatStyles } from './chat-styles.js';
import { Sending } from './chat-send.js';
import { Words } from './chat-words.js';

/** The part of the state that a conversation reads. */
const slices = [
  'messages',
  'conversations',
  'typing',
  'session',
  'connection',
  'friends',
  'users',
  'blacks',
  'uploads',
] as const satisfies readonly (keyof State)[];

/** Nothing was taken back. */
const none: ReadonlyMap<string, string> = new Map();

/** What it needs of `<im-chat>`. */
export interface ChatHost extends ImElement {
  silent: boolean;
  userID: string;
  conversationID: string;
  hideHeader: boolean;
  sendKey: 'enter' | 'mod';
}

export class ChatView implements ReactiveController {
  #state: Select<Readonly<State>>;
  #acts: Later<ChatActs>;
  #head: ChatHead;
  #news: Later<ChatNews>;
  #sending: Sending;
  /** Whom it was about when the focus was last a chat: a card may open in between. */
  #last = '';
  #opening: ChatOpening;
  #quote: MessageItem | undefined;
  #seq = 0;
  #view!: MessageView;
  #words = new Words();

  constructor(
    readonly host: ChatHost,
    readonly focused: () => State['focus'],
  ) {
    speak({ ...lists, ...chat, you: 'You' }, chatLanguages);
    adopt(host, ...chatStyles);
    ImComposer.define();
    this.#state = new Select(host, slices, state => state);
    const parts = {
      conversationID: () => this.conversationID,
      userID: () => this.userID,
      me: () => this.#me,
      name: () => this.name,
      view: () => this.#view,
      log: () => this.#log,
      since: () => this.#opening.since,
      sent: this.#sent,
      say: this.#say,
      jump: this.jump.bind(this),
      reply: (item: MessageItem) => {
        this.#quote = item;
        this.#write();
      },
      edit: (text: string) => {
        this.#sending.draft = text;
        this.#write();
      },
    };
    this.#sending = new Sending(host, parts);
    this.#opening = new ChatOpening(host, () => {
      this.#sending.restore();
      this.#fetch();
    });
    this.#acts = new Later<ChatActs>(host, async () => {
      const { ChatActs } = await import('./chat-acts.js');
      return new ChatActs(host, { ...parts, send: this.#sending.send });
    });
    this.#acts.soon();
    this.#head = new ChatHead(host, { ...parts, acts: this.#acts });
    // Once the messages are seen.
    this.#news = new Later<ChatNews>(host, async () => {
      const { ChatNews } = await import('./chat-news.js');
      return new ChatNews(host, parts);
    });
    host.addController(this);
    this.#fetch();
  }

  get #me() {
    return this.#state.value?.session.userID ?? '';
  }
  get #log() {
    return this.host.renderRoot.querySelector<ImChatLog>('im-chat-log');
  }
  /** Whom it is about. */
  get userID(): string {
    const { userID, conversationID } = this.host;
    if (userID) return userID;
    if (!conversationID) return this.#last;
    const known = this.#state.value?.conversations.get(conversationID)?.userID;
    const pair = conversationID.replace(/^s[in]_/, '').split('_');
    return known ?? pair.find(id => id !== this.#me) ?? '';
  }
  get conversationID(): string {
    const { userID } = this;
    return this.host.conversationID || (this.#me && userID ? singleChatID(this.#me, userID) : '');
  }
  get name(): string {
    const { friends, users, conversations } = this.#state.value ?? {};
    const id = this.userID;
    const friend = friends?.get(id);
    const { showName } = conversations?.get(this.conversationID) ?? {};
    return friend?.remark || friend?.nickname || showName || users?.get(id)?.nickname || id;
  }

  hostDisconnected() {
    this.#leave();
  }

  /** Before each render: which conversation it is may have changed. */
  prepare() {
    const focus = this.focused();
    if (!this.#me) this.#last = '';
    else if (focus?.kind === 'chat') {
      const chosen = focus.userID !== this.#last;
      this.#last = focus.userID;
      if (focus.seq && focus.seq !== this.#seq) this.jump(focus.seq);
      this.#seq = focus.seq ?? 0;
      // Whoever chose somebody wants to write; a finger would get a keyboard over what is to be read.
      if (chosen && !focus.seq && matchMedia('(hover: hover)').matches)
        void this.host.updateComplete.then(this.#toComposer);
    }
    const id = this.#me ? this.conversationID : '';
    if (id !== this.#opening.id && this.host.isConnected) {
      this.#leave();
      this.#quote = undefined;
      void this.#opening.open(id);
    }
    this.#head.prepare();
  }

  /** Says something, for some seconds. */
  #say = (text: string) =>
    void this.#acts.use(acts => {
      acts.say(text);
    });
  #write() {
    this.host.requestUpdate();
    this.focus();
  }
  focus() {
    this.host.renderRoot.querySelector('im-composer')?.focus();
  }

  /** Shows a message, wherever it is. */
  jump(seq: number) {
    void this.#news.use(news => news.jump(seq));
  }

  render() {
    const { t } = inside(this.host);
    const state = this.#state.value;
    const { userID, name, host } = this;
    if (!state || !this.#me) return emptyState({ icon: 'message', text: t('signInFirst') });
    if (!userID) return html`<slot name="empty">${emptyState({ icon: 'message', text: t('chooseChat') })}</slot>`;
    const acts = this.#acts.value;
    const offline = state.connection.status === 'offline';
    const window = state.messages.get(this.conversationID);
    const error = window?.error ?? this.#opening.failed;
    const loading = !window?.items.length && (window?.status ?? 'loading') === 'loading' && !error;
    const inner = inside(host);
    inner.mark('loading', loading);
    inner.mark('empty', !!window && !window.items.length && window.status === 'ready');
    inner.mark('error', !!error);
    inner.mark('offline', offline);
    return html`<div>${host.hideHeader ? nothing : html`<slot name="header">${this.#head.render(state)}</slot>`}${acts?.find.render()}
        ${offline ? html`<p class="note" role="status">${t('offlineChat')}</p>` : nothing}</div>
      <div class="body" @dragover=${this.#sending.drag} @dragleave=${this.#sending.drag} @drop=${this.#sending.drag}>
        ${
          window?.items.length
            ? repeat(
                [this.#opening.id],
                id => id,
                () => html`<im-chat-log exportparts="log" .window=${window} .view=${this.#viewOf(state, offline)} .count=${state.conversations.get(this.conversationID)?.unreadCount ?? 0} .leave=${this.#toComposer}
                  @older=${this.#older} @newer=${this.#newer} @newest=${this.#newest} @end=${this.#read}></im-chat-log>`,
              )
            : error
              ? errorState({ text: t.error(error), retry: this.#opening.retry, label: t('tryAgain') })
              : loading
                ? html`<div class="ghosts" part="skeleton" aria-hidden="true">${[1, 2, 3, 4, 5].map(() => html`<i></i>`)}</div>`
                : emptyState({ icon: 'message', text: t('sayHello', { name }) })
        }
        ${this.#sending.files.value?.render()}
      </div>
      <div class="foot">
        ${
          state.blacks.has(userID)
            ? this.#barred()
            : html`<im-composer part="composer" .t=${this.#words.t(inside(this.host))} .draft=${this.#sending.draft} .quote=${this.#quote} .me=${this.#me} .sendKey=${host.sendKey}
              @im-compose=${this.#compose} @im-input=${this.#sending.typed} @im-attach=${this.#sending.attach} @im-voice=${this.#sending.voice} @im-quote-clear=${this.#unquote} @focusout=${this.#sending.left}></im-composer>`
        }
        ${acts?.people.render()}
      </div>
      ${this.#news.value?.render()}${acts?.render()}`;
  }

  /** The same object until something in it changes: then all messages are rendered again. */
  #viewOf({ uploads }: Readonly<State>, offline: boolean): MessageView {
    const { host, name } = this;
    const view: MessageView = {
      t: this.#words.t(inside(host)),
      lang: inside(host).locale,
      me: this.#me,
      name,
      hosts: imageHosts(host.client),
      offline,
      uploads,
      taken: this.#acts.value?.taken ?? none,
      local: this.#sending.local,
      act: this.#act,
    };
    const before: MessageView | undefined = this.#view;
    if (!before || (Object.keys(view) as (keyof MessageView)[]).some(key => view[key] !== before[key]))
      this.#view = view;
    return this.#view;
  }

  /** Instead of the composer: what one can do with somebody blocked. */
  #barred() {
    const { value, error } = this.#acts;
    if (!value && !error) void this.#acts.use();
    return value?.barred();
  }

  #leave() {
    this.#sending.leave(this.#opening.id);
    this.#opening.leave();
  }

  #read = () => void this.#news.value?.read();
  /** After what one sees first: what is said and done next, and all that may be in a message. */
  #fetch() {
    void this.#news.use(() => fetchRare().catch(() => undefined));
  }
  #sent = () => {
    const id = this.conversationID;
    if (this.#state.value?.messages.get(id)?.newer) this.#newest();
    this.#log?.showEnd();
  };
  #compose = (event: CustomEvent<{ text: string }>) => {
    const { text } = event.detail;
    const { conversationID } = this;
    if (!inside(this.host).emit('im-message-send', { conversationID, text })) return event.preventDefault();
    const quote = this.#quote;
    this.#unquote();
    void this.#sending.text(text, quote);
  };
  #unquote = () => {
    this.#quote = undefined;
    this.host.requestUpdate();
  };
  #act: MessageView['act'] = (...asked) =>
    void this.#acts.use(acts => {
      acts.act(...asked);
    });
  #toComposer = () => void this.focus();
  #older = () => this.#load('loadOlderMessages');
  #newer = () => this.#load('loadNewerMessages');
  #newest = () => this.#load('showNewestMessages');
  #load(name: 'loadOlderMessages' | 'loadNewerMessages' | 'showNewestMessages') {
    void inside(this.host).attempt(name, client => client[name](this.conversationID));
  }
}
