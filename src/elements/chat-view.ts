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
import type { MessageView } from '../ui/content/view.js';
import { emptyState, errorState } from '../ui/controls.js';
import { ImComposer } from '../ui/im-composer.js';
import { speak } from '../ui/localize.js';
import { type ImElement, Select } from './base/im-element.js';
import { adopt, inside, Later } from './base/lazy.js';
import { imageHosts } from './base/registry.js';
import type { ChatActs } from './chat-acts.js';
import type { ChatFiles } from './chat-files.js';
import { ChatAlerts } from './chat-alerts.js';
import { ChatHead } from './chat-head.js';
import { ChatNews } from './chat-news.js';
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
  readonly silent: boolean;
  userID: string;
  conversationID: string;
  hideHeader: boolean;
  sendKey: 'enter' | 'mod';
}

export class ChatView implements ReactiveController {
  #state: Select<Readonly<State>>;
  #acts: Later<ChatActs>;
  #files: Later<ChatFiles>;
  #head: ChatHead;
  #news: ChatNews;
  #sending: Sending;
  /** Whom it was about when the focus was last a chat: a card may open in between. */
  #last = '';
  #opened = '';
  #close: (() => void) | undefined;
  #failed: { errCode: number } | undefined;
  #quote: MessageItem | undefined;
  #seq = 0;
  #made: readonly unknown[] = [];
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
      atEnd: () => this.#log?.atEnd ?? false,
      sent: this.#sent,
      say: this.#say,
      jump: (seq: number) => {
        this.jump(seq);
      },
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
    this.#acts = new Later<ChatActs>(host, async () => {
      const { ChatActs } = await import('./chat-acts.js');
      return new ChatActs(host, { ...parts, send: this.#sending.send });
    });
    this.#acts.soon();
    this.#files = new Later<ChatFiles>(host, async () => {
      const { ChatFiles } = await import('./chat-files.js');
      return new ChatFiles(host, { say: this.#say, make: (create, file) => this.#sending.make(create, file) });
    });
    new ChatAlerts(host);
    this.#head = new ChatHead(host, { ...parts, acts: this.#acts });
    this.#news = new ChatNews(host, parts);
    host.addController(this);
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
    return (
      known ??
      conversationID
        .replace(/^s[in]_/, '')
        .split('_')
        .find(id => id !== this.#me) ??
      ''
    );
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
        void this.host.updateComplete.then(() => {
          this.focus();
        });
    }
    const id = this.#me ? this.conversationID : '';
    if (id !== this.#opened && this.host.isConnected) {
      this.#leave();
      this.#opened = id;
      if (id) void this.#open(id);
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
    const gone = () =>
      void this.#acts.use(acts => {
        acts.say(inside(this.host).t('gone'));
      });
    if (!seq) return void gone();
    if (this.#log?.show(seq)) return;
    void inside(this.host)
      .attempt('showMessage', client => client.showMessage({ conversationID: this.conversationID, seq }))
      .then(error => {
        if (error) gone();
        else this.#log?.show(seq);
      });
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
    const error = window?.error ?? this.#failed;
    const loading = !window?.items.length && (window?.status ?? 'loading') === 'loading' && !error;
    const inner = inside(host);
    inner.mark('loading', loading);
    inner.mark('empty', !!window && !window.items.length && window.status === 'ready');
    inner.mark('error', !!error);
    inner.mark('offline', offline);
    return html`<div>${host.hideHeader ? nothing : html`<slot name="header">${this.#head.render(state)}</slot>`}${acts?.find.render()}
        ${offline ? html`<p class="note" role="status">${t('offlineChat')}</p>` : nothing}</div>
      <div class="body" @dragover=${this.#drag} @dragleave=${this.#drag} @drop=${this.#drag}>
        ${
          window?.items.length
            ? repeat(
                [this.#opened],
                id => id,
                () => html`<im-chat-log exportparts="log" .window=${window} .view=${this.#viewOf(state, offline)} .count=${state.conversations.get(this.conversationID)?.unreadCount ?? 0} .leave=${this.#toComposer}
                  @older=${this.#older} @newer=${this.#newer} @newest=${this.#newest} @end=${this.#news.read}></im-chat-log>`,
              )
            : error
              ? errorState({ text: t.error(error), retry: this.#retry, label: t('tryAgain') })
              : loading
                ? html`<div class="ghosts" part="skeleton" aria-hidden="true">${[1, 2, 3, 4, 5].map(() => html`<i></i>`)}</div>`
                : emptyState({ icon: 'message', text: t('sayHello', { name }) })
        }
        ${this.#files.value?.render()}
      </div>
      <div class="foot">
        ${
          state.blacks.has(userID)
            ? html`<div class="barred"><span class="muted" dir="auto">${t('youBlocked', { name })}</span><button class="btn" type="button" @click=${this.#unblock}>${t('unblock')}</button></div>`
            : html`<im-composer part="composer" .t=${this.#words.t(inside(this.host))} .draft=${this.#sending.draft} .quote=${this.#quote} .sendKey=${host.sendKey}
              @im-compose=${this.#compose} @im-input=${this.#sending.typed} @im-attach=${this.#attach} @im-voice=${this.#sending.voice} @im-quote-clear=${this.#unquote} @focusout=${this.#sending.left}></im-composer>`
        }
        ${acts?.people.render()}
      </div>
      ${this.#news.render()}${acts?.render()}`;
  }

  /** The same object until something in it changes: then all messages are rendered again. */
  #viewOf({ uploads }: Readonly<State>, offline: boolean): MessageView {
    const { locale } = inside(this.host);
    const t = this.#words.t(inside(this.host));
    const taken = this.#acts.value?.taken ?? none;
    const { local } = this.#sending;
    const hosts = imageHosts(this.host.client);
    const made = [t, locale, this.#me, this.name, hosts, offline, uploads, taken, local];
    if (made.some((each, i) => each !== this.#made[i])) {
      this.#made = made;
      this.#view = {
        t,
        lang: locale,
        me: this.#me,
        name: this.name,
        hosts,
        offline,
        uploads,
        taken,
        local,
        act: this.#act,
      };
    }
    return this.#view;
  }

  async #open(id: string) {
    this.#failed = this.#quote = undefined;
    const error = await inside(this.host).attempt('openConversation', async client => {
      await client.openChat();
      if (id !== this.#opened) return;
      const close = await client.openConversation(id);
      // Meanwhile it may be another one.
      if (id === this.#opened) this.#close = close;
      else close();
    });
    if (id !== this.#opened) return;
    this.#failed = error;
    this.#sending.restore();
    this.host.requestUpdate();
  }
  #leave() {
    this.#sending.leave();
    this.#close?.();
    this.#close = undefined;
    this.#opened = '';
  }
  #retry = () => {
    const id = this.#opened;
    this.#close?.();
    this.#close = undefined;
    void this.#open(id);
  };

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
  #unblock = () => void this.#acts.use(acts => acts.menu.run('unblock'));
  #attach = ({ detail: { files } }: CustomEvent<{ files: readonly File[] }>) =>
    void this.#files.use(part => {
      part.take(files);
    });
  /** Files are held over the messages, taken away again, or dropped. */
  #drag = (event: DragEvent) => {
    const { type, dataTransfer } = event;
    if (!dataTransfer?.types.includes('Files')) return;
    event.preventDefault();
    // Read now: they are gone after the event.
    const files = [...dataTransfer.files];
    void this.#files.use(part => {
      part.drag(type, files);
    });
  };
  #toComposer = () => void this.focus();
  #older = () => this.#load('loadOlderMessages');
  #newer = () => this.#load('loadNewerMessages');
  #newest = () => this.#load('showNewestMessages');
  #load(name: 'loadOlderMessages' | 'loadNewerMessages' | 'showNewestMessages') {
    void inside(this.host).attempt(name, client => client[name](this.conversationID));
  }
}
