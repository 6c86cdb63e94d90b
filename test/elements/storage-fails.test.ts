import { expect, fixture, html } from '@open-wc/testing';
import '../../src/define/im-chat.js';
import '../../src/define/im-client.js';
import '../../src/define/im-friend-list.js';
import type { Client } from '../../src/core/api.js';
import type { ImError } from '../../src/protocol/errors.js';
import { chatOf, ChatWorld, deep, said, say, type } from './chat-world.js';
import { seen, text, until } from './people-world.js';

let count = 0;
/** What is taken from the browser meanwhile; given back after each test. */
let mend: (() => void)[] = [];
function patch<T extends object, K extends keyof T>(target: T, key: K, make: (own: T[K]) => PropertyDescriptor) {
  const own = Object.getOwnPropertyDescriptor(target, key)!;
  Object.defineProperty(target, key, { configurable: true, ...make((own.value ?? own.get) as T[K]) });
  mend.push(() => Object.defineProperty(target, key, own));
}
const fails = (name: string) => () => {
  throw new DOMException('as a browser says', name);
};
const opened: IDBDatabase[] = [];
/** Every connection from now on. */
function watchOpen() {
  patch(IDBFactory.prototype, 'open', own => ({
    value(this: IDBFactory, ...args: Parameters<IDBFactory['open']>) {
      const request = own.apply(this, args);
      request.addEventListener('success', () => opened.push(request.result));
      return request;
    },
  }));
}
const asked = <T>(request: IDBRequest<T>) =>
  new Promise<T>((resolve, reject) => {
    request.onsuccess = () => {
      resolve(request.result);
    };
    request.onerror = () => {
      reject(request.error!);
    };
  });

const unhandled: unknown[] = [];
const note = (event: PromiseRejectionEvent) => unhandled.push(event.reason);

/** Robin has a friend who wrote; his page is opened, and he signs in. */
async function stage(prepare: (database: string) => unknown = () => undefined) {
  const world = new ChatWorld();
  const account = `robin${++count}`;
  const robin = await world.person('Robin', account);
  const anna = await world.person('Anna');
  await world.befriend(robin, anna);
  await say(anna, robin, 'before');
  const backend = { ...world.server.backend(), id: `https://${Math.random()}.example` };
  const database = `im-elements:${backend.id}:${robin.getLoginUser()}`;
  await robin.logout();
  await prepare(database);
  const errors: { error: ImError; action: string }[] = [];
  const name = `storage-${count}`;
  const el = document.createElement('im-client');
  Object.assign(el, { name, backend });
  el.addEventListener('im-error', event => errors.push((event as CustomEvent<(typeof errors)[0]>).detail));
  document.body.append(el);
  mend.push(() => {
    el.remove();
  });
  const client = await el.ready;
  await client.login({ account, password: 'a-good-password' });
  return { world, anna, client, el, account, errors, database };
}
const ready = (client: Client) =>
  until(client, ({ lists }) => Object.values(lists).every(({ status }) => status === 'ready'));

/** His list shows her, their chat what was said; what he says is sent, shown, and reaches her. */
async function works(client: Client, anna: Client, words: string) {
  await ready(client);
  const list = await fixture<HTMLElement>(html`<im-friend-list .client=${client}></im-friend-list>`);
  await seen(() => deep(list.shadowRoot!).some(each => text(each) === 'Anna'), 'Anna in the list');
  const chat = await chatOf(client, anna);
  await said(chat, 'before');
  type(chat, words);
  const message = await said(chat, words);
  await seen(() => message.item?.seq, 'that it was sent');
  await until(anna, ({ conversations }) =>
    [...conversations.values()].some(({ latestMsg }) => latestMsg.includes(words)),
  );
}
const storage = (errors: { error: ImError; action: string }[]) =>
  errors.map(({ action, error }) => `${action} ${error.errCode}`);

describe('a browser whose storage fails', function () {
  this.timeout(60_000);
  before(() => {
    addEventListener('unhandledrejection', note);
  });
  after(() => {
    removeEventListener('unhandledrejection', note);
  });
  afterEach(() => {
    for (const undo of mend.reverse()) undo();
    mend = [];
    opened.length = 0;
    expect(unhandled.splice(0)).to.deep.equal([]);
  });

  const breaks: [string, (database: string) => unknown][] = [
    ['has no IndexedDB', () => patch(window, 'indexedDB', () => ({ get: () => undefined }))],
    ['forbids IndexedDB', () => patch(IDBFactory.prototype, 'open', () => ({ value: fails('SecurityError') }))],
    [
      'never answers',
      () =>
        patch(IDBFactory.prototype, 'open', () => ({
          value: () => new EventTarget(),
        })),
    ],
    [
      'has a database of a newer version',
      async database => {
        const newer = indexedDB.open(database, 7);
        newer.onupgradeneeded = () => newer.result.createObjectStore('another layout');
        (await asked(newer)).close();
      },
    ],
    [
      'has no space left, as it says at once',
      () => patch(IDBObjectStore.prototype, 'put', () => ({ value: fails('QuotaExceededError') })),
    ],
    [
      'has no space left, as it says at the end',
      () =>
        patch(IDBObjectStore.prototype, 'put', own => ({
          value(this: IDBObjectStore, ...args: Parameters<IDBObjectStore['put']>) {
            const request = own.apply(this, args);
            request.addEventListener('success', () => {
              this.transaction.abort();
            });
            return request;
          },
        })),
    ],
    [
      'keeps no small things',
      () => patch(Storage.prototype, 'setItem', () => ({ value: fails('QuotaExceededError') })),
    ],
    [
      'forbids all storage',
      () => {
        patch(window, 'localStorage', () => ({ get: fails('SecurityError') }));
        patch(window, 'sessionStorage', () => ({ get: fails('SecurityError') }));
        patch(IDBFactory.prototype, 'open', () => ({ value: fails('SecurityError') }));
      },
    ],
  ];
  for (const [what, act] of breaks)
    it(`and ${what}: all goes on in memory, and it is said once`, async () => {
      const { world, anna, client, el, account, errors } = await stage(act);
      await works(client, anna, 'after');
      expect(storage(errors)).to.deep.equal(['storage 10006']);
      // Also for the next who signs in here.
      await client.logout();
      await client.login({ account, password: 'a-good-password' });
      await works(client, anna, 'again');
      expect(errors.length).to.equal(1);
      el.remove();
      world.server.close();
    });

  it('closes the connection under it: it is opened again, and nothing is lost or said', async () => {
    watchOpen();
    const { world, anna, client, el, errors, database } = await stage();
    await works(client, anna, 'after');
    expect(opened.length).to.be.greaterThan(0);
    for (const connection of opened) connection.close();
    await say(client, anna, 'closed');
    const rows = async () => {
      const connection = await asked(indexedDB.open(database));
      const all = await asked(connection.transaction('records').objectStore('records').getAll());
      connection.close();
      return JSON.stringify(all);
    };
    let kept = '';
    while (!kept.includes('closed')) kept = await rows();
    expect(errors).to.deep.equal([]);
    el.remove();
    world.server.close();
  });

  it('loses the connection for good: what was not written yet is there, and it is said once', async () => {
    watchOpen();
    const { world, anna, client, el, errors } = await stage();
    await works(client, anna, 'after');
    patch(IDBFactory.prototype, 'open', () => ({ value: fails('UnknownError') }));
    for (const connection of opened) connection.close();
    await works(client, anna, 'lost');
    expect(storage(errors)).to.deep.equal(['storage 10006']);
    await client.logout();
    el.remove();
    world.server.close();
  });
});
