/** The measured page: a conversation of many messages, opened from IndexedDB. Driven by chat-open.mjs through `window.bench`. */
import { createClient, type Client } from '../../src/client.js';
import { idbCache } from '../../src/core/cache.js';
import { define } from '../../src/elements/base/define.js';
import { registry } from '../../src/elements/base/registry.js';
import { ImChat } from '../../src/elements/im-chat.js';
import { createLoopback } from '../../src/loopback.js';
import type { MessageItem } from '../../src/protocol/chat-model.js';
import { singleChatID } from '../../src/protocol/ids.js';
import type { ImMessage } from '../../src/ui/im-message.js';
import { MemoryStore } from '../../src/server/store/memory.js';
import { fill } from '../core/chat/filled.js';

/** Rows written at once. */
const BLOCK = 5000;
const WORDS =
  'the bees are out and somebody left the gate open again so look before you plant anything near the hedge'.split(' ');
const text = (i: number) => `${i}: ${WORDS.slice(i % 7, (i % 7) + 2 + (i % 13)).join(' ')}`;

/** Heard by whoever waits for the page. */
const progress = (what: unknown) => {
  console.debug(what);
};

/** When the frame that is being made was painted. */
const painted = () =>
  new Promise<number>(resolve => {
    requestAnimationFrame(() => {
      const { port1, port2 } = new MessageChannel();
      port1.onmessage = () => {
        resolve(performance.now());
      };
      port2.postMessage(0);
    });
  });

let chat: ImChat;
let client: Client;
const log = () => chat.renderRoot.querySelector('im-chat-log')?.shadowRoot;
const messages = () => [...(log()?.querySelectorAll<ImMessage>('im-message') ?? [])];
const scroller = () => log()!.querySelector<HTMLElement>('.scroll')!;

async function until(test: () => unknown) {
  while (!test()) await painted();
}

const bench = {
  /** Somebody signed in, whose device has `count` messages of one person, and some of another. */
  async prepare(count: number) {
    const store = new MemoryStore();
    const backend = createLoopback({ store }).backend();
    client = createClient({ backend, name: `bench${Date.now()}` } as never);
    const { userID } = await client.register({
      user: { account: 'bench', nickname: 'Bench', password: 'a long password' },
    });
    const id = singleChatID(userID, 'many');
    fill(store, 'few', userID, 60);
    fill(store, 'many', userID, count);
    await client.openChat();
    await until(() => client.state.sync.status === 'done' && client.state.conversations.has(id));
    await client.markAllConversationMessageAsRead();
    const { messageList } = await client.getAdvancedHistoryMessageList({ conversationID: id, count: 1 });
    const cache = idbCache(backend.id, userID);
    const first = messageList[0] as MessageItem;
    for (let from = 1; from <= count; from += BLOCK) {
      await cache.write(
        Array.from({ length: Math.min(BLOCK, count - from + 1) }, (_, k) => {
          const seq = from + k;
          const item = { ...first, seq, clientMsgID: `m${seq}`, textElem: { content: text(seq) } };
          item.sendTime = item.createTime = 1e12 + seq * 30_000;
          return [['message', id, seq], item] as const;
        }),
      );
      progress(from);
    }
    registry.set('default', client);
    define('im-chat', ImChat);
    chat = document.createElement('im-chat') as ImChat;
    chat.userID = 'few';
    document.body.append(chat);
    await until(() => messages().length > 5);
  },
  /** ms until messages are on the screen; the code was there before. */
  async open() {
    const start = performance.now();
    chat.userID = 'many';
    await until(() => messages().some(({ item }) => item?.sendID === 'many'));
    return (await painted()) - start;
  },
  /** The same, after another conversation was looked at: ms of each time. */
  async again(times: number) {
    const all: number[] = [];
    while (all.length < times) {
      chat.userID = 'few';
      await until(() => messages().some(({ item }) => item?.sendID === 'few'));
      all.push(await bench.open());
    }
    return all;
  },
  /** ms until all that is kept was searched for a word that many messages have, and how many were given. */
  async search() {
    const start = performance.now();
    const { totalCount } = await client.searchLocalMessages({ keywordList: ['hedge'] });
    return { ms: performance.now() - start, count: totalCount };
  },
  /** Scrolls up through several pages of older messages: px by which what is read moved at most, and messages alive. */
  async older() {
    let moved = 0;
    let alive = 0;
    const window = () =>
      (chat.renderRoot.querySelector('im-chat-log') as unknown as { window: { items: MessageItem[] } }).window;
    for (let step = 0; step < 120; step++) {
      const scroll = scroller();
      const top = scroll.getBoundingClientRect().top;
      scroll.scrollTop -= 240;
      await painted();
      alive = Math.max(alive, messages().length);
      const { items } = window();
      const read = messages().find(message => message.getBoundingClientRect().top > top + 20);
      const before = read?.getBoundingClientRect().top ?? 0;
      // Until the page that may have been asked for is there.
      for (let frame = 0; frame < 3; frame++) await painted();
      alive = Math.max(alive, messages().length);
      if (read?.isConnected && window().items !== items)
        moved = Math.max(moved, Math.abs(read.getBoundingClientRect().top - before));
    }
    return { moved, alive, pages: window().items.length };
  },
  /** ms of script and layout for each key typed, until it is on the screen. */
  async type() {
    const field = chat.renderRoot.querySelector('im-composer')!.shadowRoot!.querySelector('textarea')!;
    const times: number[] = [];
    for (const letter of 'what shall we plant beside the beans this year') {
      field.value += letter;
      const start = performance.now();
      field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
      await chat.updateComplete;
      void field.offsetHeight;
      times.push(performance.now() - start);
      await painted();
    }
    return times;
  },
  /** ms from the sign-in until the newest messages of the newest conversations are on the device. */
  async first(conversations: number) {
    const store = new MemoryStore();
    const backend = createLoopback({ store }).backend();
    const user = { account: 'first', nickname: 'First', password: 'a long password' };
    const old = createClient({ backend, name: 'old', persist: 'none' } as never);
    const { userID } = await old.register({ user });
    await old.logout();
    for (let i = 0; i < conversations; i++) {
      fill(store, `c${i}`, userID, 60, 1e12 + i * 1000);
      if (i % 50 === 0) {
        progress(i);
        await painted();
      }
    }
    const client = createClient({ backend, name: 'new' } as never);
    const start = performance.now();
    await client.login({ account: 'first', password: user.password });
    await client.openChat();
    await until(() => client.state.sync.status === 'done');
    return performance.now() - start;
  },
};
Object.assign(window, { bench });
