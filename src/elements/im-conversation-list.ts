/** `<im-conversation-list>`: with whom one talks; what shows it is loaded when it is on a page. */
import { property } from 'lit/decorators.js';
import { skeletonRows } from '../ui/controls.js';
import { Shell } from './base/shell.js';
import type { ConversationRows } from './conversation-rows.js';
import { friendListStyles } from './friend-list-styles.js';

/**
 * The user's conversations: pinned first, then the newest, with what was said last, unread numbers and a menu for each.
 * Choosing one opens the chat of the page, or a card when there is none.
 *
 * @element im-conversation-list
 * @slot header - Above the list.
 * @slot empty - Shown instead of the words when there is no conversation yet.
 * @fires {CustomEvent<{ conversationID: string; userID: string; seq?: number }>} im-conversation-select - A conversation, or a message that was searched for, was chosen. Unless prevented, the chat opens.
 * @fires {CustomEvent<Record<string, never>>} im-conversation-new - *New message* was chosen where there is no conversation. Unless prevented, a search over friends opens.
 * @fires {CustomEvent<{ userID: string }>} im-friend-select - A friend was chosen in the search. Unless prevented, the chat or card opens.
 * @csspart search - The search field.
 * @csspart progress - The thin bar while messages come.
 * @csspart list - The list.
 * @csspart item - One conversation.
 * @csspart row - The name: the button that opens a conversation.
 * @csspart avatar - The picture.
 * @csspart preview - What was said last.
 * @csspart badge - How many messages are unread.
 * @csspart notice - What was done, for some seconds.
 * @cssprop [--im-list-height=min(100dvh, 720px)] - How high the list grows before it scrolls.
 * @cssstate loading - Nothing to show yet.
 * @cssstate empty - There are no conversations.
 * @cssstate error - The list could not be loaded; what was there stays.
 * @cssstate offline - There is no connection; the list is what it was last.
 */
export class ImConversationList extends Shell<ConversationRows> {
  static override styles = friendListStyles;

  /** A search over friends, conversations and messages above the list. */
  @property({ type: Boolean }) search = false;
  /** No sounds and no notifications of new messages. */
  @property({ type: Boolean }) silent = false;

  protected override async make() {
    const { ConversationRows } = await import('./conversation-rows.js');
    return new ConversationRows(this);
  }
  protected override wait() {
    return skeletonRows(3);
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'im-conversation-list': ImConversationList;
  }
  interface HTMLElementEventMap {
    'im-conversation-select': CustomEvent<{ conversationID: string; userID: string; seq?: number }>;
    'im-conversation-new': CustomEvent<Record<string, never>>;
  }
}
