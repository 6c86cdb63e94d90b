/** A server in the page with people who are friends: what the tests of the friend list and the card stand on. */
import { createClient, type Client, type State } from '../../src/client.js';
import type { KeyValue } from '../../src/core/api.js';
import { createLoopback, type Loopback } from '../../src/loopback.js';
import type { LoopbackOptions } from '../../src/server/loopback.js';
import { MemoryStore } from '../../src/server/store/memory.js';
import { memoryCache } from '../../src/core/memory-cache.js';

const PASSWORD = 'a long password';

function keyValue(): KeyValue {
  const values = new Map<string, string>();
  return {
    get: key => values.get(key),
    set: (key, value) => void values.set(key, value),
    delete: key => void values.delete(key),
  };
}

/** Resolves when `holds(client.state)` does. */
export function until(client: Client, holds: (state: Readonly<State>) => boolean): Promise<void> {
  return new Promise(resolve => {
    let off = () => {};
    const look = () => {
      if (!holds(client.state)) return;
      off();
      resolve();
    };
    off = client.store.on(Object.keys(client.state) as (keyof State)[], look);
    look();
  });
}

const ready = (client: Client) =>
  until(
    client,
    ({ lists, connection }) =>
      connection.status === 'connected' && Object.values(lists).every(({ status }) => status === 'ready'),
  );

export class FriendsWorld {
  readonly server: Loopback;
  readonly #store = new MemoryStore();
  #clients: Client[] = [];
  #accounts = 0;

  constructor(options: LoopbackOptions = {}) {
    this.server = createLoopback({ store: this.#store, ...options });
  }

  /** A registered and signed-in person. */
  async person(nickname: string, more: { faceURL?: string } = {}): Promise<Client> {
    const client = this.signedOut();
    await client.register({ user: { account: `user${++this.#accounts}`, nickname, password: PASSWORD, ...more } });
    await ready(client);
    return client;
  }

  /** A client with nobody signed in. */
  signedOut(): Client {
    // Nothing of a test stays behind in the browser.
    const cache = memoryCache();
    const storage = { local: keyValue(), tab: keyValue(), cache: () => cache };
    const client = createClient({ backend: this.server.backend(), storage });
    this.#clients.push(client);
    return client;
  }

  people(...names: string[]): Promise<Client[]> {
    return Promise.all(names.map(name => this.person(name)));
  }

  /** Me, and friends of these names; `ids` in the same order. */
  async circle(...names: string[]): Promise<{ me: Client; friends: Client[]; ids: string[] }> {
    const [me, ...friends] = await this.people('Me', ...names);
    for (const friend of friends) await this.befriend(me!, friend);
    return { me: me!, friends, ids: friends.map(friend => friend.getLoginUser()) };
  }

  /** Me with many friends: written into the server's store, then loaded as everything is. */
  async crowd(names: readonly string[]): Promise<Client> {
    const first = await this.person('Me');
    const ownerUserID = first.getLoginUser();
    await first.logout();
    const createTime = Date.now();
    names.forEach((nickname, i) => {
      const userID = `crowd${i}`;
      this.#store.put('users', {
        userID,
        nickname,
        faceURL: '',
        ex: '',
        createTime,
        appMangerLevel: 0,
        globalRecvMsgOpt: 0,
        lastOnlineTime: 0,
      });
      this.#store.put('friends', {
        ownerUserID,
        userID,
        remark: '',
        createTime,
        addSource: 2,
        operatorUserID: ownerUserID,
        ex: '',
        rank: 1,
        seq: i,
      });
    });
    const client = this.signedOut();
    await client.login({ account: `user${this.#accounts}`, password: PASSWORD });
    await ready(client);
    return client;
  }

  async befriend(a: Client, b: Client) {
    await a.addFriend({ toUserID: b.getLoginUser() });
    await b.acceptFriendApplication({ toUserID: a.getLoginUser() });
    await Promise.all([
      until(a, ({ friends }) => friends.has(b.getLoginUser())),
      until(b, ({ friends }) => friends.has(a.getLoginUser())),
    ]);
  }

  end() {
    for (const client of this.#clients) client.dispose();
    this.server.close();
  }
}

/** Resolves when `holds()` does, looked at each frame; rejects after a minute with the words. */
export async function eventually(holds: () => unknown, what: string): Promise<void> {
  const end = performance.now() + 60_000;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`never: ${what}`);
    await new Promise(requestAnimationFrame);
  }
}
