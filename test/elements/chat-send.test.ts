import { expect, fixtureCleanup } from '@open-wc/testing';
import '../../src/define/im-chat.js';
import type { Client } from '../../src/client.js';
import type { ImChat } from '../../src/elements/im-chat.js';
import { ChatWorld, chatOf, field, messages, said, type } from './chat-world.js';
import { seen } from './people-world.js';

const composer = (chat: ImChat) => chat.shadowRoot!.querySelector('im-composer')!;
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
});
