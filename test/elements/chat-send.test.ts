import { expect, fixtureCleanup } from '@open-wc/testing';
import '../../src/define/im-chat.js';
import type { Client } from '../../src/client.js';
import type { ImChat } from '../../src/elements/im-chat.js';
import { ChatWorld, chatOf, field, messages, said, type } from './chat-world.js';
import { seen, text } from './people-world.js';

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

describe('what goes out of a chat', () => {
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

  it('goes in the order it was typed [O17]', async () => {
    const chat = await chatOf(me, anna);
    const hers = await chatOf(anna, me);
    const words = ['One', 'Two', 'Three', 'Four'];
    for (const each of words) type(chat, each);
    await said(hers, 'Four');
    for (const each of [chat, hers])
      await seen(
        () =>
          messages(each)
            .flatMap(({ item }) => item!.textElem?.content ?? [])
            .join() === words.join(),
        'all in order',
      );
  });

  it('asks the site first; what is prevented stays in the field [O1]', async () => {
    const chat = await chatOf(me, anna);
    const heard: string[] = [];
    chat.addEventListener('im-message-send', event => {
      heard.push(event.detail.text);
      if (heard.length === 1) event.preventDefault();
    });
    type(chat, 'Shall I?');
    expect(heard).to.deep.equal(['Shall I?']);
    await composer(chat).updateComplete;
    expect(field(chat).value).to.equal('Shall I?');
    type(chat, 'Shall I?');
    await said(chat, 'Shall I?');
    expect(messages(chat).filter(({ item }) => item!.textElem)).to.have.length(1);
  });

  it('sends files, and says why one can’t be sent [O5]', async () => {
    const chat = await chatOf(me, anna);
    attach(chat, new File(['hello'], 'hello.txt', { type: 'text/plain' }));
    await said(chat, 'hello.txt');
    attach(chat, new File([], 'nothing.txt', { type: 'text/plain' }));
    await seen(
      () => [...chat.shadowRoot!.querySelectorAll('[role=status]')].some(each => text(each).includes('nothing.txt')),
      'why not',
    );
    expect(messages(chat).filter(({ item }) => item!.fileElem)).to.have.length(1);
  });

  it('takes files that are dropped on the messages, nothing else [O5]', async () => {
    const chat = await chatOf(me, anna);
    const file = new File(['hello'], 'dropped.txt', { type: 'text/plain' });
    expect(inBody(chat, 'dragover').defaultPrevented, 'no file').to.equal(false);
    expect(inBody(chat, 'dragover', [file]).defaultPrevented).to.equal(true);
    await seen(() => chat.shadowRoot!.querySelector('.drop'), 'where to drop');
    inBody(chat, 'dragleave', [file]);
    await seen(() => !chat.shadowRoot!.querySelector('.drop'), 'gone');
    expect(inBody(chat, 'drop', [file]).defaultPrevented).to.equal(true);
    await said(chat, 'dropped.txt');
  });
});
