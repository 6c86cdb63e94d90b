/** What the operator may set, with defaults (see docs/embedded-server.md). */
import type { Identity } from '../protocol/endpoints.js';

/** What `checkMessage` is asked about; `content` is the JSON of its content type (protocol §8.3). */
export interface MessageToCheck {
  sendID: string;
  recvID: string;
  contentType: number;
  content: string;
}
export type CheckMessage = (message: MessageToCheck) => string | undefined | Promise<string | undefined>;

export interface ImServerOptions {
  /** Signing key of the tokens and password of the admin API. */
  secret: string;
  /** User IDs of administrators; default `imAdmin`. */
  admins: readonly string[];
  /** Multi-login policy 0, 1, 4 or 5 (protocol §2.3). */
  policy: 0 | 1 | 4 | 5;
  /** Refuse messages from people the receiver has not as friend (1303). */
  friendVerify: boolean;
  /** Minutes in which people may revoke a message; 0 = always. Administrators always may. */
  revokeMinutes: number;
  /** Accepted as any verification code; development only, on loopback hosts only. */
  superCode: string;
  /** Sends a verification code by e-mail or SMS. Without it those methods are off, unless `superCode` is set. */
  sendCode: ((to: Identity, code: string, usedFor: number) => Promise<void>) | undefined;
  /**
   * Asked before a message is stored; not for typing. Words it gives refuse the message (80000), and its sender reads
   * them. One it throws at, or that it keeps for longer than 5 s, is refused, too (500), and the log says so.
   */
  checkMessage: CheckMessage | undefined;
  /** Friends of every new account. */
  defaultFriends: readonly string[];
  /** May new accounts be made? */
  registration: boolean;
  /** Does a registration need an invitation code? */
  invitation: boolean;
  /** Origins that may call REST and open the gateway; empty = all (protocol §1.6). */
  corsOrigins: readonly string[];
  /** Days a token lives. */
  tokenDays: number;
  /** The address people use, when it is not `http://HOST:PORT`; its origin may call besides `corsOrigins`. "" = as each caller names it. */
  publicUrl: string;
  /** Size of a file in MB (2^20 bytes). */
  maxFileMb: number;
  /** MB of all files of a user. */
  userFilesMb: number;
  /** Multiplies every rate limit; tests and the in-page server set it high. */
  limitFactor: number;
}

export const defaultOptions: Omit<ImServerOptions, 'secret'> = {
  admins: ['imAdmin'],
  policy: 1,
  friendVerify: false,
  revokeMinutes: 0,
  superCode: '',
  sendCode: undefined,
  checkMessage: undefined,
  defaultFriends: [],
  registration: true,
  invitation: false,
  corsOrigins: [],
  tokenDays: 90,
  publicUrl: '',
  maxFileMb: 20,
  userFilesMb: 1024,
  limitFactor: 1,
};
