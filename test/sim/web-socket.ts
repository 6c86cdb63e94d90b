/** The WebSocket class of a tab: its connections end in the server's gateway, if the network lets them. */
import type { ConnectionEvents } from '../../src/server/host.js';
import type { Line, Link } from './network.js';
import type { ServerProcess } from './server.js';
import type { Owner } from './time.js';

const [CONNECTING, OPEN, CLOSED] = [0, 1, 3];
type Listener = (event: object) => void;

/** Things sent one way: they arrive in their order. */
class Way {
  readonly #under: (() => void)[] = [];
  #due = 0;
  constructor(
    readonly link: Link,
    readonly line: Line,
    readonly owner: Owner,
  ) {}
  get waiting() {
    return this.#under.length;
  }
  send(run: () => void): void {
    const { link, line, owner } = this;
    const { time } = link.network;
    this.#under.push(run);
    this.#due = Math.max(this.#due, time.now + link.way());
    const arrive = () => {
      const next = this.#under.shift();
      if (!line.mute && link.state !== 'cut') next?.();
    };
    time.after(
      this.#due - time.now,
      () => {
        link.through(arrive);
      },
      owner,
      line,
    );
  }
}

/** @param tab - whose the connections are; they end with it. */
export function webSocketOf(link: Link, tab: Owner, browser: string) {
  const { network } = link;
  const { time, wires } = network;
  const sockets = new Set<SimSocket>();

  class SimSocket implements Line {
    static readonly CONNECTING = CONNECTING;
    static readonly OPEN = OPEN;
    static readonly CLOSING = 2;
    static readonly CLOSED = CLOSED;
    readonly CONNECTING = CONNECTING;
    readonly OPEN = OPEN;
    readonly CLOSING = 2;
    readonly CLOSED = CLOSED;
    readonly bufferedAmount = 0;
    binaryType = 'blob';
    readyState = CONNECTING;
    readonly browser = browser;
    readonly tab = tab.name;
    served = false;
    mute = false;
    readonly #listeners = new Map<string, Set<Listener>>();
    readonly #up = new Way(link, this, wires);
    readonly #down = new Way(link, this, tab);
    #session: ConnectionEvents | undefined;
    #process: ServerProcess | undefined;
    readonly #off: () => void;

    constructor(readonly url: string) {
      sockets.add(this);
      network.lines.add(this);
      // The operating system says that there is no network any more, soon; the server hears nothing.
      this.#off = link.onCut(() => {
        this.mute = true;
        time.after(
          network.chance.below(50),
          () => {
            this.#close();
          },
          tab,
          this,
        );
      });
      if (link.state === 'cut')
        time.after(
          2,
          () => {
            this.#close();
          },
          tab,
          this,
        );
      else this.#up.send(() => void this.#dial());
    }

    addEventListener(type: string, listener: Listener) {
      this.#listeners.set(type, (this.#listeners.get(type) ?? new Set()).add(listener));
    }
    removeEventListener(type: string, listener: Listener) {
      this.#listeners.get(type)?.delete(listener);
    }

    send(data: string | ArrayBuffer | Uint8Array): void {
      if (this.readyState !== OPEN) return;
      const text = typeof data === 'string';
      const frame = text ? data : new Uint8Array(data instanceof Uint8Array ? data : new Uint8Array(data)).slice();
      this.#up.send(() => {
        this.#reach(session => {
          session.message(frame, text);
        });
      });
    }

    close(): void {
      if (this.readyState === CLOSED) return;
      this.readyState = CLOSED;
      this.#forget();
      this.#up.send(() => {
        this.#reach(session => {
          session.closed();
        });
        this.served = false;
      });
    }

    reset(): void {
      if (!this.#process?.owner.dead) return;
      this.served = false;
      this.#down.send(() => {
        this.#close();
      });
    }

    /** Runs `act` on the server's end; one whose process is gone answers that nobody knows this connection. */
    #reach(act: (session: ConnectionEvents) => void) {
      if (!this.#process) return;
      if (this.#process.owner.dead) return this.reset();
      time.owner = this.#process.owner;
      if (this.#session) act(this.#session);
    }

    async #dial(): Promise<void> {
      const { searchParams: query } = new URL(this.url);
      const answer = await network.handshake({ query, headers: {}, ip: link.name });
      if (!answer || answer.handshake.kind === 'http')
        return this.#down.send(() => {
          this.#close();
        });
      const { handshake, process } = answer;
      this.#process = process;
      time.owner = process.owner;
      this.#down.send(() => {
        if (this.readyState !== CONNECTING) return;
        this.readyState = OPEN;
        this.#tell('open', new Event('open'));
      });
      if (handshake.firstText !== undefined) this.#receive(handshake.firstText);
      if (handshake.drop)
        return this.#down.send(() => {
          this.#close();
        });
      this.served = true;
      this.#session = handshake.attach({
        send: data => {
          this.#receive(data);
        },
        // Answered by the browser itself, also for a frozen page.
        ping: () => {
          if (this.mute || link.state !== 'good' || tab.dead || this.readyState !== OPEN) return;
          time.after(2 * link.way(), () => this.#session!.alive(), process.owner);
        },
        queued: () => (tab.frozen ? 0 : this.#down.waiting),
        terminate: () => {
          this.served = false;
          this.#down.send(() => {
            this.#close();
          });
        },
      });
    }

    #receive(data: string | Uint8Array): void {
      if (this.#process?.owner.dead) return;
      const body = typeof data === 'string' ? data : data.slice().buffer;
      this.#down.send(() => {
        if (this.readyState === OPEN) this.#tell('message', { type: 'message', data: body });
      });
    }

    #close(): void {
      if (this.readyState === CLOSED) return;
      this.readyState = CLOSED;
      this.#forget();
      this.#tell('close', { type: 'close', code: 1006, reason: '' });
    }

    #forget() {
      this.#off();
      sockets.delete(this);
    }

    #tell(type: string, event: object): void {
      for (const listener of [...(this.#listeners.get(type) ?? [])]) listener(event);
    }
  }
  return {
    WebSocket: SimSocket,
    /** The tab is gone: the browser closes what it had open. */
    close: () => {
      for (const socket of [...sockets]) socket.close();
    },
  };
}
