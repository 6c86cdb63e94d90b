/** Tabs of a site with nothing but the client on them, and what their clients say. */
import type { BrowserContext, Page } from 'playwright-core';
import type { Client } from '../../src/core/api.js';
import { PATIENCE } from './site.js';

/** What a page of the tests has for them. */
export interface InPage {
  client: Client;
  /** Sockets that the gateway has accepted and that are open. */
  held: Set<WebSocket>;
  /** Messages of others and of other devices that the client told of, each once. */
  heard: Set<string>;
  /** Messages that nobody knows yet whether they are sent. */
  sending: number;
  /** Rows that this tab has written or deleted. */
  writes: number;
  /** How often an event was raised. */
  told: Record<string, number>;
  /** Resolves when the state is so. */
  until(is: (client: Client) => unknown): Promise<void>;
  /** What every tab has to show. */
  shown(): string;
}
declare global {
  var tab: InPage;
  /** Tells the test. */
  var report: (what: string, detail: string) => Promise<void>;
}

/** Given to `addInitScript`: it uses nothing from outside of itself. */
export function installTab(): void {
  if (window !== top) return;
  const held = new Set<WebSocket>();
  const told: Record<string, number> = {};
  const heard = new Set<string>();
  const report = (what: string, detail: string) => {
    globalThis.report?.(what, detail).catch(() => undefined);
  };
  globalThis.tab = {
    client: undefined as never,
    held,
    heard,
    sending: 0,
    writes: 0,
    told,
    async until(is) {
      const { client } = tab;
      await new Promise<void>(done => {
        const look = () => {
          if (!is(client)) return;
          off();
          done();
        };
        const off = client.store.on(Object.keys(client.state) as never, look);
        look();
      });
    },
    shown() {
      const { session, connection, friends, requests, blacks, conversations, unread, profile, sync } = tab.client.state;
      return JSON.stringify(
        { session, connection, friends, requests, blacks, conversations, unread, profile, sync },
        (_, value: unknown) => (value instanceof Map ? [...value].sort(([a], [b]) => (a < b ? -1 : 1)) : value),
      );
    },
  };
  const Socket = window.WebSocket;
  window.WebSocket = class extends Socket {
    constructor(url: string | URL, protocols?: string | string[]) {
      super(url, protocols);
      this.addEventListener(
        'message',
        () => {
          held.add(this);
          report('leads', String(Date.now()));
        },
        { once: true },
      );
      this.addEventListener('close', () => held.delete(this));
    }
  };
  for (const name of ['put', 'delete', 'clear'] as const) {
    const act = IDBObjectStore.prototype[name] as (...args: unknown[]) => unknown;
    IDBObjectStore.prototype[name] = function (this: IDBObjectStore, ...args: unknown[]) {
      tab.writes++;
      return act.apply(this, args);
    } as never;
  }
  void customElements.whenDefined('im-client').then(() => {
    const client = (document.querySelector('im-client') as unknown as { client: Client } | null)?.client;
    if (!client) return;
    tab.client = client;
    for (const event of ['kickedOffline', 'userTokenExpired', 'userTokenInvalid', 'loginChanged'] as const)
      client.on(event, () => {
        told[event] = (told[event] ?? 0) + 1;
        report(event, '');
      });
    // What listens to messages opens the chat.
    client.on('recvNewMessages', messages => {
      for (const { clientMsgID } of messages) {
        if (heard.has(clientMsgID)) report('doubled', clientMsgID);
        heard.add(clientMsgID);
      }
    });
  });
}

/** @param bare - the address of a page with only `<im-client>`. */
export async function openTab(context: BrowserContext, bare: string): Promise<Page> {
  const page = await context.newPage();
  page.setDefaultTimeout(PATIENCE);
  await page.goto(bare);
  await alive(page);
  return page;
}

/** The session was looked for. */
export const alive = (page: Page) =>
  page.evaluate(async () => {
    await customElements.whenDefined('im-client');
    await (document.querySelector('im-client') as unknown as { ready: Promise<unknown> }).ready;
  });

export const register = (page: Page, account: string) =>
  page.evaluate(async account => {
    await tab.client.register({ user: { account, nickname: account, password: 'a-good-password' } });
    await tab.until(({ state: { connection, sync } }) => connection.status === 'connected' && sync.status === 'done');
    return tab.client.getLoginUser();
  }, account);

/** Up to date. */
export const settled = (page: Page) =>
  page.evaluate(() =>
    tab.until(
      ({ state: { session, connection, sync } }) =>
        session.userID && connection.status === 'connected' && sync.status === 'done',
    ),
  );

/** The tabs of one browser that hold a socket. */
export async function leaders(pages: readonly Page[]): Promise<Page[]> {
  const held = await Promise.all(pages.map(page => page.evaluate(() => tab.held.size)));
  return pages.filter((_, i) => held[i]);
}

/** Every tab comes to show what the first one shows. */
export async function alike(pages: readonly Page[]): Promise<void> {
  const [first] = pages;
  for (const page of pages) {
    await settled(page);
    // The first may change meanwhile.
    for (const end = Date.now() + PATIENCE; ;) {
      const [one, other] = [await first!.evaluate(() => tab.shown()), await page.evaluate(() => tab.shown())];
      if (one === other) break;
      if (Date.now() > end) throw new Error(`tabs differ:\n${one}\n${other}`);
    }
  }
}

/** The rows of a database that the browser keeps of somebody: their keys, and who may write. */
export const rows = (page: Page, userID: string) =>
  page.evaluate(async userID => {
    const all = await indexedDB.databases();
    const name = all.find(({ name }) => name?.endsWith(`:${userID}`))?.name;
    if (!name) return { keys: [], owner: undefined };
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error as Error);
      });
    const database = await done(indexedDB.open(name));
    try {
      const store = database.transaction('records').objectStore('records');
      const owner = done(store.get(['meta', 'owner']));
      const keys = await done(store.getAllKeys());
      return { keys: keys.map(key => (key as string[]).join('/')), owner: (await owner) as string | undefined };
    } finally {
      database.close();
    }
  }, userID);
