/** Keeping a session's tokens good: one renewal at a time, and what a token error means (protocol §2.1, §2.3). */
import { isRenewable, ImError } from '../protocol/errors.js';
import { TokenExpiredError, TokenInvalidError, TokenKickedError, TokenNotExistError } from '../protocol/codes.js';
import type { Credentials } from '../protocol/port.js';
import type { SessionState } from './state.js';

export type Ending = Exclude<SessionState['ended'], ''>;

/** Two devices must not take the session from each other in turns: within so many ms of a renewal it isn't renewed again. */
const TURN = 60_000;
/** A token is renewed so many ms before it runs out. */
const MARGIN = 30_000;

/** When a JWT runs out, in ms; Infinity for what is no JWT or doesn't say. */
export function expiry(token: string): number {
  try {
    const { exp } = JSON.parse(atob(token.split('.')[1]!.replace(/-/g, '+').replace(/_/g, '/'))) as { exp?: number };
    return exp ? exp * 1000 : Infinity;
  } catch {
    return Infinity;
  }
}

export interface RenewalParts {
  credentials(): Credentials;
  /** When the tokens were last renewed, ms; 0 = never. */
  renewedAt(): number;
  now(): number;
  /** New tokens for the same user. @throws when there are none to be had. */
  grant(): Promise<Credentials>;
  adopt(credentials: Credentials): void;
  /** Tokens that another tab got meanwhile. */
  elsewhere(): Credentials | undefined;
  end(why: Ending, error: ImError): void;
}

export function createRenewal({ credentials, renewedAt, now, grant, adopt, elsewhere, end }: RenewalParts) {
  let running: Promise<void> | undefined;
  const renew = () =>
    (running ??= grant()
      .then(next => {
        if (next.userID !== credentials().userID) throw new ImError(TokenInvalidError, 'the new token is another user’s');
        adopt(next);
      })
      .finally(() => (running = undefined)));

  return {
    renew,
    /** The tokens, renewed when they are about to run out. */
    async fresh(): Promise<Credentials> {
      if (running || (expiry(credentials().imToken) - now() < MARGIN && now() - renewedAt() > TURN)) {
        // When that fails, the server says what it thinks of the old one.
        await (running ?? renew()).catch((error: ImError) => {
          if (error.retryable) throw error;
        });
      }
      return credentials();
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
      if (!kicked && errCode !== TokenInvalidError && !isRenewable(errCode)) return false;
      // Our own renewal may be what ended the old token.
      await running?.catch(() => undefined);
      if (used !== credentials().imToken) return true;
      const recent = now() - renewedAt() < TURN;
      const other = elsewhere();
      if (other && !recent) {
        adopt(other);
        return true;
      }
      if (kicked || (recent && errCode === TokenNotExistError)) end('kicked', error);
      else if (errCode === TokenInvalidError) end('invalid', error);
      else if (recent) end('expired', error);
      else {
        try {
          await renew();
          return true;
        } catch (failure) {
          if ((failure as ImError).retryable) throw failure;
          const invalid = (failure as ImError).errCode === TokenInvalidError;
          end(invalid ? 'invalid' : 'expired', invalid ? (failure as ImError) : new ImError(TokenExpiredError, 'the session has expired'));
        }
      }
      return false;
    },
  };
}
export type Renewal = ReturnType<typeof createRenewal>;
