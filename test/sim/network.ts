/** The network between browsers and the server: slow, lossy, cut, silent. Connections keep their order, between them there is none. */
import type { HandshakeRequest } from '../../src/server/host.js';
import type { Chance } from '../core/random.js';
import type { SimServer } from './server.js';
import { createOwner, type Owner, type Time } from './time.js';

/** How a browser reaches the server. */
export class Link {
  /** cut: nothing leaves, and that is noticed; hole: what leaves arrives when the hole is closed, if anybody still wants it. */
  state: 'good' | 'cut' | 'hole' = 'good';
  /** The least and the most a way takes, ms. */
  latency: [number, number] = [1, 20];
  /** How many of a hundred requests, and of a hundred answers, are lost. */
  loss = 0;
  readonly #held: (() => void)[] = [];
  readonly #cuts = new Set<() => void>();

  constructor(
    readonly name: string,
    readonly network: Network,
  ) {}

  way(): number {
    const [least, most] = this.latency;
    return least + this.network.chance.below(most - least + 1);
  }
  lost(): boolean {
    return this.loss > 0 && this.network.chance.below(100) < this.loss;
  }
  /** Runs `run` now, or when the hole is closed. */
  through(run: () => void): void {
    if (this.state === 'hole') this.#held.push(run);
    else run();
  }
  /** Told when the network goes. */
  onCut(cut: () => void): () => void {
    this.#cuts.add(cut);
    return () => this.#cuts.delete(cut);
  }
  set(state: Link['state']): void {
    this.state = state;
    if (state === 'cut') {
      this.#held.length = 0;
      for (const cut of [...this.#cuts]) cut();
    } else if (state === 'good') for (const run of this.#held.splice(0)) run();
  }
}

/** An open way to the server, of which either end may be gone without the other's knowing. */
export interface Line {
  readonly browser: string;
  readonly tab: string;
  /** The server counts it among its connections. */
  served: boolean;
  /** Nothing gets through any more, and nobody is told. */
  mute: boolean;
  /** The server's process has ended. */
  reset(): void;
}

const OFFLINE = 'Failed to fetch';

export class Network {
  /** Whose tasks are under way: nobody can freeze or kill them. */
  readonly wires: Owner = createOwner('the network');
  readonly lines = new Set<Line>();
  server!: SimServer;

  constructor(
    readonly time: Time,
    readonly chance: Chance,
  ) {}

  /** The server's connections of a browser. */
  served(browser: string): Line[] {
    return [...this.lines].filter(line => line.served && line.browser === browser);
  }

  /** `fetch` of a tab. */
  fetch(link: Link, tab: Owner): typeof globalThis.fetch {
    const { time, wires } = this;
    return (input, init = {}) =>
      new Promise((resolve, reject) => {
        const { signal } = init;
        const back = (run: () => void) => {
          time.after(0, run, tab, {});
        };
        const fail = () => {
          back(() => {
            reject(new TypeError(OFFLINE));
          });
        };
        signal?.addEventListener('abort', () => {
          reject(signal.reason as Error);
        });
        const url = new URL(String(input));
        const headers: Record<string, string> = { host: url.host };
        for (const [name, value] of Object.entries((init.headers ?? {}) as Record<string, string>))
          headers[name.toLowerCase()] = value;
        const body = new TextEncoder().encode(String(init.body ?? ''));
        /** Runs `run` at the other end. */
        const travel = (run: () => void) => {
          if (link.state === 'cut') return time.after(1, fail, wires);
          return time.after(
            link.way(),
            () => {
              link.through(() => {
                if (link.state === 'cut' || link.lost()) fail();
                else run();
              });
            },
            wires,
          );
        };
        travel(() => {
          const request = { method: init.method ?? 'GET', path: url.pathname, headers, body, ip: link.name };
          void this.server.rest(request).then(answer => {
            if (!answer) return time.after(link.way(), fail, wires);
            const { status, body: text } = answer;
            return travel(() => {
              back(() => {
                resolve({ status, ok: status < 300, json: async () => JSON.parse(text) as unknown } as Response);
              });
            });
          });
        });
      });
  }

  /** New tokens from the site's own server, which asks the IM server. */
  issue(link: Link, tab: Owner, userID: string, platformID: number) {
    const { time, wires } = this;
    return new Promise<{ imToken: string; chatToken: string }>((resolve, reject) => {
      const fail = () => {
        time.after(
          0,
          () => {
            reject(new TypeError(OFFLINE));
          },
          tab,
          {},
        );
      };
      if (link.state === 'cut' || link.lost()) return fail();
      time.after(
        link.way(),
        () => {
          link.through(() => {
            this.server.issue(userID, platformID).then(session => {
              time.after(
                link.way(),
                () => {
                  resolve(session);
                },
                tab,
                {},
              );
            }, fail);
          });
        },
        wires,
      );
    });
  }

  async handshake(request: HandshakeRequest) {
    const { process } = this.server;
    if (!process) return undefined;
    this.time.owner = process.owner;
    const handshake = await process.core.handshake(request).catch(() => undefined);
    return process.owner.dead ? undefined : handshake && { handshake, process };
  }
}
