/** Keeping a session's tokens good: one renewal at a time, and what a token error means (protocol §2.1, §2.3). */
import { TokenExpiredError, TokenInvalidError, TokenKickedError, TokenNotExistError } from '../protocol/codes.js';
import { ImError } from '../protocol/errors.js';
import type { Credentials } from '../protocol/port.js';
import type { SessionState } from './state.js';

export type Ending = Exclude<SessionState['ended'], ''>;

/** What is kept of a session. The only place where tokens are at rest. */
export interface Stored extends Credentials {
  account: string;
  renewedAt: number;
  /** Why it ended: not to be used by itself. */
  ended?: Ending;
}

/** Two devices must not take the session from each other in turns: within so many ms of a renewal it isn't renewed again. */
const TURN = 60_000;
/** A token is renewed so many ms before it runs out. */
const MARGIN = 30_000;

/** When a JWT runs out, in ms; NaN for what is no JWT or doesn't say. */
export function expiry(token: string): number {
  try {
    return (JSON.parse(atob(token.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/'))) as { exp: number }).exp * 1000;
  } catch {
    return NaN;
  }
}

export const isTokenError = (errCode: number) => errCode >= TokenExpiredError && errCode <= TokenNotExistError;

export interface RenewalParts {
  credentials: Credentials;
  /** When the tokens were last renewed, ms; 0 = never. */
  renewedAt: number;
  /** New tokens for the holder of these. @throws when there are none to be had. */
  grant(old: Credentials): Promise<Credentials>;
  /** New tokens are in use. */
  renewed(credentials: Credentials, at: number): void;
  /** The tokens as another tab left them. */
  elsewhere(): Credentials | undefined;
  end(why: Ending, error: ImError): void;
}

/** @param end - called in place of `parts.end`. */
export function createRenewal(parts: RenewalParts, now: () => number, end: RenewalParts['end']) {
  const { grant, renewed, elsewhere } = parts;
  let { credentials, renewedAt } = parts;
  let running: Promise<void> | undefined;
  const adopt = (next: Credentials) => {
    if (next.userID !== credentials.userID) throw new ImError(TokenInvalidError, 'other user');
    renewed((credentials = next), (renewedAt = now()));
  };
  const renew = () =>
    (running ??= grant(credentials)
      .then(adopt)
      .finally(() => (running = undefined)));
  const recent = () => now() - renewedAt < TURN;
  /** Takes over what another tab of this session got. */
  const shared = () => {
    const other = elsewhere();
    if (other?.userID !== credentials.userID || other.imToken === credentials.imToken) return false;
    adopt(other);
    return true;
  };

  return {
    adopt,
    current: () => credentials,
    /** The tokens, renewed when they are about to run out. */
    async fresh(): Promise<Credentials> {
      if (running || (expiry(credentials.imToken) - now() < MARGIN && !recent() && !shared()))
        await renew().catch((error: unknown) => {
          // Else the server says what it thinks of the old one.
          if ((error as ImError).retryable) throw error;
        });
      return credentials;
    },
    /**
     * What a token error of the account service means: its token lives apart, so that the session goes on without it.
     * @param used - the chatToken that was refused.
     * @returns true when there is another one to try again with.
     */
    async again(used: string): Promise<boolean> {
      if (used === credentials.chatToken && !recent() && !shared()) await renew().catch(() => undefined);
      return used !== credentials.chatToken;
    },
    /**
     * Mends what a token error broke, or ends the session.
     * @param used - the token that was refused.
     * @returns true when there is a new token to try again with.
     * @throws the renewal's error when it may succeed later.
     */
    async mend(error: ImError, used: string): Promise<boolean> {
      const { errCode } = error;
      const kicked = errCode === TokenKickedError;
      const invalid = errCode === TokenInvalidError;
      if (!isTokenError(errCode)) return false;
      // Our own renewal may be what ended the old token.
      await running?.catch(() => undefined);
      if (used !== credentials.imToken || shared()) return true;
      if (invalid) end('invalid', error);
      else if (kicked || recent()) end(kicked || errCode === TokenNotExistError ? 'kicked' : 'expired', error);
      else {
        try {
          await renew();
          return true;
        } catch (failure) {
          if ((failure as ImError).retryable) throw failure;
          end(
            (failure as ImError).errCode === TokenInvalidError ? 'invalid' : 'expired',
            new ImError(TokenExpiredError, String(failure)),
          );
        }
      }
      return false;
    },
  };
}
export type Renewal = ReturnType<typeof createRenewal>;
