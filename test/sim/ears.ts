/** What a page knows that only listens to the events of its tab: it must come to the same as the state, and hear nothing twice. */
import type { Client } from '../../src/core/api.js';
import type { FromToUserID } from '../../src/protocol/model.js';
import { foreign } from './foreign.js';
import type { SimTab } from './tab.js';

const key = ({ fromUserID, toUserID }: FromToUserID) => `${fromUserID}>${toUserID}`;
const differs = (a: unknown, b: unknown) => JSON.stringify(a) !== JSON.stringify(b);
const LISTS = ['friends', 'requests', 'blacks'] as const;

export class Ears {
  readonly friends = new Map<string, unknown>();
  readonly requests = new Map<string, unknown>();
  readonly blacks = new Map<string, unknown>();
  /** Messages that were told as new. */
  readonly messages = new Set<string>();
  /** Up to where each conversation was known when the chat began: nothing below is told. */
  base: ReadonlyMap<string, number> | undefined;
  unread: number | undefined;
  /** Why sessions ended, newest last. */
  readonly endings: string[] = [];
  #looking = false;
  /** Lists of which nothing was to be seen yet: their first load raises no event for each item. */
  readonly #unseen = new Set<string>(LISTS);

  constructor(readonly tab: SimTab) {
    const { client } = tab;
    this.#listen(client);
    client.store.on(['lists'], () => {
      const { lists } = client.state;
      for (const list of LISTS) {
        const { status } = lists[list === 'requests' ? 'received' : list];
        if (status === 'cached' || (status === 'ready' && this.#unseen.has(list))) this.adopt(client, list);
        if (status === 'cached' || status === 'ready') this.#unseen.delete(list);
        if (status === 'loading') this.#unseen.add(list);
      }
    });
    client.store.on(['friends', 'requests', 'blacks', 'conversations', 'messages', 'profile', 'session'], () => {
      if (this.#looking) return;
      this.#looking = true;
      queueMicrotask(() => {
        this.#looking = false;
        const found = foreign(client.state);
        if (found) this.must(false, `shows another account's ${found} to`, client.state.session.userID);
      });
    });
  }

  /** Takes the state as it is for heard. */
  adopt({ state }: Client, list: (typeof LISTS)[number]): void {
    this[list].clear();
    for (const [id, item] of state[list]) this[list].set(id, item);
  }

  /** A tab that comes back is given the state as it is, and hears what changes from then on. */
  resync(client: Client, leads = false): void {
    for (const list of LISTS) {
      this.adopt(client, list);
      const { status } = client.state.lists[list === 'requests' ? 'received' : list];
      if (status === 'cached' || status === 'ready') this.#unseen.delete(list);
      else this.#unseen.add(list);
    }
    this.unread = undefined;
    // Who leads has its conversations from the rows, a little later.
    this.base = leads ? undefined : this.#standing(client);
  }
  #standing({ state }: Client) {
    if (state.sync.status === 'done') return new Map([...state.conversations].map(([id, { maxSeq }]) => [id, maxSeq]));
    return undefined;
  }

  must(holds: boolean, what: string, detail: unknown): void {
    if (!holds) this.tab.browser.world.blame(this.tab.name, `${what} ${JSON.stringify(detail)}`);
  }

  #listen(client: Client): void {
    const { world } = this.tab.browser;
    const told = (name: string, detail: unknown) => {
      world.say(this.tab.name, `  ~ ${name}`, detail);
    };
    client.on('loginChanged', ({ userID }) => {
      told('loginChanged', userID);
      this.messages.clear();
      this.base = undefined;
      this.unread = undefined;
      for (const list of LISTS) {
        this[list].clear();
        this.#unseen.add(list);
      }
    });
    for (const name of ['kickedOffline', 'userTokenExpired', 'userTokenInvalid'] as const)
      client.on(name, () => {
        told(name, '');
        this.endings.push(name);
      });
    client.on('actRefused', ({ name, args, error }) => {
      told('actRefused', [name, args, error.errCode]);
      for (const mark of JSON.stringify(args).match(/m\d+/g) ?? []) world.refusals.add(mark);
    });
    client.on('friendsLoaded', () => {
      this.adopt(client, 'friends');
    });
    client.on('friendAdded', friend => {
      told('friendAdded', friend.userID);
      this.must(!this.friends.has(friend.userID), 'friendAdded twice', friend);
      this.friends.set(friend.userID, friend);
    });
    client.on('friendInfoChanged', friend => {
      told('friendInfoChanged', [friend.userID, friend.remark, friend.nickname]);
      const known = this.friends.get(friend.userID);
      this.must(!!known && differs(known, friend), 'friendInfoChanged in nothing', friend);
      this.friends.set(friend.userID, friend);
    });
    client.on('friendDeleted', friend => {
      told('friendDeleted', friend.userID);
      this.must(this.friends.delete(friend.userID), 'friendDeleted twice', friend);
    });
    client.on('blackAdded', black => {
      told('blackAdded', black.userID);
      this.must(!this.blacks.has(black.userID), 'blackAdded twice', black);
      this.blacks.set(black.userID, black);
    });
    client.on('blackDeleted', black => {
      told('blackDeleted', black.userID);
      this.must(this.blacks.delete(black.userID), 'blackDeleted twice', black);
    });
    for (const name of ['friendApplicationAdded', 'friendApplicationAccepted', 'friendApplicationRejected'] as const)
      client.on(name, request => {
        told(name, [key(request), request.reqMsg, request.handleResult]);
        this.must(differs(this.requests.get(key(request)), request), `${name} twice`, request);
        this.requests.set(key(request), request);
      });
    client.on('friendApplicationDeleted', request => {
      told('friendApplicationDeleted', key(request));
      this.must(this.requests.delete(key(request)), 'friendApplicationDeleted twice', request);
    });
    client.on('recvNewMessages', items => {
      for (const item of items) {
        told('recvNewMessages', [item.seq, item.textElem?.content]);
        this.must(!this.messages.has(item.clientMsgID), 'recvNewMessages twice', item.textElem?.content);
        this.messages.add(item.clientMsgID);
      }
    });
    client.on('totalUnreadMessageCountChanged', unread => {
      this.must(unread !== this.unread, 'totalUnreadMessageCountChanged to the same', unread);
      this.unread = unread;
    });
    client.store.on(['sync'], () => {
      this.base ??= this.#standing(client);
    });
  }
}
