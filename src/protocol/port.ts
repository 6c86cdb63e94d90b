/** Backend: what a client needs from a server, real or not. Transports implement it; the core is given one. */
import type { Endpoint } from './endpoints.js';
import type { Frame } from './frames.js';
import type { ImError } from './errors.js';
import type { MsgData } from './messages.js';
import type { Infer, Schema } from './schema.js';

/** What a backend can do; elements hide the rest (features.md, last section). */
export type Capability =
  | 'auth.account'
  | 'auth.email'
  | 'auth.phone'
  | 'auth.code'
  | 'auth.register'
  /** Registering needs an invitation code. */
  | 'auth.invitation'
  | 'auth.resetPassword'
  | 'auth.changePassword'
  /** A new imToken can be had with the chatToken (`/account/token`). */
  | 'auth.refresh'
  /** `/account/logout` ends both tokens. */
  | 'auth.logout'
  /** `/account/delete`, `/account/export`. */
  | 'account.delete'
  | 'account.export'
  | 'relation.sentRequests'
  | 'relation.requestHistory'
  | 'relation.handleMessage'
  | 'relation.blacklist'
  | 'relation.oneWayDelete'
  | 'relation.pin'
  | 'relation.clearRemark'
  | 'relation.search'
  | 'presence.events'
  | 'presence.snapshot'
  | 'presence.lastSeen'
  | 'multiDevice'
  /** Files can be uploaded (`/object/*`). */
  | 'file.upload';

/** Who is calling: given by the core for each call, so that a transport keeps no session of its own. */
export interface Credentials {
  userID: string;
  imToken: string;
  chatToken: string;
  platformID: number;
}

/** What the socket reports. */
export interface SocketEvents {
  /** Before every dial attempt. */
  connecting(): void;
  /** The upgrade is done **and** the first frame had errCode 0. */
  open(): void;
  /** The dial failed on network level, or an open socket was lost. The core decides when to dial again. */
  lost(error: ImError): void;
  /** The first frame carried a token error (150x) or another error code. */
  refused(error: ImError): void;
  /** Frame 2002. */
  kicked(): void;
  /** One message or notification of frame 2001. */
  message(message: MsgData, conversationID: string): void;
  /** Frame 2005: whole current platform lists. */
  presence(list: readonly { userID: string; onlinePlatformIDs: number[] }[]): void;
}

export interface Socket {
  /** Dials (again); nothing while a dial is under way or the socket is open. */
  dial(credentials: Credentials): void;
  /**
   * Sends a frame and waits for its reply.
   * @throws ImError 10000 when there is no connection, 10001 after 10 s without a reply, else the reply's code.
   */
  request<Q extends Schema, R extends Schema>(frame: Frame<Q, R>, data: Partial<Infer<Q>>): Promise<Infer<R>>;
  /** Sends a ping; resolves when the pong came, rejects (10001) after `ms` without one. */
  probe(ms: number): Promise<void>;
  /** Closes for good until the next dial; reports nothing. */
  close(): void;
}

export interface UploadRequest {
  url: string;
  headers: Record<string, string>;
  body: Blob;
  /** Bytes of the body that are on their way, where the platform tells. */
  onProgress?(loaded: number): void;
  signal?: AbortSignal | undefined;
}

export interface Backend {
  /** Identifies the server in cache and storage keys, e.g. `https://im.example.com`. */
  readonly id: string;
  /**
   * One REST call (protocol §1).
   * @throws ImError with the server's code; 10000 network, 10001 time-out.
   */
  call<Q, R>(endpoint: Endpoint<Q, R>, request: Q, credentials?: Credentials, operationID?: string): Promise<R>;
  socket(events: SocketEvents): Socket;
  /** Asks `/client_config/get` once; a server without it (OpenIM) has the standard set. */
  capabilities(): Promise<ReadonlySet<Capability>>;
  /**
   * Puts the raw bytes of a part where a signature says (protocol §8.9), without tokens.
   * @throws ImError 10000 network, else the HTTP status as code; an abort rejects with the signal's reason.
   */
  upload?(request: UploadRequest): Promise<void>;
}
