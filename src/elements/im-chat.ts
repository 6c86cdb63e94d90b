/** `<im-chat>`: whose conversation it is; all that shows it is loaded then. */
import { css, nothing } from 'lit';
import { property } from 'lit/decorators.js';
import { lists } from '../locales/en/lists.js';
import { controls, emptyState, skeletonRows } from '../ui/controls.js';
import { base } from '../ui/tokens.js';
import { FollowFocus } from './base/focus.js';
import { ImElement } from './base/im-element.js';
import { Later } from './base/lazy.js';
import { SignInHint } from './base/sign-in-hint.js';
import type { ChatView } from './chat-view.js';

/**
 * A conversation: its messages, and the field to write in. Without attributes it follows what is chosen in the other elements;
 * with `user-id` it is the chat with that person.
 *
 * @element im-chat
 * @attr user-id - Whom to write to.
 * @slot header - Instead of the name above the messages.
 * @slot back - Before the name, e.g. a button that leads back to a list.
 * @slot empty - Shown instead of the words when nobody was chosen.
 * @fires {CustomEvent<{ conversationID: string; text: string }>} im-message-send - A text is about to be sent. Prevent it to keep it.
 * @fires {CustomEvent<{ userID: string }>} im-user-select - A picture or a name card was chosen. Unless prevented, the card opens.
 * @csspart header - Picture, name and presence.
 * @csspart log - The messages.
 * @csspart composer - Where a message is written.
 * @cssprop [--im-chat-height=min(100dvh, 640px)] - How high it is.
 * @cssstate loading - Nothing to show yet.
 * @cssstate empty - There are no messages.
 * @cssstate error - The messages could not be loaded; what was there stays.
 * @cssstate signed-out - Nobody is signed in: it is only as high as the words that say so.
 * @cssstate offline - There is no connection.
 */
export class ImChat extends ImElement {
  static override words = lists;
  static override styles = [
    base,
    controls,
    css`:host { display: grid; grid-template-rows: auto minmax(0, 1fr) auto; block-size: var(--im-chat-height, min(100dvh, 640px)); overflow: hidden; position: relative; font-variant-emoji: unicode; } :host(:state(signed-out)) { block-size: auto; }`,
  ];

  @property({ attribute: 'user-id' }) userID = '';
  /** Instead of `user-id`: any conversation. */
  @property({ attribute: 'conversation-id' }) conversationID = '';
  /** No picture and name above the messages. */
  @property({ type: Boolean, attribute: 'hide-header' }) hideHeader = false;
  /** `mod`: Enter breaks the line; Ctrl+Enter or ⌘+Enter sends. */
  @property({ attribute: 'send-key' }) sendKey: 'enter' | 'mod' = 'enter';
  /** No sounds and no notifications of new messages. */
  @property({ type: Boolean }) silent = false;

  #focus: FollowFocus = new FollowFocus(this, 'chat', () => !this.userID && !this.conversationID);
  #me = this.select(['session'], ({ session }) => session.userID || (session.restored ? '' : undefined));
  #hint: SignInHint = new SignInHint(this);
  #view: Later<ChatView> = new Later(this, async () => {
    const [{ ChatView }, { ImChatLog }] = await Promise.all([import('./chat-view.js'), import('../ui/chat-log.js')]);
    ImChatLog.define();
    return new ChatView(this, () => this.#focus.value);
  });

  override willUpdate() {
    this.#view.value?.prepare();
  }
  /** After the update: a client that came with this very one is known only now. */
  protected override updated() {
    const { value, error } = this.#view;
    if (this.#me.value && !value && !error) void this.#view.use();
  }

  /** Puts the focus where a message is written. */
  override focus() {
    void this.#view.use(async view => {
      // The field may come with what is rendered next.
      await this.updateComplete;
      view.focus();
    });
  }

  /** Scrolls to a message, wherever it is. @param seq - its number in the conversation. */
  showMessage(seq: number) {
    void this.#view.use(view => {
      view.jump(seq);
    });
  }

  override render() {
    const { value } = this.#view;
    // Signed out, it is as high as what it says.
    const out = this.#me.value === '';
    this.mark('loading', !value && !out);
    this.mark('signed-out', out);
    if (out) return this.#hint.quiet ? nothing : emptyState({ icon: 'message', text: this.t('signInFirst') });
    return value ? value.render() : this.#me.value ? skeletonRows(3) : nothing;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'im-chat': ImChat;
  }
  interface HTMLElementEventMap {
    'im-message-send': CustomEvent<{ conversationID: string; text: string }>;
  }
}
