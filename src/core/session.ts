/** Who is signed in: login to logout, kept over reloads, taken back after a kick (features A, H19–H24). */
import * as codes from '../protocol/codes.js';
import * as api from '../protocol/endpoints.js';
import { ImError } from '../protocol/errors.js';
import { logout as logoutFrame } from '../protocol/frames.js';
import type { AccountSession } from '../protocol/model.js';
import type { Credentials } from '../protocol/port.js';
import type { Client, ClientEvents, KeyValue } from './api.js';
import { emptyState, type CoreOptions } from './client.js';
import { passwordHash } from './password.js';
import { openSignIn, type SignIn } from './sign-in.js';
import type { Watch } from './slices/presence.js';
import { loginStatus, type SessionState, type State } from './state.js';
import type { Store } from './store.js';

/** What is kept of a session. The only place where tokens are at rest. */
interface Stored extends Credentials {
  account: string;
  renewedAt: number;
  /** It was ended by another sign-in: not to be used by itself. */
  kicked?: boolean;
}

export type SessionActions = Pick<
  Client,
  'login' | 'register' | 'logout' | 'useHere' | 'setPersist' | 'sendCode' | 'verifyCode' | 'resetPassword' | 'changePassword' | 'deleteAccount'
>;

export interface SessionParts {
  options: CoreOptions;
  store: Store<State>;
  watch: Watch;
  emit<K extends keyof ClientEvents>(event: K, detail: ClientEvents[K]): void;
}

const none: KeyValue = { get: () => undefined, set: () => undefined, delete: () => undefined };

export function createSession({ options, store, watch, emit }: SessionParts) {
  const { backend, platformID, storage, tokenProvider } = options;
  const places = { local: storage.local, tab: storage.tab, none };
  const key = `im-elements:${options.name}:${backend.id}`;
  let { persist } = options;
  let live: SignIn | undefined;
  let stored: Stored | undefined;
  /** Grows with each login and logout: what an older one brings comes too late. */
  let turn = 0;
  /** What the last logout still does: rows to clear, tokens to end. A login waits for it. */
  let leaving: Promise<unknown> = Promise.resolve();

  const save = (next: Stored | undefined) => {
    stored = next;
    const place = places[persist];
    if (next) place.set(key, JSON.stringify(next));
    else place.delete(key);
  };
  const read = (place: KeyValue): Stored | undefined => {
    try {
      return JSON.parse(place.get(key) ?? 'null') ?? undefined;
    } catch {
      return undefined;
    }
  };
  const tell = (patch: Partial<SessionState>) => { store.set('session', { ...store.state.session, ...patch }); };
  /** Everything of the last user, but what says who it was. */
  const forget = () => {
    const { session, capabilities } = store.state;
    const clean = { ...emptyState, session, capabilities };
    for (const name of Object.keys(clean) as (keyof State)[]) store.set(name, clean[name]);
  };

  /** New tokens for whoever holds the old ones. */
  async function grant(old: Credentials | undefined): Promise<Credentials> {
    if (tokenProvider) {
      const { userID, token, chatToken = old?.chatToken ?? '' } = await tokenProvider();
      return { userID, imToken: token, chatToken, platformID };
    }
    if (!old?.chatToken || !store.state.capabilities.has('auth.refresh')) throw new ImError(codes.TokenExpiredError, 'no way to a new token');
    return ofSession(await backend.call(api.renewToken, { platform: platformID }, old), old);
  }
  const ofSession = ({ userID, imToken, chatToken }: AccountSession, old?: Credentials): Credentials =>
    ({ userID, imToken, chatToken: chatToken || old?.chatToken || '', platformID });

  function open(credentials: Credentials, account: string, renewedAt: number, status: SessionState['status']) {
    const { userID } = credentials;
    if (store.state.session.userID !== userID) forget();
    store.set('lists', emptyState.lists);
    save({ ...credentials, account, renewedAt });
    const opened = openSignIn({
      options, store, watch, credentials, renewedAt, emit, grant,
      elsewhere: () => read(places[persist]),
      renewed(next, at) { save({ ...next, account, renewedAt: at }); },
      ended(why, error) {
        live = undefined;
        save(why === 'kicked' && stored ? { ...stored, kicked: true } : undefined);
        tell({ status: loginStatus.loggedOut, ended: why });
        store.set('connection', { status: 'idle' });
        if (why === 'kicked') emit('kickedOffline', undefined);
        else if (why === 'expired') emit('userTokenExpired', undefined);
        else emit('userTokenInvalid', error);
        emit('loginChanged', { userID: '' });
      },
    });
    live = opened;
    tell({ status, userID, account, ended: '' });
    emit('loginChanged', { userID });
    opened.connection.dial();
    return opened;
  }

  /** Signs in with what `ask` brings; resolved when the first dial ended: refused tokens reject, a missing network doesn't. */
  async function enter(account: string, renewedAt: number, ask: () => Promise<Credentials>): Promise<{ userID: string }> {
    const { status } = store.state.session;
    if (status === loginStatus.loggedIn || status === loginStatus.loggingIn) throw new ImError(codes.LoginRepeatError, 'signed in already: log out first');
    const mine = ++turn;
    const late = () => {
      if (mine !== turn) throw new ImError(codes.LoginOutError, 'signed out meanwhile');
    };
    tell({ status: loginStatus.loggingIn });
    try {
      await leaving;
      const credentials = await ask();
      late();
      if (!credentials.imToken) {
        tell({ status: loginStatus.loggedOut });
        return { userID: credentials.userID };
      }
      await open(credentials, account, renewedAt, loginStatus.loggingIn).dialled;
      late();
      tell({ status: loginStatus.loggedIn });
      return { userID: credentials.userID };
    } catch (error) {
      if (mine === turn) tell({ status: loginStatus.failed });
      throw error;
    }
  }

  const nameOf = ({ account, email, phoneNumber }: { account?: string; email?: string; phoneNumber?: string }) => account || email || phoneNumber || '';
  const online = () => {
    if (live) return live;
    throw new ImError(codes.SDKNotLoginError, 'not signed in');
  };

  const actions: SessionActions = {
    login(params) {
      if ('token' in params) {
        const { userID, token, chatToken = '' } = params;
        return enter('', 0, async () => ({ userID, imToken: token, chatToken, platformID: params.platformID ?? platformID }));
      }
      const { password, ...rest } = params;
      return enter(nameOf(params), 0, async () => {
        // OpenIM's account service wants some address even when the account name decides (protocol §2.6).
        const address = rest.account && !rest.email && !rest.phoneNumber ? { email: 'nobody@example.com' } : {};
        const secret = password ? { password: passwordHash(password) } : {};
        return ofSession(await backend.call(api.login, { ...address, ...rest, ...secret, platform: platformID }));
      });
    },
    register: ({ user, ...rest }) =>
      enter(nameOf(user), 0, async () =>
        ofSession(await backend.call(api.register, { ...rest, platform: platformID, autoLogin: true, user: { ...user, password: passwordHash(user.password) } })),
      ),
    async logout() {
      turn++;
      const was = live;
      const { userID } = store.state.session;
      live = undefined;
      save(undefined);
      if (was) {
        const credentials = was.credentials();
        const bye = store.state.connection.status === 'connected' ? was.connection.socket.request(logoutFrame, { userID, platformID: credentials.platformID }) : undefined;
        const told = Promise.allSettled([
          bye,
          credentials.chatToken && store.state.capabilities.has('auth.logout') ? backend.call(api.endSession, { platform: credentials.platformID }, credentials) : undefined,
        ]);
        was.scope.release();
        leaving = Promise.all([bye?.catch(() => undefined).then(() => was.close(!options.keepCache)) ?? was.close(!options.keepCache), told]);
      } else if (userID && !options.keepCache) leaving = storage.cache(backend.id, userID).clear().catch(() => undefined);
      tell({ status: loginStatus.loggedOut, userID: '', account: '', ended: '' });
      forget();
      if (was) emit('loginChanged', { userID: '' });
      await leaving;
    },
    async useHere() {
      if (live) return true;
      const { account, userID } = store.state.session;
      try {
        const credentials = await grant(stored);
        if (userID && credentials.userID !== userID) return false;
        await enter(account, options.clock.now(), async () => credentials);
        return true;
      } catch (error) {
        if ((error as ImError).retryable) throw error;
        return false;
      }
    },
    setPersist(next) {
      const keep = stored;
      save(undefined);
      persist = next;
      if (keep) save(keep);
    },
    sendCode: params => backend.call(api.sendCode, { ...params, platform: platformID }),
    verifyCode: params => backend.call(api.verifyCode, params),
    resetPassword: params => backend.call(api.resetPassword, { ...params, password: passwordHash(params.password) }),
    async changePassword({ currentPassword, newPassword }) {
      const { scope, replace } = online();
      const { userID, state } = scope;
      const { account, email, areaCode, phoneNumber } = state.profile ?? {};
      const password = passwordHash(newPassword);
      // The server ends all sessions, this one too: it goes on with a new sign-in.
      await replace(async () => {
        await scope.call(api.changePassword, { userID, currentPassword: passwordHash(currentPassword), newPassword: password });
        return ofSession(await backend.call(api.login, { account, email, areaCode, phoneNumber, password, platform: platformID }));
      });
    },
    async deleteAccount(password) {
      const { scope } = online();
      await scope.call(api.deleteAccount, { userID: scope.userID, password: passwordHash(password) });
      await actions.logout();
    },
  };

  return {
    actions,
    online,
    live: () => live,
    /** Looks for the stored session; its cache is shown when the promise resolves. */
    async restore() {
      for (const place of ['tab', 'local'] as const) {
        const found = read(places[place]);
        if (!found?.imToken || options.persist === 'none') continue;
        persist = place;
        if (found.kicked) {
          stored = found;
          tell({ userID: found.userID, account: found.account, ended: 'kicked' });
        } else await open(found, found.account, found.renewedAt, loginStatus.loggedIn).restored;
        return;
      }
    },
    dispose() {
      turn++;
      live?.dispose();
    },
  };
}
