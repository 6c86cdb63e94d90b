/** A WebSocket class whose connections end in the server of the same page. */
import { MAX_FRAME } from '../protocol/envelope.js';
import type { ConnectionEvents } from './host.js';
import type { ServerCore } from './im-server.js';
import type { Runtime } from './runtime.js';

/** The state of the pretended network between page and server. */
export interface Wire {
  online: boolean;
  /** Open connections stay open, and carry nothing: what a phone in a tunnel sees. */
  silent: boolean;
  delay(): number;
  runtime: Runtime;
  core(): ServerCore;
  /** Cuts a connection, without a close frame, when called. */
  readonly cuts: Set<() => void>;
}

/** What a client may use of the standard's WebSocket. */
export interface LoopbackSocket extends EventTarget {
  readonly CONNECTING: 0;
  readonly OPEN: 1;
  readonly CLOSING: 2;
  readonly CLOSED: 3;
  readonly url: string;
  readonly protocol: string;
  readonly extensions: string;
  readonly bufferedAmount: number;
  readonly readyState: number;
  binaryType: BinaryType;
  onopen: ((event: Event) => void) | null;
  onmessage: ((event: MessageEvent) => void) | null;
  onerror: ((event: Event) => void) | null;
  onclose: ((event: CloseEvent) => void) | null;
  send(data: string | ArrayBufferLike | ArrayBufferView | Blob): void;
  close(code?: number, reason?: string): void;
}

export interface LoopbackSocketClass {
  readonly CONNECTING: 0;
  readonly OPEN: 1;
  readonly CLOSING: 2;
  readonly CLOSED: 3;
  new (url: string | URL, protocols?: string | string[]): LoopbackSocket;
}

class CloseNotice extends Event {
  readonly code: number;
  readonly reason: string;
  readonly wasClean: boolean;
  /** As CloseEvent, which Node has not: libraries clone events by their constructor. */
  constructor(
    type: string,
    { code = 1006, reason = '', wasClean = false }: { code?: number; reason?: string; wasClean?: boolean } = {},
  ) {
    super(type);
    this.code = code;
    this.reason = reason;
    this.wasClean = wasClean;
  }
}

const CONNECTING = 0;
const OPEN = 1;
const CLOSING = 2;
const CLOSED = 3;
const NO_STATUS = 1005;
const TOO_BIG = 1009;

/** Things sent one way arrive in their order, each after the wire's delay. */
function lane({ runtime, delay }: Pick<Wire, 'runtime' | 'delay'>) {
  const under: (() => void)[] = [];
  let due = 0;
  const arrive = () => {
    under.shift()?.();
  };
  return {
    get waiting() {
      return under.length;
    },
    send(run: () => void) {
      under.push(run);
      const ms = delay();
      const now = runtime.now();
      if (ms <= 0 && due <= now) queueMicrotask(arrive);
      else {
        due = Math.max(due, now + ms);
        runtime.after(due - now, arrive);
      }
    },
  };
}

/** The class for one in-page server. */
export function loopbackSocket(wire: Wire): LoopbackSocketClass {
  return class extends EventTarget implements LoopbackSocket {
    static readonly CONNECTING = CONNECTING;
    static readonly OPEN = OPEN;
    static readonly CLOSING = CLOSING;
    static readonly CLOSED = CLOSED;
    readonly CONNECTING = CONNECTING;
    readonly OPEN = OPEN;
    readonly CLOSING = CLOSING;
    readonly CLOSED = CLOSED;
    readonly url: string;
    readonly protocol = '';
    readonly extensions = '';
    readonly bufferedAmount = 0;
    binaryType: BinaryType = 'blob';
    readyState: number = CONNECTING;
    onopen: ((event: Event) => void) | null = null;
    onmessage: ((event: MessageEvent) => void) | null = null;
    onerror: ((event: Event) => void) | null = null;
    onclose: ((event: CloseEvent) => void) | null = null;
    readonly #up = lane(wire);
    readonly #down = lane(wire);
    #server: ConnectionEvents | undefined;
    readonly #cut = () => {
      this.#end({});
    };

    constructor(url: string | URL, _protocols?: string | string[]) {
      super();
      this.url = String(url);
      wire.cuts.add(this.#cut);
      this.#up.send(() => {
        void this.#dial();
      });
    }

    send(data: string | ArrayBufferLike | ArrayBufferView | Blob): void {
      if (this.readyState === CONNECTING) throw new DOMException('the connection is not open yet', 'InvalidStateError');
      if (this.readyState !== OPEN || wire.silent) return;
      if (data instanceof Blob) throw new TypeError('the loopback server takes strings and bytes');
      const text = typeof data === 'string';
      // A copy, as over a network: the sender may use its buffer again.
      const frame = text
        ? data
        : ArrayBuffer.isView(data)
          ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength).slice()
          : new Uint8Array(data).slice();
      this.#up.send(() => {
        if (frame.length > MAX_FRAME) this.#end({ code: TOO_BIG });
        else if (!wire.silent) this.#server?.message(frame, text);
      });
    }

    close(code = NO_STATUS, reason = ''): void {
      if (this.readyState >= CLOSING) return;
      if (this.readyState === CONNECTING) return this.#fail();
      this.readyState = CLOSING;
      this.#up.send(() => {
        this.#end({ code, reason, wasClean: true });
      });
    }

    async #dial(): Promise<void> {
      if (!wire.online) return this.#fail();
      if (wire.silent) return;
      const handshake = await wire.core().handshake({ query: new URL(this.url).searchParams, headers: {}, ip: '' });
      if (this.readyState !== CONNECTING) return;
      if (handshake.kind === 'http') return this.#fail();
      this.#down.send(() => {
        if (this.readyState !== CONNECTING) return;
        this.readyState = OPEN;
        this.#emit(new Event('open'));
      });
      if (handshake.firstText !== undefined) this.#receive(handshake.firstText);
      if (handshake.drop) this.#down.send(this.#cut);
      else {
        this.#server = handshake.attach({
          send: data => {
            this.#receive(data);
          },
          // The page's event loop can't die alone: a sign of life at each PING.
          ping: () => {
            if (!wire.silent) this.#server?.alive();
          },
          queued: () => this.#down.waiting,
          terminate: () => {
            this.#down.send(this.#cut);
          },
        });
      }
    }

    #receive(data: string | Uint8Array): void {
      const body = typeof data === 'string' ? data : data.slice();
      this.#down.send(() => {
        if (this.readyState !== OPEN || wire.silent) return;
        const payload =
          typeof body === 'string' ? body : this.binaryType === 'arraybuffer' ? body.buffer : new Blob([body]);
        this.#emit(new MessageEvent('message', { data: payload }));
      });
    }

    /** The dial came to nothing. */
    #fail(): void {
      if (this.readyState === CLOSED) return;
      this.readyState = CLOSING;
      queueMicrotask(() => {
        if (this.readyState === CLOSED) return;
        this.#emit(new Event('error'));
        this.#end({});
      });
    }

    #end(facts: { code?: number; reason?: string; wasClean?: boolean }): void {
      if (this.readyState === CLOSED) return;
      this.readyState = CLOSED;
      wire.cuts.delete(this.#cut);
      this.#server?.closed();
      this.#emit(new CloseNotice('close', facts));
    }

    #emit(event: Event): void {
      const handlers: Record<string, ((event: never) => void) | null> = {
        open: this.onopen,
        message: this.onmessage,
        error: this.onerror,
        close: this.onclose,
      };
      handlers[event.type]?.call(this, event as never);
      this.dispatchEvent(event);
    }
  };
}
