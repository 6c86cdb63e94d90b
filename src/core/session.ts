/** Who is signed in: login to logout, kept over reloads, taken back after a kick (features A, H19–H24). */
import * as codes from '../protocol/codes.js';
import * as api from '../protocol/endpoints.js';
import { ImError } from '../protocol/errors.js';
import { logout as logoutFrame } from '../protocol/session-frames.js';
import type { AccountSession } from '../protocol/model.js';
import type { Credentials } from '../protocol/port.js';
import type { AccountActions, SessionActions } from './account.js';
import type { CoreOptions, KeyValue } from './api.js';
import { passwordHash } from './password.js';
import type { Stored } from './renewal.js';
import { clearRows, tellUnkept, type Ground, type ListName } from './scope.js';
import { openSignIn, type SignIn } from './sign-in.js';
import { emptyState, loginStatus, type SessionState, type State } from './state.js';

const { loggedIn, loggingIn, loggedOut, failed } = loginStatus;
const endings = { kicked: 'kickedOffline', expired: 'userTokenExpired', invalid: 'userTokenInvalid' } as const;
/** Few pages call these: their code is loaded with the first. */
const RARE = ['setToken', 'sendCode', 'verifyCode', 'resetPassword', 'changePassword', 'deleteAccount'] as const;
const unloaded = () => {
  throw new ImError(codes.NetworkError, 'its code is not here');
};
const nameOf = ({ account, email, phoneNumber }: { account?: string; email?: string; phoneNumber?: string }) =>
  account || email || phoneNumber || '';

export function createSession(ground: Ground) {
  const { options, store, watch, emit } = ground;
  const kept = () => ground.kept?.();
  const { backend, platformID: platform, storage, tokenProvider } = options;
  const key = `im-elements:${options.name}:${backend.id}`;
  let { persist } = options;
  let live: SignIn | undefined;
  let stored: Stored | undefined;
  /** An ended session, only to show its rows. */
  let past: SignIn | undefined;
  /** Grows with each login and logout: what an older one brings comes too late. */
  let turn = 0;
  /** What the last logout still does: rows to clear, tokens to end. A login waits for it. */
  let leaving: Promise<unknown> | undefined;
  let taking: Promise<boolean> | undefined;
  /** What is stored can be read again. */
  let stores = false;
  /** Another tab has the session. */
  let idle = false;
  const place = (): KeyValue | undefined => storage[persist as 'local'];
  const save = (next?: Stored) => {
    stored = next;
    const at = place();
    const text = next && JSON.stringify(next);
    if (text) at?.set(key, text);
    else at?.delete(key);
    stores = !!text && at?.get(key) === text;
    if (at && at.get(key) !== text) tellUnkept(ground, `${persist} storage`);
    kept();
  };
  const read = (): Stored | undefined => {
    try {
      return JSON.parse(place()!.get(key)!) as Stored;
    } catch {
      return undefined;
    }
  };
  const tell = (patch: Partial<SessionState>) => {
    store.set('session', { ...store.state.session, ...patch });
  };
  /** Everything of the last user, but what says who it was. */
  const forget = () => {
    watch.named.clear();
    for (const name of Object.keys(emptyState) as (keyof State)[])
      if (name !== 'session' && name !== 'capabilities') store.set(name, emptyState[name]);
  };
  const online = () => {
    if (live) return live;
    throw new ImError(codes.SDKNotLoginError, 'sign in first');
  };
  const ofSession = (session: Partial<AccountSession>, old?: Credentials): Credentials =>
    ({ ...session, chatToken: session.chatToken || old?.chatToken || '', platformID: platform }) as Credentials;
  /** Tokens from the account service. */
  const ask = async <Q>(
    endpoint: api.Endpoint<Q & { platform: number }, AccountSession>,
    request: Q,
    old?: Credentials,
  ) => ofSession(await backend.call(endpoint, { ...request, platform }, old), old);
  /** New tokens for whoever holds the old ones. */
  async function grant(old: Credentials | undefined): Promise<Credentials> {
    if (tokenProvider) {
      try {
        const { userID, token: imToken, chatToken = '' } = await tokenProvider();
        return ofSession({ userID, imToken, chatToken }, old);
      } catch (error) {
        throw error instanceof ImError ? error : new ImError(codes.UnknownError, String(error));
      }
    }
    if (!old?.chatToken) throw new ImError(codes.TokenExpiredError, 'no new token');
    // OpenIM has no such call, and says so.
    return ask(api.renewToken, {}, old);
  }
  /** @param carry - what is in the state goes on being shown: it is of the same session. */
  function open(
    credentials: Credentials,
    account: string,
    renewedAt: number,
    status: SessionState['status'],
    carry = false,
  ) {
    const { userID } = credentials;
    const before = store.state.session.userID;
    past?.close();
    if (before !== userID) {
      forget();
      void clearRows(options, before);
    }
    if (!carry) store.set('lists', emptyState.lists);
    let mine: Stored = { ...credentials, account, renewedAt };
    live = openSignIn(ground, {
      credentials,
      renewedAt,
      grant,
      elsewhere: read,
      renewed(next, at) {
        // What comes after the end is nobody's.
        if (stored === mine) save((mine = { ...next, account, renewedAt: at }));
      },
      end(why, error) {
        live = undefined;
        save({ ...stored!, ended: why });
        tell({ status: loggedOut, ended: why });
        store.set('connection', emptyState.connection);
        emit(endings[why], (why === 'invalid' ? error : undefined) as never);
        emit('loginChanged', { userID: '' });
      },
    });
    save(mine);
    tell({ status, userID, account, ended: '', hasAccount: !!credentials.chatToken });
    if (!carry || before !== userID) emit('loginChanged', { userID });
    live.connection.dial();
    return live;
  }

  /** Signs in with what `ask` brings; resolved when the first dial ended: refused tokens reject, a missing network doesn't. */
  async function enter(account: string, ask: () => Promise<Credentials>, renewedAt = 0): Promise<{ userID: string }> {
    // 101 and 102.
    if (store.state.session.status < failed) throw new ImError(codes.LoginRepeatError, 'log out first');
    const mine = ++turn;
    tell({ status: loggingIn });
    try {
      await leaving;
      const credentials = await ask();
      if (mine !== turn) throw new ImError(codes.LoginOutError, 'signed out');
      await open(credentials, account, renewedAt, loggingIn).dialled;
      tell({ status: loggedIn });
      return { userID: credentials.userID };
    } catch (error) {
      if (mine === turn) tell({ status: failed });
      throw error;
    }
  }

  /** @param all - ends the tokens, too: not those that another tab goes on with. */
  async function depart(all: boolean) {
    turn++;
    past?.close();
    const was = live;
    const { userID } = store.state.session;
    live = stored = undefined;
    kept();
    tell({ status: loggedOut, userID: '', account: '', ended: '' });
    if (was) {
      const { connection, current, leave } = was;
      const credentials = current();
      leaving = Promise.allSettled([
        leave(options.keepCache ? 'keep' : 'wipe'),
        connection.socket.request(logoutFrame, credentials).finally(connection.close),
        all && credentials.chatToken && backend.call(api.endSession, { platform: credentials.platformID }, credentials),
      ]);
      emit('loginChanged', { userID: '' });
    } else leaving = clearRows(options, userID);
    forget();
    await leaving;
  }
  async function take() {
    try {
      if (!live) await enter(store.state.session.account, () => grant(stored), options.clock.now());
      return true;
    } catch (error) {
      // A provider needs no password: the failure is its own.
      if (tokenProvider || (error as ImError).retryable) throw error;
      return false;
    }
  }

  /** Looks for the stored session; its cache is shown when the promise resolves. */
  async function restore() {
    idle = false;
    // What another tab kept in memory is as good, where nothing can be stored.
    stored = read() ?? (stores ? undefined : stored);
    if (!stored) {
      // It ended while this page slept, or with the tab that began it.
      const { userID, status, ended } = store.state.session;
      if (!userID && status !== loggingIn) return;
      if (!ended) emit('loginChanged', { userID: '' });
      return depart(false);
    }
    const { userID, account, renewedAt, ended } = stored;
    if (!ended) return open(stored, account, renewedAt, loggedIn, true).restored;
    tell({ userID, account, ended });
    const { restored, scope, close } = (past = openSignIn(ground, {
      credentials: stored,
      renewedAt,
      grant,
      elsewhere: read,
      renewed() {},
      end() {},
    }));
    await restored;
    for (const name of Object.keys(emptyState.lists) as ListName[])
      if (store.state.lists[name].status === 'loading')
        scope.list(name, { status: 'error', error: new ImError(codes.TokenKickedError, ended) });
    close();
  }
  /** Another tab signed out, or in as somebody else, or took the session back. */
  const unwatch = storage.local.watch?.(key, () => {
    // Who follows another tab learns it from there.
    if (idle) return;
    if (persist !== 'local' || !stored) return;
    const next = read();
    if (next?.userID !== stored.userID) void depart(false);
    else if (stored.ended && !next.ended && store.state.session.status !== loggingIn) void restore();
  });

  const account = async () =>
    (await import('./account.js').catch(unloaded)).openAccount(ground, ask, online, actions.logout);
  const actions: SessionActions = {
    login(params) {
      if ('token' in params) {
        const { userID, token: imToken, chatToken = '', platformID = platform } = params;
        return enter('', async () => ({ userID, imToken, chatToken, platformID }));
      }
      const { password } = params;
      return enter(nameOf(params), async () =>
        ask(api.login, {
          // OpenIM's account service wants some address even when the account name decides (protocol §2.6).
          ...(params.account && { email: 'nobody@example.com' }),
          ...params,
          ...(password && { password: await passwordHash(password) }),
        }),
      );
    },
    register: params => enter(nameOf(params.user), async () => (await account()).register(params)),
    logout() {
      save();
      return depart(true);
    },
    useHere: () => (taking ??= take().finally(() => (taking = undefined))),
    setPersist(next) {
      const keep = stored;
      save();
      persist = next;
      if (keep) save(keep);
    },
    ...(Object.fromEntries(
      RARE.map(name => [name, async (params: never) => (await account())[name](params)]),
    ) as unknown as AccountActions),
  };

  return {
    actions,
    online,
    live: () => live,
    persist: () => persist,
    restore,
    /** The session is this tab's alone: another one may have another. */
    apart() {
      // Where it was kept last time, it goes on being kept.
      if (!stored && place()) persist = (['tab', 'local'] as const).find(name => storage[name].get(key)) ?? persist;
      return persist === 'tab';
    },
    /** Another tab goes on with it. */
    rest() {
      idle = true;
      turn++;
      past?.close();
      live?.close();
      live = past = undefined;
    },
    /** What another tab needs to go on, and takes over. */
    kept: () => ({ stored, persist }),
    keep(kept: unknown) {
      idle = true;
      ({ stored, persist } = kept as { stored: Stored | undefined; persist: CoreOptions['persist'] });
      stores = !!read();
    },
    dispose() {
      // No turn is ever again the current one.
      turn = NaN;
      unwatch?.();
      live?.close();
    },
  };
}
