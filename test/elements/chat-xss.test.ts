/** What others wrote stays what it is: text. In every place where it stands. */
import { expect, fixtureCleanup } from '@open-wc/testing';
import '../../src/define/im-chat.js';
import type { Client } from '../../src/client.js';
import type { MessageItem } from '../../src/protocol/chat-model.js';
import { addresses, texts } from './chat-payloads.js';
import { ChatWorld, chatOf, deep, messages, say } from './chat-world.js';
import { seen } from './people-world.js';

type Attack = (client: Client, payload: string) => Promise<MessageItem>;
const base = { size: 1, width: 10, height: 10 };

/** Places for words. */
const spoken: Record<string, Attack> = {
  message: (client, text) => client.createTextMessage(text),
  'markdown text': (client, text) => client.createMarkdownMessage(text),
  'name of a file': (client, fileName) => client.createFileMessageByURL({ fileName, sourceUrl: '/file', fileSize: 1 }),
  'name of a person': (client, nickname) =>
    client.createCardMessage({ userID: 'other', nickname, faceURL: nickname, ex: nickname }),
  'name of a place': (client, description) => client.createLocationMessage({ description, longitude: 1, latitude: 2 }),
  'data of a site': (client, data) => client.createCustomMessage({ data, extension: data, description: data }),
  sticker: (client, data) => client.createFaceMessage({ index: 1, data }),
  bundle: async (client, title) =>
    client.createMergerMessage({ messageList: [await client.createTextMessage(title)], title, summaryList: [title] }),
};
/** Places for addresses. */
const loaded: Record<string, Attack> = {
  picture: (client, url) => {
    const picture = { ...base, url };
    return client.createImageMessageByURL({ sourcePicture: picture, bigPicture: picture, snapshotPicture: picture });
  },
  sound: (client, sourceUrl) => client.createSoundMessageByURL({ sourceUrl, dataSize: 1, duration: 1 }),
  video: (client, videoUrl) =>
    client.createVideoMessageByURL({ videoUrl, videoSize: 1, duration: 1, snapshotUrl: videoUrl }),
  file: (client, sourceUrl) => client.createFileMessageByURL({ fileName: 'a', sourceUrl, fileSize: 1 }),
  sticker: (client, url) => client.createFaceMessage({ index: 1, data: JSON.stringify({ url }) }),
  card: (client, faceURL) => client.createCardMessage({ userID: 'other', nickname: 'a', faceURL, ex: '' }),
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
      (name === 'style' && !/^(inline-size|block-size|transform|left|top)/.test(value))
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
  before(async () => {
    ({ me, anna } = await new ChatWorld().friends());
  });
  afterEach(() => {
    fixtureCleanup();
    expect(hit()).to.equal(undefined);
  });
  after(() => {
    me.dispose();
    anna.dispose();
  });

  /** All of them from the one to the other, each looked at. */
  async function attacked(attack: Attack, payloads: readonly string[]) {
    const chat = await chatOf(me, anna);
    for (const [i, payload] of payloads.entries()) {
      const { clientMsgID } = await say(anna, me, attack(anna, payload));
      const message = await seen(
        () => messages(chat).find(({ item }) => item?.clientMsgID === clientMsgID),
        `payload ${i}`,
      );
      await message.updateComplete;
      expect(harm(chat.shadowRoot!), payload).to.deep.equal([]);
      // Whoever touches it sets nothing off.
      for (const each of deep(message.shadowRoot!)) each.dispatchEvent(new MouseEvent('mouseover', { bubbles: true }));
    }
    return chat;
  }

  it(`are ${texts.length + addresses.length} payloads in ${Object.keys(spoken).length + Object.keys(loaded).length} places`, () => {
    expect(texts.length + addresses.length).to.be.at.least(80);
  });

  for (const [place, attack] of Object.entries(spoken))
    it(`is text as a ${place} [O26]`, async () => {
      await attacked(attack, texts);
    }).timeout(30_000);

  for (const [place, attack] of Object.entries(loaded))
    it(`is no address of a ${place}, unless it is one [O26]`, async () => {
      await attacked(attack, addresses);
    }).timeout(30_000);

  it('is text in a quote, and says what was typed [O26]', async () => {
    const chat = await chatOf(me, anna);
    for (const payload of texts) {
      const quoted = await say(anna, me, payload);
      const stored = await seen(
        () => messages(chat).find(({ item }) => item?.clientMsgID === quoted.clientMsgID && item.seq > 0)?.item,
        payload,
      );
      const { clientMsgID } = await say(me, anna, me.createQuoteMessage({ text: payload, message: stored }));
      const answer = await seen(() => messages(chat).find(({ item }) => item?.clientMsgID === clientMsgID), payload);
      await answer.updateComplete;
      expect(harm(chat.shadowRoot!), payload).to.deep.equal([]);
      expect(answer.shadowRoot!.querySelector('.text')!.textContent).to.equal(payload);
    }
  }).timeout(30_000);

  it('is text as a nickname or remark, also when it is announced [O26]', async () => {
    const chat = await chatOf(me, anna);
    for (const payload of texts.slice(0, 40)) {
      await me.setFriendRemark({ toUserID: anna.getLoginUser(), remark: payload.slice(0, 60) });
      await say(anna, me, 'Hello');
      await seen(
        () =>
          chat.shadowRoot!.querySelector('.head b')?.textContent ===
          (payload.slice(0, 60).trim() || anna.getLoginUser()),
        payload,
      );
      expect(harm(chat.shadowRoot!), payload).to.deep.equal([]);
    }
  }).timeout(30_000);
});
