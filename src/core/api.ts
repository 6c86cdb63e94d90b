/** The client as pages and elements use it: OpenIM's names, promises of plain data, every time in ms (features A–G). */
import type { ImError } from '../protocol/errors.js';
import type {
  BlackItem,
  FriendApplicationItem,
  FriendItem,
  OnlineStatus,
  PublicUserInfo,
  UserFullInfo,
  UserInfo,
} from '../protocol/model.js';
import type { Backend } from '../protocol/port.js';
import type { Identity, RegisterUser, UserUpdate } from '../protocol/endpoints.js';
import type { ChatActions, ChatEvents } from './chat/api.js';
import type { LoginStatus, Profile, State } from './state.js';
import type { Store } from './store.js';
import type { Sharing } from './sharing.js';

/** Names as OpenIM's listeners, without the "On". Each is raised once per change. */
export interface ClientEvents extends ChatEvents {
  connecting: undefined;
  connectSuccess: undefined;
  connectFailed: ImError;
  kickedOffline: undefined;
  /** The browser does not let anything be kept (private window, no space left, …): all works on in memory. Once per client. */
  storageFailed: ImError;
  userTokenExpired: undefined;
  userTokenInvalid: ImError;
  /** The session began or ended in this client; "" = signed out. Never carries a token. */
  loginChanged: { userID: string };
  selfInfoUpdated: Profile;
  userStatusChanged: OnlineStatus;
  /** A device's very first load of the friends is done; no per-item event is raised for it. */
  friendsLoaded: { count: number };
  friendApplicationAdded: FriendApplicationItem;
  friendApplicationDeleted: FriendApplicationItem;
  friendApplicationAccepted: FriendApplicationItem;
  friendApplicationRejected: FriendApplicationItem;
  friendAdded: FriendItem;
  friendDeleted: FriendItem;
  friendInfoChanged: FriendItem;
  blackAdded: BlackItem;
  blackDeleted: BlackItem;
  /** The server refused what was done without a network: it is taken back. */
  actRefused: { name: string; args: readonly unknown[]; error: ImError };
}

/** With a token of the site's own (H19), or with an account of the account service. Passwords are hashed before they leave (§2.6). */
export type LoginParams =
  | { userID: string; token: string; chatToken?: string; platformID?: number }
  | (Identity & { account?: string; password?: string; verifyCode?: string });

export interface TokenGrant {
  userID: string;
  token: string;
  chatToken?: string;
}
/** A function, or a URL (fetched with the page's cookies) that answers `{userID, token, chatToken?}`. */
export type TokenProvider = string | (() => Promise<TokenGrant>);

/** Where sessions and small marks live. `get` gives undefined when there is none. */
export interface KeyValue {
  get(key: string): string | undefined;
  set(key: string, value: string): void;
  delete(key: string): void;
  /** Calls `changed` when another tab changed the key; gives the unsubscribe function. */
  watch?(key: string, changed: () => void): () => void;
}

export interface Clock {
  now(): number;
  /** Runs `run` after `ms`; gives the cancel function. */
  after(ms: number, run: () => void): () => void;
}

/** The record cache of one (server, user): array keys `[kind, …id]`, ranges in key order. */
export type CacheKey = readonly [string, ...(string | number)[]];
export interface CacheStore {
  get(key: CacheKey): Promise<unknown>;
  /**
   * All writes or none. `undefined` deletes.
   * @param owner - nothing is written when the row `['meta', 'owner']` holds another one, as the same transaction sees it.
   */
  write(entries: readonly (readonly [CacheKey, unknown])[], owner?: string): Promise<void>;
  /** Values under a kind, in key order, at most `limit`, beginning after `after`, up to `until` and with it. */
  range(kind: string, limit?: number, after?: CacheKey, until?: CacheKey): Promise<unknown[]>;
  /**
   * Deletes every row; never the database (other tabs would block it).
   * @param owner - as in `write`; its own row stays.
   */
  clear(owner?: string): Promise<void>;
}

/** What the surroundings supply; the browser's and Node's are the defaults of the entry points, tests own theirs. */
export interface Environment {
  clock: Clock;
  random(bytes: Uint8Array): Uint8Array;
  storage: { local: KeyValue; tab: KeyValue; cache(server: string, userID: string): CacheStore | Promise<CacheStore> };
  /** Tells when the network or the page came back (`online`, `visibilitychange`, `pageshow`); gives the unsubscribe function. */
  onWake(wake: () => void): () => void;
  /** Loads what shares one session and one socket between the tabs of a site. Without it each tab has its own socket with the same token. */
  share?: () => Promise<Sharing>;
}

export interface ClientOptions extends Partial<Omit<Environment, 'share'>> {
  /** `https://x` means `/api`, `/msg_gateway` and `/chat` below it. */
  server?: string;
  apiUrl?: string;
  wsUrl?: string;
  accountUrl?: string;
  /** The WebSocket class, where the platform has none: in Node 20 that of the package `ws`. */
  WebSocket?: unknown;
  /** Instead of addresses: a backend, e.g. the server in the page. */
  backend?: Backend;
  /** Keeps the sessions of several clients of one page and server apart; default "". */
  name?: string;
  /** Default 5, Web. */
  platformID?: number;
  /** Where the session is kept: `local` (default), `tab` or `none`. *Keep me signed in* sets it. */
  persist?: 'local' | 'tab' | 'none';
  tokenProvider?: TokenProvider;
  /** Keep the cached rows at logout (default: they are wiped). */
  keepCache?: boolean;
  /** `false`: this page has a socket of its own, whatever other tabs have. */
  share?: (() => Promise<Sharing>) | false;
}

/** Everything decided: what the core is made from. */
export interface CoreOptions extends Environment {
  backend: Backend;
  /** Separates the stored sessions of several clients of one page. */
  name: string;
  platformID: number;
  persist: 'local' | 'tab' | 'none';
  tokenProvider: (() => Promise<TokenGrant>) | undefined;
  keepCache: boolean;
  /** Where tabs share the cache: a random ID of this one. It takes the rows over, and never writes once another has. */
  owner?: string | undefined;
}

/** The chat's functions are there from the beginning; their code is loaded when the first is called, or `openChat`. */
export interface Client extends ChatActions {
  readonly store: Store<State>;
  readonly state: Readonly<State>;
  /** Identifies the server (its address, or the backend's id); pictures may load from its origin. */
  readonly server: string;
  /** Resolves when the stored session was looked for, and its cache is shown if there is one. */
  readonly ready: Promise<void>;
  /** Gives the unsubscribe function. A listener that throws is reported (`reportError`) and stops nobody. */
  on<K extends keyof ClientEvents>(event: K, listener: (detail: ClientEvents[K]) => void): () => void;
  off<K extends keyof ClientEvents>(event: K, listener: (detail: ClientEvents[K]) => void): void;

  // A. Login
  /** Once per life; repeated calls do nothing. `createClient` has done it already: here for those who know the SDK. */
  initSDK(): Promise<void>;
  /** @throws ImError 10102 when signed in already (log out first), 20001, 20002, 10000 … */
  login(params: LoginParams): Promise<{ userID: string }>;
  register(params: { user: RegisterUser; verifyCode?: string; invitationCode?: string }): Promise<{ userID: string }>;
  logout(): Promise<void>;
  getLoginStatus(): LoginStatus;
  /** The current user's ID, also before the network has confirmed it; "" when signed out. */
  getLoginUser(): string;
  getLoginUserID(): string;
  /** After a kick: signs in here again (provider, else chatToken); false = a password is needed. @throws ImError what the provider failed with. */
  useHere(): Promise<boolean>;
  /** A newer token for who is signed in: the session goes on with it. @throws ImError 10002 for another user, 10009 when nobody is signed in. */
  setToken(params: { userID: string; token: string; chatToken?: string; platformID?: number }): Promise<void>;
  setPersist(persist: 'local' | 'tab' | 'none'): void;
  /** Where the session is kept. */
  readonly persist: 'local' | 'tab' | 'none';
  /** @param usedFor - 1 register, 2 reset password, 3 login. */
  sendCode(params: Identity & { usedFor: number }): Promise<void>;
  verifyCode(params: Identity & { verifyCode: string }): Promise<void>;
  resetPassword(params: Identity & { verifyCode: string; password: string }): Promise<void>;
  changePassword(params: { currentPassword: string; newPassword: string }): Promise<void>;
  /** @param password - in the clear; hashed before it leaves. */
  deleteAccount(password: string): Promise<void>;
  exportAccount(): Promise<Record<string, unknown>>;

  // Users, profile, presence
  getSelfUserInfo(): Promise<Profile>;
  setSelfInfo(
    patch: Partial<Pick<UserInfo, 'nickname' | 'faceURL' | 'ex' | 'globalRecvMsgOpt'>> &
      Omit<Partial<UserUpdate>, 'userID'>,
  ): Promise<void>;
  getUsersInfo(userIDs: readonly string[]): Promise<PublicUserInfo[]>;
  /** With account data, where there is an account service. */
  getUsersFullInfo(userIDs: readonly string[]): Promise<UserFullInfo[]>;
  /** Finds people by ID, account, phone, e-mail (whole) or part of a name. */
  searchUsers(
    keyword: string,
    page?: { offset: number; count: number },
  ): Promise<{ total: number; users: UserFullInfo[] }>;
  /** Reference-counted: call the returned function when the people left the screen. */
  watchPresence(userIDs: readonly string[]): () => void;
  subscribeUsersStatus(userIDs: readonly string[]): Promise<OnlineStatus[]>;
  unsubscribeUsersStatus(userIDs: readonly string[]): Promise<void>;
  getSubscribeUsersStatus(): Promise<OnlineStatus[]>;
  getUserStatus(userIDs: readonly string[]): Promise<OnlineStatus[]>;

  // D, G. Friends. What changes something here, among the requests or in the blacklist resolves when the server has agreed,
  // or, without a network, when it is stored to be sent later: it is in `state.pending` until then, and a refusal is told by `actRefused`.
  /** Takes back what waits for the network. @param key - of `state.pending`. */
  cancelAct(key: string): Promise<void>;
  getFriendList(filterBlack?: boolean): Promise<FriendItem[]>;
  getFriendListPage(params: { offset: number; count: number; filterBlack?: boolean }): Promise<FriendItem[]>;
  getDesignatedFriendsInfo(params: {
    friendUserIDList: readonly string[];
    filterBlack?: boolean;
  }): Promise<FriendItem[]>;
  getSpecifiedFriendsInfo(params: {
    friendUserIDList: readonly string[];
    filterBlack?: boolean;
  }): Promise<FriendItem[]>;
  /** Any keyword in any chosen field; case-insensitive. `relationship`: 0 blocked, 1 friend. @throws ImError 10002 without keywords or fields. */
  searchFriends(params: {
    keywordList: readonly string[];
    isSearchUserID?: boolean;
    isSearchNickname?: boolean;
    isSearchRemark?: boolean;
  }): Promise<(FriendItem & { relationship: number })[]>;
  /** result 1: a friend and not blocked by me; else 0. */
  checkFriend(userIDs: readonly string[]): Promise<{ userID: string; result: number }[]>;
  addFriend(params: { toUserID: string; reqMsg?: string; ex?: string }): Promise<void>;
  setFriendRemark(params: { toUserID: string; remark: string }): Promise<void>;
  updateFriends(params: {
    friendUserIDs: readonly string[];
    isPinned?: boolean;
    remark?: string;
    ex?: string;
  }): Promise<void>;
  pinFriends(params: { toUserIDs: readonly string[]; isPinned: boolean }): Promise<void>;
  setFriendsEx(params: { toUserIDs: readonly string[]; ex: string }): Promise<void>;
  /** One-way: the other keeps you. */
  deleteFriend(userID: string): Promise<void>;

  // Requests
  getRecvFriendApplicationList(params?: {
    offset?: number;
    count?: number;
    handleResults?: readonly number[];
  }): Promise<FriendApplicationItem[]>;
  getFriendApplicationListAsRecipient(params?: {
    offset?: number;
    count?: number;
    handleResults?: readonly number[];
  }): Promise<FriendApplicationItem[]>;
  getSendFriendApplicationList(params?: {
    offset?: number;
    count?: number;
    handleResults?: readonly number[];
  }): Promise<FriendApplicationItem[]>;
  getFriendApplicationListAsApplicant(params?: {
    offset?: number;
    count?: number;
    handleResults?: readonly number[];
  }): Promise<FriendApplicationItem[]>;
  getFriendApplicationUnhandledCount(params?: { time?: number }): Promise<number>;
  /** Loads the next older page into the state. */
  loadOlderRequests(direction: 'received' | 'sent'): Promise<void>;
  /** @param toUserID - the applicant. */
  acceptFriendApplication(params: { toUserID: string; handleMsg?: string }): Promise<void>;
  refuseFriendApplication(params: { toUserID: string; handleMsg?: string }): Promise<void>;
  /** Hides a request on all of one's devices; it is back when applied again. */
  deleteFriendApplication(params: { fromUserID: string; toUserID: string }): Promise<void>;
  /** Takes deleteFriendApplication back. */
  restoreFriendApplication(params: { fromUserID: string; toUserID: string }): Promise<void>;

  // Blacklist
  addBlack(params: { toUserID: string; ex?: string }): Promise<void>;
  removeBlack(userID: string): Promise<void>;
  getBlackList(): Promise<BlackItem[]>;

  /** Loads the chat (conversations and messages) and keeps it in step from now on, also over later sign-ins. */
  openChat(): Promise<void>;
  /** Loads a list again after an error. */
  reload(list: 'friends' | 'received' | 'sent' | 'blacks' | 'conversations'): Promise<void>;
  /** Asks for a card (or, later, a conversation); undefined closes it. */
  setFocus(focus: State['focus']): void;
  /** Ends timers, socket and listeners for good; the session stays stored. */
  dispose(): void;
}
