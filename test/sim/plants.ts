/** Planted bugs, a row each: made at the ports that the core and the server are given, to see that the simulator finds them. */
import type { Client, CoreOptions } from '../../src/core/api.js';
import type { SharePlatform } from '../../src/core/sharing.js';
import { markConversationAsRead } from '../../src/protocol/chat-endpoints.js';
import { addFriend, respondFriend, setFriendRemark } from '../../src/protocol/endpoints.js';
import { isNotificationID } from '../../src/protocol/ids.js';
import { pullMessages, sendMessage } from '../../src/protocol/message-frames.js';
import type { Store } from '../../src/server/store/port.js';
import { cache, calls, hearing, listening, socket, writing } from './plant-ports.js';
import type { SimTab } from './tab.js';

export interface Plant {
  /** What is wrong. */
  words: string;
  /** The ports of a tab's core with the fault in them. */
  core?(options: CoreOptions, tab: SimTab): CoreOptions;
  /** What lets a tab find the others, with the fault in it. */
  platform?(platform: SharePlatform, tab: SimTab): SharePlatform;
  /** The client as the page sees it. */
  client?(client: Client): Client;
  /** The store of a server's process. */
  store?(store: Store): Store;
}

const never = new Promise<never>(() => undefined);
const isText = (data: Record<string, unknown>) => data['contentType'] === 101;
/** True for every nth. */
const every = (n: number) => {
  let count = 0;
  return () => ++count % n === 0;
};
const third = every(3);

export const plants: Readonly<Record<string, Plant>> = {
  'dropped-ack': {
    words: 'the answer to a message that was sent is thrown away, and so is its echo',
    core: socket({
      request: async (frame, _, go) => (frame.id === sendMessage.id ? go().then(() => never) : go()),
      events: (events, tab) => ({
        message: (message, id) => {
          if (message.sendID !== tab.userID || isNotificationID(id)) events.message(message, id);
        },
      }),
    }),
  },
  'early-ack': {
    words: 'a message counts as sent before it was',
    core: socket({
      request: async (frame, data, go) =>
        frame.id === sendMessage.id && isText(data) && third() ? { serverMsgID: 'none', sendTime: Date.now() } : go(),
    }),
  },
  'doubled-retry': {
    words: 'a message goes out a second time under another clientMsgID',
    core: socket({
      async request(frame, data, go) {
        const answer = await go();
        if (frame.id === sendMessage.id && third())
          await go({ ...data, clientMsgID: `again-${String(data['clientMsgID'])}` });
        return answer;
      },
    }),
  },
  'wrong-order': {
    words: 'a message overtakes the one that was said before it',
    core: socket({
      async request(frame, data, go) {
        if (frame.id !== sendMessage.id || !isText(data) || !third()) return go();
        setTimeout(() => void go().catch(() => undefined), 800);
        return { serverMsgID: 'none', sendTime: Date.now() };
      },
    }),
  },
  'gap-not-pulled': {
    words: 'messages that were missed are not asked for',
    core: socket({
      request: async (frame, _, go) => (frame.id === pullMessages.id ? { msgs: {}, notificationMsgs: {} } : go()),
    }),
  },
  'push-ignored': {
    words: 'every third notification is not looked at',
    core: socket({
      events: events => {
        const skip = every(3);
        return {
          message: (message, id) => {
            if (!isNotificationID(id) || !skip()) events.message(message, id);
          },
        };
      },
    }),
  },
  'kick-ignored': {
    words: 'who was signed out by another sign-in is not told',
    core: socket({ events: () => ({ kicked: () => undefined, refused: () => undefined }) }),
  },
  'socket-left-open': {
    words: 'the connection of a session that ended stays open',
    core: socket({ close: () => undefined }),
  },
  'read-mark-lost': {
    words: 'what was read is not told to the server',
    core: calls(async ({ path }, go) => (path === markConversationAsRead.path ? undefined : go())),
  },
  'act-repeated': {
    words: 'a request of friendship goes out twice',
    core: calls(async ({ path }, go) => {
      if (path === addFriend.path) await go();
      return go();
    }),
  },
  'failure-hidden': {
    words: 'what the server refused, or never heard, counts as done',
    core: calls(({ path }, go) =>
      go().catch((error: unknown) => {
        if (path !== setFriendRemark.path && path !== respondFriend.path) throw error;
      }),
    ),
  },
  'stale-cache': {
    words: 'changed friends are not written, the version is',
    core: cache(real => ({
      async write(rows, ...rest) {
        const known = await Promise.all(rows.map(async ([key]) => key[0] === 'friends' && real.get(key)));
        await real.write(
          rows.filter(([, value], i) => !known[i] || value === undefined),
          ...rest,
        );
      },
    })),
  },
  'version-without-rows': {
    words: 'the version of the friends is written, their rows are not',
    core: writing(([kind]) => kind !== 'friends'),
  },
  'delete-not-written': {
    words: 'rows that were deleted stay in the cache',
    core: writing(([kind], value) => value !== undefined || (kind !== 'friends' && kind !== 'outbox')),
  },
  'cache-of-another': {
    words: 'all accounts of a browser share one cache, which no logout clears',
    core: cache(async (_, open) => ({ ...(await open('everybody')), clear: async () => undefined })),
  },
  'event-twice': {
    words: 'a new message is told twice',
    client: hearing('recvNewMessages', listener => detail => {
      listener(detail);
      listener(detail);
    }),
  },
  'event-lost': {
    words: 'a deleted friend is not told',
    client: hearing('friendDeleted', () => () => undefined),
  },
  'forgotten-unlock': {
    words: 'whoever reads rows now and then never ends, and lets nobody else read',
    core: cache(real => {
      const stuck = every(25);
      return { range: (...bounds) => (stuck() ? never : real.range(...bounds)) };
    }),
  },
  'nobody-waits': {
    words: 'every tab is given the lead at once',
    platform: platform => ({ ...platform, locks: { request: (_, __, granted) => granted() } }),
  },
  'never-deposed': {
    words: 'the lead cannot be taken from a tab that sleeps',
    platform: platform => ({
      ...platform,
      locks: {
        request: (name, options, granted) =>
          'steal' in options ? never : platform.locks.request(name, options, granted),
      },
    }),
  },
  'deposed-leads-on': {
    words: 'a leader does not notice that another tab leads by now',
    platform: platform => {
      let led = false;
      return {
        ...platform,
        locks: {
          request: (name, options, granted) =>
            platform.locks
              .request(name, options, () => {
                led ||= !/:[\da-f]{16}$/.test(name);
                return granted();
              })
              .catch((error: unknown) => {
                if ((error as Error).message.includes('stolen')) return never;
                throw error;
              }),
        },
        channel: listening(platform, (message, go) => {
          if (!led || !/lead|state/.test(String(message['kind']))) go();
        }),
      };
    },
  },
  'tabs-do-not-hear': {
    words: 'every tenth change that the leader tells is not taken over',
    platform: platform => {
      const skip = every(10);
      return {
        ...platform,
        channel: listening(platform, (message, go) => {
          if (message['ops'] && skip()) message['ops'] = [];
          go();
        }),
      };
    },
  },
  'server-forgets': {
    words: 'the server says done before a blocked person is on its disk',
    store: store => ({
      ...store,
      put(table, row) {
        if (table !== 'blacks' || !third()) store.put(table, row);
      },
    }),
  },
};
