/** imTokens and chatTokens: JWTs of the claims of protocol §2.1, and the store that says which of them still count. */
import { SignJWT } from 'jose/jwt/sign';
import { jwtVerify } from 'jose/jwt/verify';
import * as codes from '../protocol/codes.js';
import { ImError } from '../protocol/errors.js';
import { platforms, type AccountSession } from '../protocol/model.js';
import { randomID } from '../protocol/ids.js';
import type { TokenHolder, Tokens } from './context.js';
import { policies } from './multi-login.js';
import type { ImServerOptions } from './options.js';
import type { Runtime } from './runtime.js';
import type { Store } from './store/port.js';
import type { Row } from './store/tables.js';

type Service = 'im' | 'account';
type TokenRow = Row<'tokens'>;

const LIVE = 0;
const KICKED = 2;
/** An older token of an administrator outlives a new one by this (§2.1). */
const ADMIN_GRACE_MS = 5 * 60_000;
const MAX_TOKEN = 4096;
/** chatTokens of one user: the oldest ends when one more is issued. */
const MAX_CHAT_TOKENS = 100;
/** Expired rows cleared away with each new token. */
const SWEEP = 100;

/** jose's error codes → those of the protocol; all others are 1505. */
const failures: Readonly<Record<string, number>> = {
  ERR_JWT_EXPIRED: codes.TokenExpiredError,
  ERR_JWT_CLAIM_VALIDATION_FAILED: codes.TokenNotValidYetError,
  ERR_JWS_INVALID: codes.TokenMalformedError,
  ERR_JWT_INVALID: codes.TokenMalformedError,
};

/** What the gateway asks of the tokens besides. */
export interface TokenStore extends Tokens {
  hash(token: string): string;
  /** Is the token of this hash known and neither ended nor kicked? */
  isLive(hash: string): boolean;
  /** Ends what a connection with the token ends: the other tokens its login policy names. */
  connected(userID: string, platformID: number, hash: string): void;
}

export interface TokenParts {
  store: Store;
  runtime: Runtime;
  options: ImServerOptions;
  /** Ends the connections of a user whose tokens have ended, once the running transaction is over: with a kick notice, or without. */
  end(userID: string, platformID: number, notice: boolean): void;
}

/** The JWT of these claims, byte for byte as §10.1 has it. */
export const signToken = (
  key: Uint8Array,
  claims: Readonly<Record<string, string | number | undefined>>,
): Promise<string> => new SignJWT(claims).setProtectedHeader({ alg: 'HS256', typ: 'JWT' }).sign(key);

export function createTokens({ store, runtime, options, end }: TokenParts): TokenStore {
  const encoder = new TextEncoder();
  // The account service has a key of its own: neither token passes for the other.
  const keys = {
    im: encoder.encode(options.secret),
    account: encoder.encode(runtime.sha256(`account ${options.secret}`)),
  };
  const lifetime = options.tokenDays * 86_400;
  const hash = (token: string) => runtime.sha256(token);
  const rowsOf = (userID: string, service: Service, platformID?: number) =>
    store.range('tokens', {
      index: 'byUser',
      prefix: platformID === undefined ? [userID, service] : [userID, service, platformID],
    });
  const kick = (row: TokenRow) => {
    store.put('tokens', { ...row, state: KICKED });
  };
  const isLive = (row: TokenRow) => row.state === LIVE && row.expireTime > runtime.now();

  let second = 0;
  const signed = new Set<string>();
  /** Claims count in seconds. Two tokens of one second must differ all the same, or ending one would end or revive both. */
  function tell(service: Service, userID: string, platformID: number, now: number) {
    if (now !== second) signed.clear();
    second = now;
    const who = `${service} ${platformID} ${userID}`;
    const again = signed.has(who);
    signed.add(who);
    return again ? { jti: randomID(bytes => runtime.random(bytes)) } : {};
  }

  async function make(
    service: Service,
    userID: string,
    platformID: number,
    session: string,
    save: (row: TokenRow) => void,
  ) {
    const issueTime = runtime.now();
    const now = Math.floor(issueTime / 1000);
    const token = await signToken(keys[service], {
      UserID: userID,
      ...(service === 'account' && { UserType: 1 }),
      PlatformID: platformID,
      exp: now + lifetime,
      ...(service === 'account' && { nbf: now - 60 }),
      iat: now - 5,
      ...tell(service, userID, platformID, now),
    });
    store.transaction(() => {
      for (const row of store.range('tokens', { index: 'byExpiry', upTo: issueTime, limit: SWEEP }))
        store.delete('tokens', [row.hash]);
      save({
        hash: hash(token),
        service,
        userID,
        platformID,
        state: LIVE,
        issueTime,
        expireTime: issueTime + lifetime * 1000,
        session,
      });
    });
    return token;
  }

  const tokens: TokenStore = {
    hash,
    isLive: key => {
      const row = store.get('tokens', [key]);
      return row !== undefined && isLive(row);
    },

    async check(token, service): Promise<TokenHolder> {
      if (token.length > MAX_TOKEN) throw new ImError(codes.TokenMalformedError, 'the token is too long');
      const { payload } = await jwtVerify(token, keys[service], {
        algorithms: ['HS256'],
        currentDate: new Date(runtime.now()),
      }).catch((error: unknown): never => {
        const code = failures[(error as { code?: string }).code ?? ''] ?? codes.TokenUnknownError;
        throw new ImError(code, code === codes.TokenUnknownError ? 'the signature does not match' : '');
      });
      const row = store.get('tokens', [hash(token)]);
      const { exp, UserID: userID, PlatformID: platformID } = payload;
      if (!row || row.service !== service || row.expireTime <= runtime.now()) {
        throw new ImError(
          service === 'im' ? codes.TokenNotExistError : codes.TokenNotExist,
          'the token was ended, sign in again',
        );
      }
      if (row.state === KICKED) throw new ImError(codes.TokenKickedError, 'another sign-in ended this one');
      if (row.state !== LIVE || row.userID !== userID || row.platformID !== platformID)
        throw new ImError(codes.TokenUnknownError, '');
      return { userID: row.userID, platformID: row.platformID, expireTimeSeconds: exp ?? 0 };
    },

    async issue(userID, platformID, chatToken = '') {
      const session = chatToken && hash(chatToken);
      const token = await make('im', userID, platformID, session, row => {
        const others = rowsOf(userID, 'im').sort((a, b) => b.issueTime - a.issueTime);
        for (const other of others) if (!isLive(other)) store.delete('tokens', [other.hash]);
        const live = others.filter(other => isLive(other) && other.hash !== row.hash);
        if (platformID === platforms.Admin) {
          const grace = row.issueTime + ADMIN_GRACE_MS;
          for (const other of live)
            if (other.platformID === platformID && other.expireTime > grace)
              store.put('tokens', { ...other, expireTime: grace });
        } else {
          policies[options.policy]
            .issuing(
              live.filter(other => other.platformID !== platforms.Admin),
              platformID,
            )
            .forEach(kick);
        }
        store.put('tokens', row);
      });
      return { token, expireTimeSeconds: lifetime };
    },

    issueChatToken: userID =>
      make('account', userID, 0, '', row => {
        const others = rowsOf(userID, 'account').sort((a, b) => b.issueTime - a.issueTime);
        for (const other of others.slice(MAX_CHAT_TOKENS - 1)) store.delete('tokens', [other.hash]);
        store.put('tokens', row);
      }),

    async session(userID, platformID): Promise<AccountSession> {
      const chatToken = await tokens.issueChatToken(userID);
      const { token: imToken } = await tokens.issue(userID, platformID, chatToken);
      return { userID, imToken, chatToken };
    },

    connected(userID, platformID, key) {
      const { connecting } = policies[options.policy];
      const ended = rowsOf(userID, 'im').filter(
        row => row.hash !== key && row.state === LIVE && connecting(platformID, row.platformID),
      );
      if (ended.length)
        store.transaction(() => {
          ended.forEach(kick);
        });
    },

    forceLogout(userID, platformID) {
      store.transaction(() => {
        rowsOf(userID, 'im', platformID).forEach(kick);
      });
      end(userID, platformID, true);
    },

    endChatTokens(userID, except) {
      const kept = except === undefined ? '' : hash(except);
      store.transaction(() => {
        for (const row of rowsOf(userID, 'account')) if (row.hash !== kept) store.delete('tokens', [row.hash]);
      });
    },

    endSession(userID, chatToken, platformID) {
      const session = hash(chatToken);
      // A token of an administrator's making belongs to no session: it ends where a platform has one sign-in.
      const alone = policies[options.policy].connecting(platformID, platformID);
      store.transaction(() => {
        store.delete('tokens', [session]);
        for (const row of rowsOf(userID, 'im', platformID))
          if (row.session === session || (alone && !row.session)) store.delete('tokens', [row.hash]);
      });
      end(userID, platformID, false);
    },
  };
  return tokens;
}
