import { expect, fixtureCleanup } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/define/im-chat.js';
import type { Client } from '../../src/client.js';
import type { ImChat } from '../../src/elements/im-chat.js';
import { ChatWorld, chatOf, deep, messages, say } from './chat-world.js';
import { seen, text } from './people-world.js';

const dialog = (chat: ImChat) => chat.shadowRoot!.querySelector<HTMLDialogElement>('dialog.zoom');
const opened = (chat: ImChat) => seen(() => dialog(chat)?.open && dialog(chat), 'the dialog');
const part = (chat: ImChat, name: string) =>
  seen(() => deep(chat.shadowRoot!).find(each => each.matches(name)) as HTMLElement | undefined, name);

describe('what is opened large', () => {
  let me: Client;
  let anna: Client;
  beforeEach(async () => {
    ({ me, anna } = await new ChatWorld().friends());
  });
  afterEach(() => {
    fixtureCleanup();
    me.dispose();
    anna.dispose();
  });
  async function picture() {
    const at = { url: `${location.origin}/a.png`, size: 1, width: 10, height: 10 };
    await say(anna, me, anna.createImageMessageByURL({ sourcePicture: at, bigPicture: at, snapshotPicture: at }));
  }

  it('a picture: by keyboard there and back [O5]', async () => {
    await picture();
    const chat = await chatOf(me, anna);
    const button = await part(chat, 'button.media');
    button.focus();
    await sendKeys({ press: 'Enter' });
    const large = await opened(chat);
    expect(large.querySelector('img')!.getAttribute('src')).to.equal(`${location.origin}/a.png`);
    expect(large.ariaLabel).to.equal('Picture');
    expect(large.matches(':modal')).to.equal(true);
    await seen(() => chat.shadowRoot!.activeElement === large.querySelector('.close'), 'the focus inside');
    await sendKeys({ press: 'Escape' });
    await seen(() => !dialog(chat), 'closed');
    await seen(() => messages(chat).some(each => each.shadowRoot!.activeElement === button), 'the focus where it was');
  });

  it('a picture: closes by its button and by a click beside it', async () => {
    await picture();
    const chat = await chatOf(me, anna);
    for (const where of ['.close', 'img']) {
      (await part(chat, 'button.media')).click();
      (await opened(chat)).querySelector<HTMLElement>(where)!.click();
      await seen(() => !dialog(chat), 'closed');
    }
  });

  it('a bundle: all of its messages, with who said them [O9]', async () => {
    const list = [await anna.createTextMessage('One'), await anna.createTextMessage('Two')];
    const bundle = anna.createMergerMessage({ messageList: list, title: 'Trip', summaryList: ['Anna: One'] });
    await say(anna, me, bundle);
    const chat = await chatOf(me, anna);
    (await part(chat, '.bundle')).click();
    const sheet = await opened(chat);
    expect(text(sheet.querySelector('h2'))).to.equal('Trip');
    const said = () =>
      [...sheet.querySelectorAll('im-message')].map(each => text(each.shadowRoot!.querySelector('.text')));
    await seen(() => said().join() === 'One,Two', 'both');
    expect([...sheet.querySelectorAll('li > b')].map(text)).to.deep.equal(['Anna', 'Anna']);
    await expect(chat).to.be.accessible();
  });
});
