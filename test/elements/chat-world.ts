/** Two friends with a server in the page, and what one finds in a conversation: for the tests of `<im-chat>`. */
import { fixture, html } from '@open-wc/testing';
import type { Client } from '../../src/client.js';
import type { MessageItem } from '../../src/protocol/chat-model.js';
import type { ImChat } from '../../src/elements/im-chat.js';
import type { ImMessage } from '../../src/ui/im-message.js';
import { World, byRole, seen, text } from './people-world.js';

export class ChatWorld extends World {
  /** Two friends: who looks, and the other. */
  async friends(mine = 'Robin', others = 'Anna'): Promise<{ me: Client; anna: Client; id: string }> {
    const [me, anna] = await Promise.all([this.person(mine), this.person(others)]);
    await this.befriend(me, anna);
    const id = await me.getConversationIDBySessionType({ sourceID: anna.getLoginUser(), sessionType: 1 });
    return { me, anna, id };
  }
}

/** Says something to somebody. */
export async function say(from: Client, to: Client, words: string | Promise<MessageItem>): Promise<MessageItem> {
  const message = typeof words === 'string' ? await from.createTextMessage(words) : await words;
  return from.sendMessage({ recvID: to.getLoginUser(), message });
}

export async function chatOf(client: Client, other: Client): Promise<ImChat> {
  const chat = await fixture<ImChat>(html`<im-chat .client=${client} user-id=${other.getLoginUser()}></im-chat>`);
  await seen(
    () => chat.shadowRoot!.querySelector('im-composer')?.shadowRoot?.querySelector('textarea'),
    'the composer',
  );
  return chat;
}

/** Everything in an element, also in the shadows of those within. */
export function deep(root: ParentNode): Element[] {
  return [...root.querySelectorAll('*')].flatMap(each => [each, ...(each.shadowRoot ? deep(each.shadowRoot) : [])]);
}
export const messages = (chat: ImChat) =>
  deep(chat.shadowRoot!).filter((each): each is ImMessage => each.localName === 'im-message');
/** What a message shows. */
export const shown = (message: ImMessage) => text(message.shadowRoot!.querySelector('.bubble, .line'));
export const said = (chat: ImChat, words: string) =>
  seen(() => messages(chat).find(each => shown(each).includes(words)), `"${words}" among the messages`);
export const field = (chat: ImChat) =>
  chat.shadowRoot!.querySelector('im-composer')!.shadowRoot!.querySelector('textarea')!;
export function type(chat: ImChat, words: string, send = true) {
  const input = field(chat);
  input.value = words;
  input.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  if (send)
    input.dispatchEvent(
      new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true }),
    );
}
/** A button of a message, by its words or label. */
export const buttonIn = (message: ImMessage, name: string) => byRole(message, 'button', name)[0];
/** Opens the menu of a message and chooses. */
export async function choose(chat: ImChat, message: ImMessage, item: string) {
  message.focus();
  message.dispatchEvent(
    new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true }),
  );
  const found = await seen(
    () =>
      deep(chat.shadowRoot!).find(
        each => each.getAttribute('role') === 'menuitem' && text(each) === item && each.getClientRects().length,
      ) as HTMLElement | undefined,
    `"${item}" in the menu`,
  );
  found.click();
}
/** Confirms the question that was asked. */
export async function confirm(chat: ImChat, label: string) {
  const button = await seen(
    () =>
      deep(chat.shadowRoot!).find(
        each => each.localName === 'button' && text(each) === label && each.closest('dialog')?.open,
      ) as HTMLElement | undefined,
    `"${label}" in the question`,
  );
  button.click();
}
