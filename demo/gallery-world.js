// A server in the page for one case of the gallery, people who live there, and the troubles of its network.
import { createClient } from './im-elements.js';
import { createLoopback } from './loopback.js';

const MINUTE = 60_000;

/** Lives as long as the page: nothing of the gallery stays behind in the browser. */
function memoryStorage() {
  const values = new Map();
  const keys = {
    get: key => values.get(key),
    set: (key, value) => values.set(key, value),
    delete: key => values.delete(key),
  };
  const rows = new Map();
  const order = (a, b) => indexedDB.cmp(a, b);
  const storage = { local: keys, tab: keys, cache: () => cache, writtenAt: 0 };
  const cache = {
    get: async key => structuredClone(rows.get(JSON.stringify(key))?.[1]),
    write: async entries => {
      storage.writtenAt = performance.now();
      for (const [key, value] of entries)
        if (value === undefined) rows.delete(JSON.stringify(key));
        else rows.set(JSON.stringify(key), [key, structuredClone(value)]);
    },
    range: async (kind, limit, after, until) =>
      [...rows.values()]
        .filter(([key]) => key[0] === kind && (!after || order(key, after) > 0) && (!until || order(key, until) <= 0))
        .sort(([a], [b]) => order(a, b))
        .slice(0, limit)
        .map(([, value]) => structuredClone(value)),
    clear: async () => rows.clear(),
  };
  return storage;
}

/** Resolves when `holds(client.state)` does. */
export const until = (client, holds) =>
  new Promise(resolve => {
    let off = () => {};
    const look = () => {
      if (!holds(client.state)) return;
      off();
      resolve();
    };
    off = client.store.on(Object.keys(client.state), look);
    look();
  });

export const ready = client =>
  until(client, ({ lists }) => Object.values(lists).every(({ status }) => status === 'ready'));

export class World {
  #behind = 0;
  #delay = 0;
  #names = 0;
  #failing = false;
  #storages = new Map();
  server = createLoopback({
    delay: () => this.#delay,
    lose: () => this.#failing,
    runtime: { now: () => Date.now() - this.#behind },
  });

  /** What runs inside happened `minutes` ago, as far as the server's records go. */
  async ago(minutes, run) {
    this.#behind = minutes * MINUTE;
    await run();
    this.#behind = 0;
  }

  /** From now on nothing comes through: what is asked stays asked. */
  hang() {
    this.#delay = 3_600_000;
  }
  /** Calls fail, though the connection holds. */
  fail() {
    this.#failing = true;
  }
  cut() {
    this.server.setOnline(false);
  }

  /** A client without a session; `of` shares another's stored session and cache. */
  client({ of, ...options } = {}) {
    const storage = (of && this.#storages.get(of)) ?? memoryStorage();
    const client = createClient({ backend: this.server.backend(), storage, ...options });
    this.#storages.set(client, storage);
    return client;
  }

  /** Resolves when the client's cache was not written to for a while. */
  async written(client) {
    const { writtenAt } = this.#storages.get(client);
    await new Promise(resolve => setTimeout(resolve, 500));
    if (this.#storages.get(client).writtenAt !== writtenAt) await this.written(client);
  }

  /** A registered and signed-in person. */
  async person(nickname, { account = `user${++this.#names}`, ...more } = {}) {
    const client = this.client();
    await client.register({ user: { account, nickname, password: 'gallery-password', ...more } });
    await ready(client);
    return client;
  }

  /** Several people, without waiting for each other. */
  people(...names) {
    return Promise.all(names.map(name => this.person(name)));
  }

  async befriend(a, b) {
    await a.addFriend({ toUserID: b.getLoginUser() });
    await b.acceptFriendApplication({ toUserID: a.getLoginUser() });
    await Promise.all([
      until(a, ({ friends }) => friends.has(b.getLoginUser())),
      until(b, ({ friends }) => friends.has(a.getLoginUser())),
    ]);
  }
}
