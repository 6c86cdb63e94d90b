/** The client: one store, one emitter, and OpenIM's functions, whoever is signed in (features A–G). */
import mitt from 'mitt';
import type { Client, CoreOptions } from './api.js';
import type { ChatActions } from './chat/api.js';
import { tell } from './events.js';
import { createSession } from './session.js';
import { watching } from './slices/presence.js';
import { openSlices, type Slices } from './slices/index.js';
import type { Scope, Watch } from './scope.js';
import { emptyState, type State } from './state.js';
import { createStore } from './store.js';

/** ms until the server is asked again what it can do, when it did not answer. */
const ASK_AGAIN = 5000;

/** Names of the chat's functions and events: its code is loaded when the first is used. */
const CHAT = /messa|msg|conversation|receipt|syncS|inputSt|uploadF/i;

export function createCore(options: CoreOptions): Client {
  const { backend, clock, tokenProvider } = options;
  const store = createStore<State>({ ...emptyState, session: { ...emptyState.session, provided: !!tokenProvider } });
  const events = mitt<Record<string, unknown>>();
  const watch: Watch = { counts: new Map(), named: new Set() };
  const session = createSession({
    options,
    store,
    watch,
    emit: (event, detail) => {
      tell(events, event, detail);
    },
  });
  const { online, live } = session;

  let disposed = false;
  let cancel = () => {};
  const learn = () => {
    backend.capabilities().then(
      known => {
        store.set('capabilities', known);
      },
      () => {
        if (!disposed) cancel = clock.after(ASK_AGAIN, learn);
      },
    );
  };
  learn();
  const ready = session.restore();

  const watchAll = (ids: readonly string[], change: 1 | -1) => {
    for (const id of ids) watching(watch, id, change);
    live()
      ?.slices.presence.sync()
      .catch(() => undefined);
  };
  const off: Client['off'] = (event, listener) => {
    events.off(event, listener as never);
  };
  const userID = () => store.state.session.userID;
  const openChat = async () => {
    watch.chat = true;
    await live()?.openChat();
  };
  const client: Omit<Client, keyof ChatActions> = {
    ...forward(),
    ...session.actions,
    store,
    get state() {
      return store.state;
    },
    get persist() {
      return session.persist();
    },
    server: backend.id,
    ready,
    on(event, listener) {
      events.on(event, listener as never);
      if (CHAT.test(event)) openChat().catch(() => undefined);
      return () => {
        off(event, listener);
      };
    },
    off,
    initSDK: async () => undefined,
    getLoginStatus: () => store.state.session.status,
    getLoginUser: userID,
    getLoginUserID: userID,
    watchPresence(userIDs) {
      const ids = [...userIDs];
      watchAll(ids, 1);
      return () => {
        watchAll(ids.splice(0), -1);
      };
    },
    openChat,
    async reload(list) {
      await (list === 'conversations' ? await online().openChat() : online().slices[list]).load();
    },
    setFocus(focus) {
      store.set('focus', focus);
    },
    dispose() {
      disposed = true;
      cancel();
      session.dispose();
      events.all.clear();
    },
  };
  // Sixty names would be a twentieth of the client's bytes, and most pages use none.
  return new Proxy(client as Client, {
    get(target, name) {
      if (!(name in target) && CHAT.test(String(name)))
        Object.assign(target, {
          [name]: async (...args: never[]) => {
            watch.chat = true;
            const { actions } = await online().openChat();
            return (actions[name as keyof ChatActions] as (...args: never[]) => unknown)(...args);
          },
        });
      return target[name as keyof Client];
    },
  });

  /** Functions that need a session go to the one that is open. @throws ImError 10009 when none is. */
  function forward(): Slices['actions'] {
    const { actions } = openSlices({} as Scope, watch, () => false);
    return Object.fromEntries(
      (Object.keys(actions) as (keyof typeof actions)[]).map(name => [
        name,
        async (...args: never[]) => (online().actions[name] as (...args: never[]) => unknown)(...args),
      ]),
    ) as unknown as Slices['actions'];
  }
}
