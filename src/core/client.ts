/** The client: one store, one emitter, and OpenIM's functions, whoever is signed in (features A–G). */
import mitt from 'mitt';
import type { MessageItem } from '../protocol/chat-model.js';
import type { Client, CoreOptions } from './api.js';
import type { ChatActions } from './chat/api.js';
import { tell } from './events.js';
import type { SessionActions } from './account.js';
import { createSession } from './session.js';
import type { Share } from './sharing.js';
import { watching } from './slices/presence.js';
import { openSlices, type Slices } from './slices/index.js';
import type { Scope, Watch } from './scope.js';
import { emptyState, type State } from './state.js';
import { createStore } from './store.js';

type Act = (...args: unknown[]) => unknown;

/** ms until the server is asked again what it can do, when it did not answer. */
const ASK_AGAIN = 5000;

/** Names of the chat's functions and events: its code is loaded when the first is used. */
const CHAT = /messa|msg|conversation|receipt|syncS|inputSt|uploadF/i;

export function createCore(options: CoreOptions): Client {
  const { backend, clock, tokenProvider } = options;
  const store = createStore<State>({
    ...emptyState,
    session: { ...emptyState.session, provided: !!tokenProvider, restored: !options.share },
  });
  const events = mitt<Record<string, unknown>>();
  const watch: Watch = { counts: new Map(), named: new Set() };
  let share: Share | undefined;
  /** The newest message of each chat that this tab was told of: whoever leads next may tell it again. */
  const newest = new Map<string, number>();
  const told = (event: string, detail: unknown) => {
    if (event === 'loginChanged') newest.clear();
    if (event === 'recvNewMessages') {
      detail = (detail as MessageItem[]).filter(({ sendID, recvID, groupID, seq }) => {
        const chat = groupID || String([sendID, recvID].sort());
        return seq > (newest.get(chat) ?? 0) && newest.set(chat, seq);
      });
      if (!(detail as MessageItem[]).length) return;
    }
    tell(events, event, detail);
  };
  const session = createSession({
    options,
    store,
    watch,
    emit(event, detail) {
      told(event, detail);
      share?.emit(event, detail);
    },
    kept: () => share?.keep(),
  });
  const { online, live } = session;
  const userID = () => store.state.session.userID;

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
  /** This page has the session: alone, or for all tabs. */
  const lead = () => {
    learn();
    const restored = session.restore();
    store.set('session', { ...store.state.session, restored: true });
    return restored;
  };
  /** Joins the other tabs of the site, if the session is theirs, too; resolves when it is known who does what is asked. */
  const join = async (): Promise<{ ready: Promise<unknown> }> => {
    if (options.share && !session.apart()) {
      try {
        const { openTabs, platform } = await options.share();
        if (!disposed)
          return (share = openTabs({ options, store, watch, session, perform: act, lead, told }, platform));
      } catch {
        // Its code did not load: then alone.
      }
    }
    return { ready: lead() };
  };
  let joined = join();
  const ready = joined.then(({ ready }) => ready).then(() => undefined);

  /** Has it done by whoever has the session. */
  const perform = (name: string, args: unknown[]) => {
    if (name === 'openChat' || CHAT.test(name)) watch.chat = true;
    return options.share ? joined.then(() => (share ? share.call(name, args) : act(name, args))) : act(name, args);
  };
  /** Does it here. */
  const act = async (name: string, args: unknown[]): Promise<unknown> => {
    const own = acts[name as keyof typeof acts] as Act | undefined;
    if (own) return own(...args);
    const here = online();
    const actions = CHAT.test(name) ? (await here.openChat()).actions : here.actions;
    return (actions[name as never] as Act)(...args);
  };
  const acts = {
    ...session.actions,
    async openChat() {
      watch.chat = true;
      await live()?.openChat();
    },
    async reload(list: Parameters<Client['reload']>[0]) {
      await (list === 'conversations' ? await online().openChat() : online().slices[list]).load();
    },
  };

  const watchAll = (ids: readonly string[], change: 1 | -1) => {
    for (const id of ids) watching(watch, id, change);
    share?.want();
    live()
      ?.slices.presence.sync()
      .catch(() => undefined);
  };
  const off: Client['off'] = (event, listener) => {
    events.off(event, listener as never);
  };
  const names = [...Object.keys(acts), ...Object.keys(openSlices({} as Scope, watch, () => false).actions)];
  const client = {
    ...(Object.fromEntries(
      names.map(name => [name, (...args: unknown[]) => perform(name, args)]),
    ) as unknown as SessionActions & Slices['actions'] & Pick<Client, 'openChat' | 'reload'>),
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
      if (CHAT.test(event)) client.openChat().catch(() => undefined);
      return () => {
        off(event, listener);
      };
    },
    off,
    initSDK: async () => undefined,
    getLoginStatus: () => store.state.session.status,
    getLoginUser: userID,
    getLoginUserID: userID,
    setPersist(next) {
      if (share && userID()) return void perform('setPersist', [next]);
      session.actions.setPersist(next);
      // It leaves the other tabs, or joins them.
      if (!options.share || session.apart() === !share) return;
      share?.leave();
      share = options.owner = undefined;
      joined = join();
    },
    watchPresence(userIDs) {
      const ids = [...userIDs];
      watchAll(ids, 1);
      return () => {
        watchAll(ids.splice(0), -1);
      };
    },
    setFocus(focus) {
      store.set('focus', focus);
    },
    dispose() {
      disposed = true;
      cancel();
      share?.leave();
      session.dispose();
      events.all.clear();
    },
  } as Omit<Client, keyof ChatActions>;
  // Sixty names would be a twentieth of the client's bytes, and most pages use none.
  return new Proxy(client as Client, {
    get(target, name) {
      if (!(name in target) && CHAT.test(String(name)))
        Object.assign(target, { [name]: (...args: unknown[]) => perform(String(name), args) });
      return target[name as keyof Client];
    },
  });
}
