/** What others wrote stays what it is: text. In every place where it stands. */
import { expect, fixture, fixtureCleanup, html } from '@open-wc/testing';
import '../../src/define/im-chat.js';
import type { Client } from '../../src/client.js';
import type { ImChat } from '../../src/elements/im-chat.js';
import type { MessageItem } from '../../src/protocol/chat-model.js';
import type { ImMessage } from '../../src/ui/im-message.js';
import { addresses, texts } from './chat-payloads.js';
import { ChatWorld, deep, messages, say } from './chat-world.js';
import { seen, text as textIn } from './people-world.js';

/** What shows it, and how it is made. */
type Attack = readonly [part: string, make: (client: Client, payload: string) => Promise<MessageItem>];
/** As long as a name may be, and without NUL, which the server replaces. */
const short = (payload: string) => payload.replaceAll('\0', '\ufffd').slice(0, 60).trim();
const base = { size: 1, width: 10, height: 10 };

/** Places for words. */
const spoken: Record<string, Attack> = {
  message: ['.text a', (client, text) => client.createTextMessage(text)],
  'markdown text': ['.text a', (client, text) => client.createMarkdownMessage(text)],
  'name of a file': [
    'a.thing',
    (client, fileName) => client.createFileMessageByURL({ fileName, sourceUrl: '/file', fileSize: 1 }),
  ],
  'name of a person': [
    '.thing .avatar',
    (client, nickname) => client.createCardMessage({ userID: 'other', nickname, faceURL: nickname, ex: nickname }),
  ],
  'name of a place': [
    '.thing b',
    (client, description) => client.createLocationMessage({ description, longitude: 1, latitude: 2 }),
  ],
  'data of a site': [
    'span.text',
    (client, data) => client.createCustomMessage({ data, extension: data, description: data }),
  ],
  sticker: ['.foreign', (client, data) => client.createFaceMessage({ index: 1, data })],
  bundle: [
    '.bundle',
    async (client, title) =>
      client.createMergerMessage({
        messageList: [await client.createTextMessage(title)],
        title,
        summaryList: [title],
      }),
  ],
};
/** Places for addresses. */
const loaded: Record<string, Attack> = {
  picture: [
    '.foreign',
    (client, url) => {
      const picture = { ...base, url };
      return client.createImageMessageByURL({ sourcePicture: picture, bigPicture: picture, snapshotPicture: picture });
    },
  ],
  sound: ['.foreign', (client, sourceUrl) => client.createSoundMessageByURL({ sourceUrl, dataSize: 1, duration: 1 })],
  video: [
    '.foreign',
    (client, videoUrl) =>
      client.createVideoMessageByURL({ videoUrl, videoSize: 1, duration: 1, snapshotUrl: videoUrl }),
  ],
  file: ['a.thing', (client, sourceUrl) => client.createFileMessageByURL({ fileName: 'a', sourceUrl, fileSize: 1 })],
  sticker: ['.foreign', (client, url) => client.createFaceMessage({ index: 1, data: JSON.stringify({ url }) })],
  card: [
    '.thing .avatar',
    (client, faceURL) => client.createCardMessage({ userID: 'other', nickname: 'a', faceURL, ex: '' }),
  ],
};

/** Everything an attack may have left in the page. */
function harm(root: ParentNode): string[] {
  return deep(root).flatMap(each => [
    ...(/^(script|iframe|object|embed|base|meta|link|form|marquee|template|x-foo|math)$/.test(each.localName)
      ? [each.localName]
      : []),
    ...[...each.attributes].flatMap(({ name, value }) => [
      ...(/^on/i.test(name) ||
      name === 'srcdoc' ||
      (name === 'style' && !/^(--_gutter|inline-size|block-size|width|height|transform|left|top)/.test(value))
        ? [`${each.localName} ${name}`]
        : []),
      ...(/^(href|src|poster|action|formaction|data|xlink:href)$/.test(name) && !/^(https?:\/\/|mailto:)/.test(value)
        ? [`${name}=${value}`]
        : []),
      // Nothing is asked of others' hosts by itself.
      ...(/^(src|poster)$/.test(name) && !value.startsWith(location.origin) ? [`${name}=${value}`] : []),
    ]),
  ]);
}
const hit = () => (globalThis as { __hit?: number }).__hit;

describe('what others write in a chat', () => {
  let me: Client;
  let anna: Client;
  let id: string;
  /** Stays in the page from the first attack to the last. */
  let chat: ImChat;
  before(async () => {
    ({ me, anna, id } = await new ChatWorld().friends());
    chat = document.createElement('im-chat');
    chat.client = me;
    chat.userID = anna.getLoginUser();
    document.body.append(chat);
  });
  afterEach(() => {
    fixtureCleanup();
    expect(hit()).to.equal(undefined);
  });
  after(() => {
    chat.remove();
    me.dispose();
    anna.dispose();
  });

  const idsOf = (items: readonly MessageItem[]) => new Set(items.map(({ clientMsgID }) => clientMsgID));
  /** The messages as they came, in order. */
  const received = (sent: readonly MessageItem[]) =>
    seen(() => {
      const ids = idsOf(sent);
      const items = me.state.messages.get(id)?.items.filter(({ clientMsgID, seq }) => seq && ids.has(clientMsgID));
      return items?.length === ids.size && items;
    }, 'what was sent');

  /** Sends all of them at once and looks at each: the newest in the chat, all of them as the chat would show them. */
  async function attacked(
    attack: (payload: string) => Promise<MessageItem>,
    payloads: readonly string[],
    part: string,
  ) {
    // A harmless one before: what shows this kind of message is there then.
    const first = await say(anna, me, attack('https://example.com/'));
    const shows = (message: ImMessage | undefined) => !!message?.shadowRoot!.querySelector(part);
    await seen(
      () => shows(messages(chat).find(({ item }) => item?.clientMsgID === first.clientMsgID)),
      `${part} of a harmless one`,
    );
    const sent = await Promise.all(payloads.map(payload => say(anna, me, attack(payload))));
    const items = await received(sent);
    const { view } = chat.shadowRoot!.querySelector('im-chat-log')!;
    const all = await fixture<HTMLElement>(
      html`<div>${items.map(item => html`<im-message .item=${item} .view=${view}></im-message>`)}</div>`,
    );
    await seen(() => idsOf(sent).has(messages(chat).at(-1)!.item!.clientMsgID), 'the last in the chat');
    for (const message of all.querySelectorAll('im-message')) {
      await message.updateComplete;
      const payload = payloads[sent.findIndex(({ clientMsgID }) => clientMsgID === message.item!.clientMsgID)];
      expect(harm(message.shadowRoot!), payload).to.deep.equal([]);
    }
    expect(harm(chat.shadowRoot!)).to.deep.equal([]);
    // Whoever touches it sets nothing off.
    for (const each of [...deep(all), ...deep(chat.shadowRoot!)])
      each.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
    return all;
  }

  it(`are ${texts.length + addresses.length} payloads in ${Object.keys(spoken).length + Object.keys(loaded).length} places`, () => {
    expect(texts.length + addresses.length).to.be.at.least(80);
  });

  for (const [place, [part, attack]] of Object.entries(spoken))
    it(`is text as a ${place} [O26]`, async () => {
      const all = await attacked(payload => attack(anna, payload), texts, part);
      expect(all.querySelectorAll('im-message')).to.have.length(texts.length);
    });

  for (const [place, [part, attack]] of Object.entries(loaded))
    it(`is no address of a ${place}, unless it is one [O26]`, async () => {
      await attacked(payload => attack(anna, payload), addresses, part);
    });

  it('is text in a quote, and says what was typed [O26]', async () => {
    const quoted = new Map<string, MessageItem>();
    await attacked(payload => anna.createTextMessage(payload), texts, '.text');
    for (const item of me.state.messages.get(id)!.items) quoted.set(item.textElem?.content ?? '', item);
    const all = await attacked(
      payload => anna.createQuoteMessage({ text: payload, message: quoted.get(payload)! }),
      texts,
      '.quote',
    );
    const said = [...all.querySelectorAll('im-message')].map(message => [
      message.shadowRoot!.querySelector('.text')!.textContent,
      message.shadowRoot!.querySelector('.quote .cut')!.textContent.trim().slice(0, 5),
    ]);
    expect(said.sort()).to.deep.equal(texts.map(payload => [payload, payload.trim().slice(0, 5)]).sort());
  });

  it('is text as a nickname or remark, also when it is announced [O26]', async () => {
    const name = () => chat.shadowRoot!.querySelector('.head b')?.textContent;
    const her = anna.getLoginUser();
    const named = async (payload: string) => {
      await seen(() => name() === payload, `as a name: ${payload}`);
      expect(harm(chat.shadowRoot!), payload).to.deep.equal([]);
    };
    for (const payload of texts.filter((_, i) => i % 2).map(short)) {
      await anna.setSelfInfo({ nickname: payload });
      await named(payload);
    }
    for (const payload of texts.filter((_, i) => i % 2 === 0).map(short)) {
      await me.setFriendRemark({ toUserID: her, remark: payload });
      await named(payload);
    }
    await say(anna, me, short(texts[0]!));
    await seen(() => {
      const said = textIn(chat.shadowRoot!.querySelector('[aria-live=polite]'));
      return said.includes(short(texts[0]!)) && said.startsWith(name()!);
    }, 'the announcement');
    expect(harm(chat.shadowRoot!)).to.deep.equal([]);
  });
});
