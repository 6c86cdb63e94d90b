/** What stands above the messages: who it is, whether they are there or typing, and the button of the menu. */
import { html, nothing } from 'lit';
import type { State } from '../core/state.js';
import { avatar } from '../ui/avatar.js';
import { icon } from '../ui/icons.js';
import type { ImMenu } from '../ui/im-menu.js';
import type { ImElement } from './base/im-element.js';
import { inside, type Later } from './base/lazy.js';
import { Presence } from './base/presence.js';
import { imageHosts } from './base/registry.js';
import type { ChatActs } from './chat-acts.js';
import { showCard } from './open-card.js';

export interface ChatHeadParts {
  conversationID: () => string;
  userID: () => string;
  name: () => string;
  acts: Later<ChatActs>;
}

export class ChatHead {
  #presence: Presence;
  #asked = '';

  constructor(
    readonly host: ImElement,
    readonly parts: ChatHeadParts,
  ) {
    this.#presence = new Presence(host);
  }

  /** Before each render. */
  prepare() {
    const id = this.parts.userID();
    this.#presence.watch(id ? [id] : []);
    if (id === this.#asked || !id) return;
    this.#asked = id;
    // A stranger's name and picture; without them the ID is shown.
    if (!this.host.client?.state.friends.has(id)) this.host.client?.getUsersInfo([id]).catch(() => undefined);
  }

  render({ friends, users, conversations, typing }: Readonly<State>) {
    const { t, locale } = inside(this.host);
    const { parts } = this;
    const userID = parts.userID();
    const name = parts.name();
    const id = parts.conversationID();
    const faceURL = (friends.get(userID) ?? users.get(userID) ?? conversations.get(id))?.faceURL ?? '';
    const types = !!typing.get(id)?.length;
    const more = t('more', { name });
    return html`<div class="head" part="header"><slot name="back"></slot>
      <button class="who" type="button" title=${t('cardOf', { name })} @click=${this.#card}
        >${avatar({ userID, name, faceURL, hosts: imageHosts(this.host.client), t, platforms: this.#presence.platforms(userID) })}<span
          ><b class="cut" dir="auto">${name}</b><small class="cut ${types ? 'typing' : ''}">${types ? t('typing') : this.#presence.text(userID, t, locale)}</small></span></button>
      <span class="sr" role="status">${types ? `${name} ${t('typing')}` : nothing}</span>
      <div class="end"><im-menu .label=${more} .items=${parts.acts.value?.menu.items() ?? []} @im-menu-select=${this.#chosen}
        ><button slot="trigger" class="icon-btn" type="button" aria-haspopup="menu" aria-label=${more} title=${more} @click=${this.#menu}>${icon('more')}</button></im-menu></div>
    </div>`;
  }

  #card = () => {
    showCard(this.host, this.parts.userID());
  };
  /** The first time, the menu is on its way. */
  #menu = (event: Event) => {
    const { acts } = this.parts;
    if (acts.value) return;
    event.stopPropagation();
    void acts.use(async () => {
      await this.host.updateComplete;
      await this.host.renderRoot.querySelector<ImMenu>('.head im-menu')!.show();
    });
  };
  #chosen = (event: CustomEvent<{ id: string }>) => {
    void this.parts.acts.use(acts => acts.menu.run(event.detail.id));
  };
}
