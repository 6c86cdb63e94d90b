/** A server whose clock and connections belong to the test. */
import {
  MAX_FRAME,
  packEnvelope,
  toBase64,
  fromBase64,
  unpackEnvelope,
  type ResponseEnvelope,
} from '../../src/protocol/envelope.js';
import type { RestEnvelope } from '../../src/protocol/model.js';
import type { Infer, Schema } from '../../src/protocol/schema.js';
import { decode, encode } from '../../src/protocol/wire.js';
import type { Frame } from '../../src/protocol/frames.js';
import { createServerCore, type ConnectionEvents, type ServerCore } from '../../src/server/im-server.js';
import { defaultOptions, type ImServerOptions } from '../../src/server/options.js';
import type { Runtime, Timer } from '../../src/server/runtime.js';
import { pageRuntime } from '../../src/server/runtime-page.js';
import { MemoryStore } from '../../src/server/store/memory.js';
import type { Store } from '../../src/server/store/port.js';

/** 2026-01-01, the time base of the protocol's worked transcript. */
export const T = 1767225600000;

/** Lets everything that is ready run: microtasks, streams. */
export const settle = async () => {
  for (let i = 0; i < 5; i++) await new Promise(resolve => setImmediate(resolve));
};

/** Waits for what runs on threads of its own, as compression does. */
export const until = async (done: () => boolean) => {
  // By the real clock, as a busy machine needs more turns for the same work.
  for (const end = performance.now() + 60_000; !done() && performance.now() < end;)
    await new Promise(resolve => setImmediate(resolve));
};

export class Clock {
  time = T;
  #timers = new Set<{ due: number; run: () => void }>();

  after(ms: number, run: () => void): Timer {
    const timer = { due: this.time + ms, run };
    this.#timers.add(timer);
    return {
      cancel: () => {
        this.#timers.delete(timer);
      },
    };
  }

  get pending(): number {
    return this.#timers.size;
  }

  /** Goes on by `ms`, running every timer at its time. */
  async advance(ms: number): Promise<void> {
    await settle();
    const end = this.time + ms;
    for (;;) {
      const [next] = [...this.#timers].filter(timer => timer.due <= end).sort((a, b) => a.due - b.due);
      if (!next) break;
      this.#timers.delete(next);
      this.time = Math.max(this.time, next.due);
      next.run();
      await settle();
    }
    this.time = end;
  }
}

export interface ConnectArgs {
  userID: string;
  token: string;
  platformID?: number;
  gzip?: boolean;
  query?: Record<string, string>;
}

/** The client's end of a connection, without a client. */
export class Peer {
  readonly texts: string[] = [];
  readonly frames: ResponseEnvelope[] = [];
  readonly raw: Uint8Array[] = [];
  ended = false;
  pings = 0;
  /** The server reads nothing more. */
  held = false;
  /** What `queued()` says to the server. */
  backlog = 0;
  #server: ConnectionEvents | undefined;
  #count = 0;

  constructor(
    readonly args: ConnectArgs,
    private readonly runtime: Runtime,
  ) {}

  get server(): ConnectionEvents {
    return this.#server!;
  }

  attach(
    attach: (connection: {
      send(data: string | Uint8Array): void;
      ping(): void;
      queued(): number;
      hold(held: boolean): void;
      terminate(): void;
    }) => ConnectionEvents,
  ): void {
    this.#server = attach({
      send: data => {
        if (typeof data === 'string') this.texts.push(data);
        else {
          this.raw.push(data);
          if (!this.args.gzip) this.frames.push(unpackEnvelope(data));
        }
      },
      ping: () => {
        this.pings++;
      },
      queued: () => this.backlog,
      hold: held => {
        this.held = held;
      },
      terminate: () => {
        this.ended = true;
      },
    });
  }

  text(text: string): void {
    this.server.message(text, true);
  }

  async envelope(envelope: object): Promise<ResponseEnvelope | undefined> {
    return this.bytes(packEnvelope(envelope as never));
  }

  /** Sends a binary frame; gives the frame that came back, if one did. */
  async bytes(data: Uint8Array): Promise<ResponseEnvelope | undefined> {
    const before = this.frames.length;
    const rawBefore = this.raw.length;
    if (data.length > MAX_FRAME) throw new RangeError('a host would not let this through');
    this.server.message(this.args.gzip ? await this.runtime.gzip(data) : data, false);
    await settle();
    if (this.args.gzip) {
      const { runtime } = this;
      await until(() => this.raw.length > rawBefore || this.ended);
      for (const raw of this.raw.slice(rawBefore)) this.frames.push(unpackEnvelope(await runtime.gunzip(raw, 1e6)));
    }
    return this.frames[before];
  }

  async request<Q extends Schema, R extends Schema>(
    frame: Frame<Q, R>,
    data: Partial<Infer<Q>>,
  ): Promise<ResponseEnvelope & { body: Infer<R> }> {
    const msgIncr = `m${++this.#count}`;
    await this.envelope({
      reqIdentifier: frame.id,
      msgIncr,
      operationID: 'op',
      sendID: this.args.userID,
      data: toBase64(encode(frame.request, data)),
    });
    const reply = this.frames.find(one => one.msgIncr === msgIncr);
    if (!reply) throw new Error(`no reply to frame ${frame.id}`);
    return { ...reply, body: decode(frame.response, fromBase64(reply.data ?? '')) };
  }
}

export type Answer<R = Record<string, unknown>> = RestEnvelope<R> & {
  status: number;
  headers: Record<string, string>;
  text: string;
};

export class World {
  readonly clock = new Clock();
  readonly log: { level: string; event: string; fields?: Readonly<Record<string, unknown>> }[] = [];
  readonly runtime: Runtime;
  readonly options: ImServerOptions;
  core: ServerCore;

  constructor(
    options: Partial<ImServerOptions> = {},
    readonly store: Store = new MemoryStore(),
  ) {
    this.runtime = pageRuntime({
      now: () => this.clock.time,
      after: (ms, run) => this.clock.after(ms, run),
      log: (level, event, fields) => {
        this.log.push({ level, event, ...(fields && { fields }) });
      },
    });
    this.options = { ...defaultOptions, secret: 'openIM123', limitFactor: Infinity, ...options };
    this.core = createServerCore({ store, runtime: this.runtime, options: this.options });
  }

  /** The same store under a new server. */
  restart(): void {
    this.core.close();
    this.core = createServerCore({ store: this.store, runtime: this.runtime, options: this.options });
  }

  async rest(
    path: string,
    body: string | Uint8Array,
    headers: Record<string, string> = {},
    method = 'POST',
  ): Promise<Answer> {
    const bytes = typeof body === 'string' ? new TextEncoder().encode(body) : body;
    const {
      status,
      headers: answered,
      body: text,
    } = await this.core.rest({ method, path, headers, body: bytes, ip: '192.0.2.1' });
    const envelope = (
      answered['content-type'] === 'application/json' && method === 'POST' ? JSON.parse(text) : {}
    ) as RestEnvelope;
    return { ...envelope, status, headers: answered, text } as Answer;
  }

  call(path: string, body: object, token = '', operationID = 'op'): Promise<Answer> {
    return this.rest(path, JSON.stringify(body), { operationid: operationID, ...(token && { token }) });
  }

  user(userID: string, more: { appMangerLevel?: number } = {}): void {
    this.store.put('users', {
      userID,
      nickname: userID,
      faceURL: '',
      ex: '',
      createTime: T,
      appMangerLevel: 0,
      globalRecvMsgOpt: 0,
      lastOnlineTime: 0,
      ...more,
    });
  }

  async adminToken(): Promise<string> {
    const { data } = await this.call('/auth/get_admin_token', { secret: this.options.secret, userID: 'imAdmin' });
    return (data as { token: string }).token;
  }

  async token(userID: string, platformID = 5): Promise<string> {
    if (!this.store.get('users', [userID])) this.user(userID);
    return (await this.core.context.tokens.issue(userID, platformID)).token;
  }

  /** Signs in with a fresh token, and connects. */
  async signIn(userID: string, platformID = 5, gzip = false): Promise<Peer> {
    return this.connect({ userID, token: await this.token(userID, platformID), platformID, gzip });
  }

  handshake(query: Record<string, string>, headers: Record<string, string> = {}) {
    return this.core.handshake({ query: new URLSearchParams(query), headers, ip: '192.0.2.1' });
  }

  async connect(args: ConnectArgs): Promise<Peer> {
    const { userID, token, platformID = 5, gzip, query = {} } = args;
    const handshake = await this.handshake({
      sendID: userID,
      token,
      platformID: String(platformID),
      operationID: 'op-3',
      isBackground: 'false',
      isMsgResp: 'true',
      sdkType: 'js',
      ...(gzip && { compression: 'gzip' }),
      ...query,
    });
    const peer = new Peer(args, this.runtime);
    if (handshake.kind === 'http') throw new Error(`no upgrade: ${handshake.body}`);
    if (handshake.firstText !== undefined) peer.texts.push(handshake.firstText);
    if (handshake.drop) peer.ended = true;
    else peer.attach(handshake.attach);
    return peer;
  }
}
