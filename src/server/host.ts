/** What a host (Node, the page) and the server's core say to each other. */

/** What a host reads from HTTP. */
export interface RestRequest {
  method: string;
  /** Path without the query. */
  path: string;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  /** Hosts read at most `MAX_BODY + 1` bytes (rest.ts): what is longer is refused by the core, with words. */
  body: Uint8Array;
  /** The caller's address, after trusted proxies. */
  ip: string;
}

/** What a host writes back. `body` is "" for an answer without one. */
export interface RestAnswer {
  status: number;
  headers: Record<string, string>;
  body: string;
}

/** A request about the bytes of a file, its body not yet read. */
export interface FileRequest {
  method: string;
  /** Path without the query, as it was sent. */
  path: string;
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  /** Hosts end it with an error when nothing comes for a while. */
  body: AsyncIterable<Uint8Array>;
  ip: string;
  /** True when the caller has hung up. */
  gone?(): boolean;
}

/** The answer to one; a body of bytes has its length in the headers. */
export interface FileAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | AsyncIterable<Uint8Array>;
}

/** A WebSocket upgrade, before it is answered. */
export interface HandshakeRequest {
  query: URLSearchParams;
  /** Names in lower case. */
  headers: Readonly<Record<string, string | undefined>>;
  ip: string;
}

/** An upgraded WebSocket, as the host gives it. */
export interface Connection {
  /** A string goes out as a text frame, bytes as a binary one. Must not throw when the socket is gone. */
  send(data: string | Uint8Array): void;
  /** Sends a PING control frame; nothing where there are none (in the page). */
  ping(): void;
  /** Frames handed to `send` that are not yet written out. */
  queued(): number;
  /** Reads nothing more while `held`, where the host can do that. */
  hold?(held: boolean): void;
  /** Ends the connection without a close frame, after what was sent before has been written (or a short while). */
  terminate(): void;
}

/** What the host tells the core about an upgraded WebSocket. */
export interface ConnectionEvents {
  message(data: Uint8Array | string, isText: boolean): void;
  /** A PING or PONG control frame came. */
  alive(): void;
  /** The socket is gone, whoever ended it. May come more than once. */
  closed(): void;
}

export type Handshake =
  /** No upgrade: the answer to the HTTP request, with `headers`. */
  | { kind: 'http'; status: number; headers: Record<string, string>; body: string }
  /**
   * Upgrade, without subprotocol and permessage-deflate, frames limited to MAX_FRAME (envelope.ts). Then send `firstText`, if there is one.
   * With `drop` terminate; else call `attach` at once.
   */
  | { kind: 'ws'; firstText: string | undefined; drop: boolean; attach(connection: Connection): ConnectionEvents };
