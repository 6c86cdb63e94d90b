/** What a route is given: the server's parts, and who calls. */
import type { Endpoint } from '../protocol/endpoints.js';
import type { AccountSession } from '../protocol/model.js';
import type { Fields, Shape } from './fields.js';
import type { Objects } from './objects.js';
import type { ImServerOptions } from './options.js';
import type { Outgoing } from './push.js';
import type { Runtime } from './runtime.js';
import type { Store } from './store/port.js';

/** Who calls, how, from where. */
export interface Call {
  /** "" on calls without a token. */
  userID: string;
  platformID: number;
  isAdmin: boolean;
  operationID: string;
  /** The caller's address after --trust-proxy; "" in the page. */
  ip: string;
  /** The token the call came with; "" without one. Never log it. */
  token: string;
  /** Where the caller reaches this server: the beginning of addresses it is given. None for work without a caller. */
  base?: string;
}

/** Whose a token is. `expireTimeSeconds`: the Unix time in s at which it ends. */
export interface TokenHolder {
  userID: string;
  platformID: number;
  expireTimeSeconds: number;
}

/** Tokens and logins (protocol §2.1, §2.3): implemented in tokens.ts and multi-login.ts. */
export interface Tokens {
  /** @throws ImError 1501–1507, or 20101 for a chatToken that was ended. */
  check(token: string, service: 'im' | 'account'): Promise<TokenHolder>;
  /**
   * A new imToken, with all that issuing one does to the user's others. `expireTimeSeconds` is a lifetime in s.
   * @param chatToken - of the session it belongs to, if there is one.
   */
  issue(userID: string, platformID: number, chatToken?: string): Promise<{ token: string; expireTimeSeconds: number }>;
  issueChatToken(userID: string): Promise<string>;
  /** Both tokens of a login. */
  session(userID: string, platformID: number): Promise<AccountSession>;
  /** Marks all of a user's imTokens of a platform kicked and kicks its connections. */
  forceLogout(userID: string, platformID: number): void;
  /** Ends all chatTokens of a user, or all but one. */
  endChatTokens(userID: string, except?: string): void;
  /** Ends one chatToken and the imTokens made with it for one platform, without a kick notice. */
  endSession(userID: string, chatToken: string, platformID: number): void;
}

/** Messages and notifications to users' connections, sent after the answer of the call that caused them (protocol §5.7, §6.3). */
export interface Notify {
  (call: Call, outgoing: Outgoing): void;
}

/** Who is online where (protocol §3.10). */
export interface Presence {
  platforms(userID: string): number[];
  /** Every connection of a user: for get_users_online_status. */
  connections(userID: string): { platformID: number; connID: string; isBackground: boolean }[];
}

/** Rate limits: throws ImError 429 when `key` has used up `limit` calls in `windowMs`. */
export interface Limits {
  take(name: string, key: string, limit: number, windowMs: number): void;
}

export interface ServerContext {
  readonly store: Store;
  readonly runtime: Runtime;
  readonly options: ImServerOptions;
  readonly tokens: Tokens;
  readonly notify: Notify;
  readonly presence: Presence;
  readonly limits: Limits;
  readonly objects: Objects;
}

/** none: no token needed; user: an imToken; admin: an administrator's imToken; chat: a chatToken. */
export type Access = 'none' | 'user' | 'admin' | 'chat';

export interface Route {
  readonly endpoint: Endpoint<never, unknown>;
  readonly access: Access;
  readonly shape: Shape;
  handle(context: ServerContext, request: never, call: Call): unknown;
}

/**
 * A row of the routing table.
 * @param shape - checks the body's fields before `handle` sees them; what it does not name is dropped.
 * @param handle - gives the envelope's `data` (or a promise of it); throws ImError for every refusal.
 */
export const route = <Q, R, S extends Shape>(
  endpoint: Endpoint<Q, R>,
  access: Access,
  shape: S,
  handle: (context: ServerContext, request: Fields<S>, call: Call) => R | Promise<R>,
): Route => ({ endpoint, access, shape, handle });
