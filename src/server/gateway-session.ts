/** One connection of the gateway: frames in, one after the other; frames out, in order; heartbeats; its end (protocol §3.3–3.8). */
import {
  fromBase64,
  MAX_FRAME,
  packEnvelope,
  unpackEnvelope,
  type Heartbeat,
  type RequestEnvelope,
} from '../protocol/envelope.js';
import { kicked } from '../protocol/frames.js';
import { platforms } from '../protocol/model.js';
import { Pace } from './gateway-pace.js';
import type { Connection, ConnectionEvents } from './host.js';
import type { Runtime, Timer } from './runtime.js';

/** Frames waiting to be written: beyond it the connection is dropped. */
export const MAX_QUEUE = 256;
/** Frames read and not yet handled: from here on no more are read, until half of them are. */
export const HOLD_AT = 64;
/** The most that may have been read by then (a piece of the network's, and small frames in it); beyond it is a flood. */
export const MAX_WAITING = 8192;
/** A connection that says nothing for this long is dropped. */
export const READ_DEADLINE_MS = 30_000;
/** Web connections get a PING control frame this often: browsers can't send any, and answer these unseen. */
export const PING_MS = 25_000;
/** What one gzipped frame may unpack to. */
const MAX_UNPACKED = 2 ** 20;

const kickFrame = packEnvelope({
  reqIdentifier: kicked.id,
  msgIncr: '',
  operationID: '',
  errCode: 0,
  errMsg: '',
  data: null,
});
const BASE64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/;

/** A request frame, checked in form; `data` unpacked. */
export interface FrameRequest {
  reqIdentifier: number;
  msgIncr: string;
  operationID: string;
  data: Uint8Array;
}

export interface SessionOwner {
  runtime: Runtime;
  /** Multiplies the rate at which a connection's frames are handled (gateway-pace.ts). */
  frameFactor: number;
  /** Answers a frame, before the next one is handled; what it throws drops the connection. */
  handle(session: Session, request: FrameRequest): void | Promise<void>;
  /** The session is over: called once. */
  ended(session: Session): void;
}

export interface SessionFacts {
  userID: string;
  platformID: number;
  isAdmin: boolean;
  connID: string;
  tokenHash: string;
  gzip: boolean;
}

export class Session implements ConnectionEvents {
  isBackground = false;
  /** Users whose presence this connection watches; kept by presence.ts. */
  readonly watched = new Set<string>();
  #open = true;
  #lastSeen: number;
  #timers = new Map<string, Timer>();
  readonly #pace: Pace;
  #waiting = 0;
  #held = false;
  #input: Promise<void> = Promise.resolve();
  #packing = 0;
  #output: Promise<void> = Promise.resolve();

  readonly #connection: Connection;
  readonly #owner: SessionOwner;

  constructor(
    readonly facts: SessionFacts,
    connection: Connection,
    owner: SessionOwner,
  ) {
    this.#connection = connection;
    this.#owner = owner;
    this.#pace = new Pace(owner.runtime, owner.frameFactor);
    this.#lastSeen = owner.runtime.now();
    this.#watch(READ_DEADLINE_MS);
    if (facts.platformID === platforms.Web) this.#ping();
  }

  /** Sends a packed envelope; the last reader to fall behind is dropped. */
  send(frame: Uint8Array): void {
    if (!this.#open) return;
    if (this.#connection.queued() + this.#packing >= MAX_QUEUE) return this.drop();
    if (!this.facts.gzip) return this.#connection.send(frame);
    this.#packing++;
    this.#output = this.#output
      .then(async () => this.#connection.send(await this.#owner.runtime.gzip(frame)))
      .catch(() => this.drop())
      .finally(() => {
        this.#packing--;
      });
  }

  /** Says that another login ended this one, and ends it. */
  kick(): void {
    this.send(kickFrame);
    this.drop();
  }

  /** Ends the connection, after the frames sent before. */
  drop(): void {
    if (!this.#open) return;
    this.closed();
    if (this.facts.gzip)
      void this.#output.then(() => {
        this.#connection.terminate();
      });
    else this.#connection.terminate();
  }

  alive(): void {
    this.#lastSeen = this.#owner.runtime.now();
  }

  closed(): void {
    if (!this.#open) return;
    this.#open = false;
    for (const timer of this.#timers.values()) timer.cancel();
    this.#owner.ended(this);
  }

  message(data: Uint8Array | string, isText: boolean): void {
    if (!this.#open) return;
    this.alive();
    if (data.length > MAX_FRAME || ++this.#waiting > MAX_WAITING) return this.drop();
    if (this.#waiting >= HOLD_AT) this.#hold(true);
    this.#input = this.#input
      .then(async () => {
        if (!this.#open) return;
        const ms = this.#pace.take();
        if (ms) await new Promise<void>(go => this.#after('pace', ms, go));
        if (!this.#open) return;
        // While others of its frames wait nothing is read: it is not silent for that.
        this.alive();
        if (isText) this.#heartbeat(typeof data === 'string' ? data : new TextDecoder().decode(data));
        else if (typeof data === 'string') throw new TypeError('a binary frame has bytes');
        else {
          const request = await this.#unpack(data);
          if (this.#open) await this.#owner.handle(this, request);
        }
      })
      .catch(() => {
        this.drop();
      })
      .finally(() => {
        this.#waiting--;
        if (this.#waiting <= HOLD_AT / 2) this.#hold(false);
      });
  }

  /** Hosts that can't stop reading have senders who wait by themselves. */
  #hold(held: boolean): void {
    if (held === this.#held) return;
    this.#held = held;
    this.#connection.hold?.(held);
  }

  #heartbeat(text: string): void {
    const { type, body = null } = JSON.parse(text) as Heartbeat;
    if (type === 'ping') {
      if (this.#connection.queued() >= MAX_QUEUE) this.drop();
      else this.#connection.send(JSON.stringify({ type: 'pong', body } satisfies Heartbeat));
    } else if (type !== 'pong') throw new TypeError('no heartbeat');
  }

  async #unpack(data: Uint8Array): Promise<FrameRequest> {
    const frame = this.facts.gzip ? await this.#owner.runtime.gunzip(data, MAX_UNPACKED) : data;
    const {
      reqIdentifier,
      msgIncr = '',
      operationID = '',
      sendID,
      data: base64,
    } = unpackEnvelope<RequestEnvelope>(frame);
    if (!Number.isInteger(reqIdentifier) || typeof msgIncr !== 'string' || typeof operationID !== 'string')
      throw new TypeError('no envelope');
    if (sendID !== this.facts.userID) throw new TypeError("somebody else's frame");
    if (!BASE64.test(base64 ?? '')) throw new TypeError('no base64');
    return { reqIdentifier, msgIncr, operationID, data: fromBase64(base64 ?? '') };
  }

  #after(name: string, ms: number, run: () => void): void {
    this.#timers.set(name, this.#owner.runtime.after(ms, run));
  }

  /** One timer per connection: a frame only notes the time, the timer looks at it. */
  #watch(ms: number): void {
    this.#after('read', ms, () => {
      const left = this.#lastSeen + READ_DEADLINE_MS - this.#owner.runtime.now();
      if (left <= 0) this.drop();
      else this.#watch(left);
    });
  }

  #ping(): void {
    this.#after('ping', PING_MS, () => {
      this.#connection.ping();
      this.#ping();
    });
  }
}
