/** A real server in the page, and people who live there, for the tests of elements. */
import { createClient } from '../../src/client.js';
import type { Client, ClientOptions, KeyValue } from '../../src/core/api.js';
import type { State } from '../../src/core/state.js';
import { createLoopback } from '../../src/loopback.js';
import type { LoopbackOptions } from '../../src/server/loopback.js';
import { memoryCache } from '../../src/core/memory-cache.js';

function keyValue(): KeyValue {
  const values = new Map<string, string>();
  return {
    get: key => values.get(key),
    set: (key, value) => void values.set(key, value),
    delete: key => void values.delete(key),
  };
}

/** Resolves when `holds(client.state)` does. */
export const until = (client: Client, holds: (state: Readonly<State>) => boolean) =>
  new Promise<void>(resolve => {
    const look = () => {
      if (!holds(client.state)) return;
      off();
      resolve();
    };
    const off = client.store.on(Object.keys(client.state) as (keyof State)[], look);
    look();
  });

const loaded = (client: Client) =>
  until(
    client,
    ({ lists, connection }) =>
      connection.status === 'connected' && Object.values(lists).every(({ status }) => status === 'ready'),
  );

export class World {
  /** ms a frame or an answer takes. */
  delay = 0;
  /** ms that the server's clock is behind. */
  behind = 0;
  readonly server: ReturnType<typeof createLoopback>;
  #count = 0;

  constructor(options: LoopbackOptions = {}) {
    this.server = createLoopback({
      delay: () => this.delay,
      runtime: { now: () => Date.now() - this.behind },
      ...options,
    });
  }

  /** A client that nobody is signed in with. */
  client(options: Partial<ClientOptions> = {}): Client {
    const storage = { local: keyValue(), tab: keyValue(), cache: () => memoryCache() };
    return createClient({ backend: this.server.backend(), storage, ...options });
  }

  /** A registered, signed-in person, whose lists are loaded. */
  async person(nickname: string, account = `user${++this.#count}`): Promise<Client> {
    const client = this.client();
    await client.register({ user: { account, nickname, password: 'a-good-password' } });
    await loaded(client);
    return client;
  }

  async befriend(a: Client, b: Client) {
    await a.addFriend({ toUserID: b.getLoginUser() });
    await b.acceptFriendApplication({ toUserID: a.getLoginUser() });
    await until(a, ({ friends }) => friends.has(b.getLoginUser()));
    await until(b, ({ friends }) => friends.has(a.getLoginUser()));
  }
}

/** Finds by role and accessible name in an element's shadow tree, as a person does. */
export function byRole(element: HTMLElement, role: string, name?: string): HTMLElement[] {
  const roles: Record<string, string> = {
    button: 'button:not([role])',
    list: 'ul',
    listitem: 'li',
    textbox: 'input:not([type=search])',
    searchbox: 'input[type=search]',
  };
  const nameOf = (found: HTMLElement) =>
    (found.getAttribute('aria-label') ?? found.textContent).replace(/\s+/g, ' ').trim();
  return [
    ...element.shadowRoot!.querySelectorAll<HTMLElement>(`[role=${role}]${roles[role] ? `, ${roles[role]}` : ''}`),
  ].filter(found => (name === undefined || nameOf(found) === name) && found.getClientRects().length > 0);
}

/** The text that can be seen. */
export const text = (element: Element | null | undefined) => (element?.textContent ?? '').replace(/\s+/g, ' ').trim();

/** Waits, looking after every render, until `look` gives something; throws after a minute. */
export async function seen<T>(look: () => T | undefined | false | null | '', what: string): Promise<T> {
  const end = Date.now() + 60_000;
  for (;;) {
    const found = look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`not seen within a minute: ${what}`);
    await new Promise(resolve => setTimeout(resolve, 16));
  }
}

export const click = async (element: HTMLElement, role: string, name: string) =>
  (await seen(() => byRole(element, role, name)[0], `${role} "${name}"`)).click();

export function fill(field: HTMLElement, value: string) {
  (field as HTMLInputElement).value = value;
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
}
