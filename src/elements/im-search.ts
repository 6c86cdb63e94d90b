/** `<im-search>`: one field that finds friends, conversations and messages; what searches is loaded when it is on a page. */
import { html } from 'lit';
import { Shell } from './base/shell.js';
import { friendListStyles } from './friend-list-styles.js';
import type { SearchView } from './search-view.js';

/**
 * Finds friends, conversations and messages by what is typed. Choosing opens the chat of the page, at the message where it is one,
 * or a card when there is no chat.
 *
 * @element im-search
 * @fires {CustomEvent<{ userID: string }>} im-friend-select - A friend was chosen. Unless prevented, the chat or card opens.
 * @fires {CustomEvent<{ conversationID: string; userID: string; seq?: number }>} im-conversation-select - A conversation or a message was chosen. Unless prevented, the chat opens.
 * @csspart search - The search field.
 * @csspart list - What was found.
 * @csspart item - One friend, conversation or message.
 * @csspart avatar - The picture.
 * @cssprop [--im-list-height=min(100dvh, 720px)] - How high the list grows before it scrolls.
 * @cssstate loading - Nothing to show yet.
 * @cssstate empty - Nothing was found.
 * @cssstate error - The search failed.
 */
export class ImSearch extends Shell<SearchView> {
  static override styles = friendListStyles;

  protected override async make() {
    const { SearchView } = await import('./search-view.js');
    return new SearchView(this);
  }
  protected override wait() {
    return html`<div class="top"><div class="input"></div></div>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'im-search': ImSearch;
  }
}
