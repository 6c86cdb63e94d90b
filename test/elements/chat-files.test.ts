import { expect, fixtureCleanup } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import '../../src/define/im-chat.js';
import type { Client } from '../../src/client.js';
import type { ImChat } from '../../src/elements/im-chat.js';
import { ChatWorld, chatOf, field, messages, said, shown, type } from './chat-world.js';
import { byRole, seen, text } from './people-world.js';

const composer = (chat: ImChat) => chat.shadowRoot!.querySelector('im-composer')!;
const attach = (chat: ImChat, ...files: File[]) =>
  composer(chat).dispatchEvent(new CustomEvent('im-attach', { detail: { files } }));
const inBody = (chat: ImChat, name: string, files: File[] = []) => {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  const event = new DragEvent(name, { dataTransfer, bubbles: true, cancelable: true });
  chat.shadowRoot!.querySelector('.body')!.dispatchEvent(event);
  return event;
};
const note = (name: string) => new File(['hello'], name, { type: 'text/plain' });
const held = (chat: ImChat) => [...chat.shadowRoot!.querySelectorAll<HTMLElement>('.held > li')];
const heldIs = (chat: ImChat, n: number) => seen(() => held(chat).length === n, `${n} that wait`);
const statuses = (chat: ImChat) => [...chat.shadowRoot!.querySelectorAll('[role=status]')].map(each => text(each));
const files = (chat: ImChat) => messages(chat).filter(({ item }) => item!.fileElem);
async function dot(): Promise<File> {
  const canvas = document.createElement('canvas');
  const blob = await new Promise<Blob | null>(done => {
    canvas.toBlob(done);
  });
  return new File([blob!], 'dot.png', { type: 'image/png' });
}

describe('files on their way into a chat', () => {
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

  it('are looked at first, told, and sent by Enter, before the words that go with them [O5]', async () => {
    const chat = await chatOf(me, anna);
    attach(chat, await dot(), note('hello.txt'));
    await heldIs(chat, 2);
    await seen(() => statuses(chat).includes('2 files to send'), 'how many');
    expect(files(chat), 'nothing is sent yet').to.have.length(0);
    const [picture] = held(chat);
    const image = picture!.querySelector('img')!;
    await image.decode();
    expect([image.alt, image.naturalWidth]).to.deep.equal(['dot.png', 300]);
    expect(text(held(chat)[1]))
      .to.contain('hello.txt')
      .and.to.contain('5 bytes');
    await expect(chat).to.be.accessible();
    type(chat, 'Here they are');
    await said(chat, 'Here they are');
    expect(held(chat)).to.have.length(0);
    const kinds = messages(chat).map(({ item }) =>
      item!.pictureElem ? 'picture' : item!.fileElem ? 'file' : (item!.textElem?.content ?? ''),
    );
    expect(kinds.filter(Boolean)).to.deep.equal(['picture', 'file', 'Here they are']);
  });

  it('go without words, by Enter or the button that sends [O5]', async () => {
    const chat = await chatOf(me, anna);
    attach(chat, note('one.txt'));
    await heldIs(chat, 1);
    await seen(() => chat.shadowRoot!.activeElement === composer(chat), 'the focus in the field');
    await sendKeys({ press: 'Enter' });
    await said(chat, 'one.txt');
    attach(chat, note('two.txt'));
    await heldIs(chat, 1);
    (await seen(() => byRole(composer(chat), 'button', 'Send')[0], 'the button')).click();
    await said(chat, 'two.txt');
    await heldIs(chat, 0);
    expect(messages(chat).some(({ item }) => item!.textElem?.content === '')).to.equal(false);
    await sendKeys({ press: 'Enter' });
    expect(files(chat).map(shown).join(), 'nothing is left to be sent').to.match(/one\.txt.*two\.txt/s);
    // Where nothing can be recorded, the button that sends stays.
    const records =
      'mediaDevices' in navigator &&
      'MediaRecorder' in globalThis &&
      ['audio/webm', 'audio/mp4'].some(type => MediaRecorder.isTypeSupported(type));
    const left = records ? 0 : 1;
    await seen(() => byRole(composer(chat), 'button', 'Send').length === left, 'the button as before');
  });

  it('are taken away again, one by one, and the focus stays near [O5, W4]', async () => {
    const chat = await chatOf(me, anna);
    attach(chat, note('one.txt'), note('two.txt'), note('three.txt'));
    await heldIs(chat, 3);
    const button = (name: string) => byRole(chat, 'button', `Remove ${name}`)[0]!;
    button('two.txt').focus();
    button('two.txt').click();
    await heldIs(chat, 2);
    await seen(() => chat.shadowRoot!.activeElement === button('three.txt'), 'the next one has the focus');
    button('three.txt').click();
    await seen(() => chat.shadowRoot!.activeElement === button('one.txt'), 'the last one has the focus');
    button('one.txt').click();
    await heldIs(chat, 0);
    await seen(() => chat.shadowRoot!.activeElement === composer(chat), 'the field has it');
  });

  it('that are empty are refused in words [O5]', async () => {
    const chat = await chatOf(me, anna);
    attach(chat, new File([], 'nothing.txt', { type: 'text/plain' }));
    await seen(() => statuses(chat).some(each => each.includes('nothing.txt')), 'why not');
    expect(held(chat)).to.have.length(0);
  });

  it('wait in the conversation they were chosen in [O5]', async () => {
    const chat = await chatOf(me, anna);
    attach(chat, note('one.txt'));
    await heldIs(chat, 1);
    const hers = anna.getLoginUser();
    chat.userID = me.getLoginUser();
    await heldIs(chat, 0);
    chat.userID = hers;
    await heldIs(chat, 1);
    expect(field(chat).value).to.equal('');
  });

  it('are dropped on the messages, and nothing else is taken [O5]', async () => {
    const chat = await chatOf(me, anna);
    const file = note('dropped.txt');
    expect(inBody(chat, 'dragover').defaultPrevented, 'no file').to.equal(false);
    expect(inBody(chat, 'dragover', [file]).defaultPrevented).to.equal(true);
    await seen(() => chat.shadowRoot!.querySelector('.drop'), 'where to drop');
    inBody(chat, 'dragleave', [file]);
    await seen(() => !chat.shadowRoot!.querySelector('.drop'), 'gone');
    expect(inBody(chat, 'drop', [file]).defaultPrevented).to.equal(true);
    await heldIs(chat, 1);
    expect(text(held(chat)[0])).to.contain('dropped.txt');
  });
});
