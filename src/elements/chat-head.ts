/** What stands above the messages: who it is, whether they are there or typing, what can be done with the conversation, and its search. */
import { html, nothing } from 'lit';
import type { Client } from '../core/api.js';
import type { State } from '../core/state.js';
import { receiveOptions } from '../protocol/chat-model.js';
import { avatar } from '../ui/avatar.js';
import { drawing } from '../ui/drawing.js';
import type { MenuItem } from '../ui/im-menu.js';
import type { Key } from '../ui/localize.js';
import { FriendActions } from './base/friend-actions.js';
import type { ImElement } from './base/im-element.js';
import { inside } from './base/lazy.js';
import { Presence } from './base/presence.js';
import { imageHosts } from './base/registry.js';
import type { ChatActs } from './chat-acts.js';
import { showCard } from './open-card.js';

/** Results of a search that one can step through. */
const FOUND = 100;

export interface ChatHeadParts {
  conversationID: () => string;
  userID: () => string;
  name: () => string;
  ask: (heading: Key, text: Key, label: Key) => Promise<boolean>;
  /** Opens a dialog that has a file of its own. */
  open: ChatActs['open'];
  jump: (seq: number) => void;
}

export class ChatHead {
  readonly actions: FriendActions;
  #presence: Presence;
  #asked = '';
  /** What is searched for, and where the hits are, newest first; undefined = no search. */
  #search: { seqs: readonly number[]; at: number; query: string } | undefined;

  constructor(
    readonly host: ImElement,
    readonly parts: ChatHeadParts,
  ) {
    this.#presence = new Presence(host);
    this.actions = new FriendActions(host, true);
  }

  /** Before each render. */
  prepare() {
    const id = this.parts.userID();
    this.#presence.watch(id ? [id] : []);
    if (id === this.#asked || !id) return;
    this.#asked = id;
    this.#search = undefined;
    // A stranger's name and picture; without them the ID is shown.
    if (!this.host.client?.state.friends.has(id)) this.host.client?.getUsersInfo([id]).catch(() => undefined);
  }

  render({ friends, users, conversations, typing, blacks }: Readonly<State>) {
    const { t, locale } = inside(this.host);
    const userID = this.parts.userID();
    const name = this.parts.name();
    const conversation = conversations.get(this.parts.conversationID());
    const faceURL = friends.get(userID)?.faceURL ?? users.get(userID)?.faceURL ?? conversation?.faceURL ?? '';
    const types = !!typing.get(this.parts.conversationID())?.length;
    const item = (id: string, label: Key, icon: MenuItem['icon'], danger = false): MenuItem => ({
      id,
      label: t(label),
      ...(icon && { icon }),
      danger,
    });
    const items = [
      item('find', 'findInChat', 'search'),
      item('pin', conversation?.isPinned ? 'unpinChat' : 'pinChat', 'pin'),
      item('mute', conversation?.recvMsgOpt ? 'unmute' : 'mute', 'clock'),
      item('timers', 'timers', 'clock'),
      item('clear', 'clearChat', 'trash', true),
      blacks.has(userID) ? item('unblock', 'unblock', 'undo') : item('block', 'block', 'block', true),
    ];
    return html`<div class="head" part="header"><slot name="back"></slot>
      <button class="who" type="button" title=${t('cardOf', { name })} @click=${this.#card}
        >${avatar({ userID, name, faceURL, hosts: imageHosts(this.host.client), t, platforms: this.#presence.platforms(userID) })}<span
          ><b class="cut" dir="auto">${name}</b><small class="cut ${types ? 'typing' : ''}">${types ? t('typing') : this.#presence.text(userID, t, locale)}</small></span></button>
      <span class="sr" role="status">${types ? `${name} ${t('typing')}` : nothing}</span>
      <div class="end"><im-menu .label=${t('more', { name })} .items=${items} @im-menu-select=${this.#chosen}></im-menu></div>
    </div>`;
  }

  /** The search, while there is one. */
  find() {
    if (!this.#search) return nothing;
    const { t, locale } = inside(this.host);
    const { seqs, at, query } = this.#search;
    const n = seqs.length;
    const said = !query ? '' : n ? t('findCount', { at: at + 1, n }) : t('findNone');
    const step = (by: number, label: Key, name: string) =>
      html`<button class="icon-btn" type="button" aria-label=${t(label)} title=${t(label)} ?disabled=${!n} @click=${() => this.#step(by)}>${drawing(name, 'M6 9.500l6 6 6-6')}</button>`;
    return html`<div class="find" role="search" lang=${locale} @keydown=${this.#keys}>
      <input class="input" type="search" dir="auto" aria-label=${t('findInChat')} placeholder=${t('findInChat')} @input=${this.#typed} />
      <span class="hint" role="status">${said}</span>${step(1, 'findBack', 'up')}${step(-1, 'findNext', 'down')}
      <button class="icon-btn" type="button" aria-label=${t('close')} title=${t('close')} @click=${this.#closed}>${drawing('close', 'M6 6l12 12M18 6L6 18')}</button></div>`;
  }

  unblock = () => void this.actions.run('unblock', { userID: this.parts.userID(), name: this.parts.name() });

  #card = () => {
    showCard(this.host, this.parts.userID());
  };
  #chosen = (event: CustomEvent<{ id: string }>) => {
    void this.#run(event.detail.id);
  };
  async #run(id: string) {
    const conversationID = this.parts.conversationID();
    const { isPinned, recvMsgOpt } = this.host.client?.state.conversations.get(conversationID) ?? {};
    const act = (name: string, run: (client: Client) => Promise<unknown>) => this.actions.act(name, run);
    if (id === 'find') {
      this.#search = { seqs: [], at: 0, query: '' };
      this.host.requestUpdate();
      await this.host.updateComplete;
      this.host.renderRoot.querySelector<HTMLElement>('.find input')?.focus();
    } else if (id === 'timers')
      await this.parts.open(async () => {
        const { ChatTimers } = await import('./chat-timers.js');
        return new ChatTimers(this.host, conversationID, this.parts.name());
      });
    else if (id === 'pin')
      await act('pinConversation', client => client.pinConversation({ conversationID, isPinned: !isPinned }));
    else if (id === 'mute')
      await act('setConversationRecvMessageOpt', client =>
        client.setConversationRecvMessageOpt({
          conversationID,
          opt: recvMsgOpt ? receiveOptions.receive : receiveOptions.mute,
        }),
      );
    else if (id === 'clear') {
      if (await this.parts.ask('clearAsk', 'clearText', 'clearChat'))
        await act('clearConversationAndDeleteAllMsg', client =>
          client.clearConversationAndDeleteAllMsg(conversationID),
        );
    } else await this.actions.run(id as 'block', { userID: this.parts.userID(), name: this.parts.name() });
  }

  #typed = async (event: Event) => {
    const query = (event.target as HTMLInputElement).value.trim();
    if (!this.#search) return;
    this.#search = { ...this.#search, query };
    const conversationID = this.parts.conversationID();
    let seqs: number[] = [];
    if (query)
      await this.actions.act('searchLocalMessages', async client => {
        const { searchResultItems } = await client.searchLocalMessages({
          conversationID,
          keywordList: [query],
          pageIndex: 1,
          count: FOUND,
        });
        seqs = searchResultItems.flatMap(({ messageList }) => messageList.map(({ seq }) => seq));
      });
    // Meanwhile something else may be searched for.
    if (this.#search?.query !== query) return;
    this.#search = { seqs: seqs.filter(Boolean).sort((a, b) => b - a), at: 0, query };
    this.#step(0);
  };
  #step(by: number) {
    const { seqs, at } = this.#search!;
    const next = seqs.length ? (at + by + seqs.length) % seqs.length : 0;
    this.#search = { ...this.#search!, at: next };
    if (seqs.length) this.parts.jump(seqs[next]!);
    this.host.requestUpdate();
  }
  #keys = (event: KeyboardEvent) => {
    if (event.isComposing) return;
    if (event.key === 'Escape') this.#closed();
    else if (event.key === 'Enter' && event.target instanceof HTMLInputElement) this.#step(event.shiftKey ? -1 : 1);
    else return;
    event.preventDefault();
  };
  #closed = () => {
    this.#search = undefined;
    this.host.requestUpdate();
    this.host.focus();
  };
}
