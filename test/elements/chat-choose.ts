/** Chooses from the menu of a conversation, as a person does: for the tests of what is behind it. */
import type { ImChat } from '../../src/elements/im-chat.js';
import { deep } from './chat-world.js';
import { seen, text } from './people-world.js';

const items = (chat: ImChat) =>
  deep(chat.shadowRoot!.querySelector('.head')!).filter(
    each => each.getAttribute('role') === 'menuitem' && each.getClientRects().length,
  ) as HTMLElement[];

/** Opens the menu above the messages, and waits for an item of it. */
async function itemOf(chat: ImChat, name: string): Promise<HTMLElement> {
  if (!items(chat).length) chat.shadowRoot!.querySelector<HTMLElement>('.head im-menu button')!.click();
  return seen(() => items(chat).find(each => text(each) === name), `"${name}" in the menu`);
}
export const chooseOf = async (chat: ImChat, name: string) => {
  (await itemOf(chat, name)).click();
};
