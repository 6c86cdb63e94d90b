/** A network of one client's own, that can be cut, and that can lose single requests or answers. */
import type { Endpoint } from '../../src/protocol/endpoints.js';
import { ImError } from '../../src/protocol/errors.js';
import type { Backend, Socket } from '../../src/protocol/port.js';

const gone = () => new ImError(10000, 'no network');

/** What happens to a call: `go` lets it through. */
export type Fate = (path: string, go: () => Promise<unknown>) => Promise<unknown>;

export interface OwnNetwork {
  up: boolean;
  /** Paths of the calls that reached the server. */
  readonly reached: string[];
  fate: Fate;
  /** The request does its work, the answer never comes. */
  loseAnswers(path: RegExp): void;
  /** The request never gets there. */
  loseRequests(path: RegExp): void;
  heal(): void;
  /** False: connections are cut, and nothing passes. */
  set(up: boolean): void;
  readonly backend: Backend;
}

export function ownNetwork(backend: Backend): OwnNetwork {
  const cuts = new Set<() => void>();
  const net: OwnNetwork = {
    up: true,
    reached: [],
    fate: (_, go) => go(),
    loseAnswers(path) {
      net.fate = async (at, go) => {
        if (!path.test(at)) return go();
        await go();
        throw gone();
      };
    },
    loseRequests(path) {
      net.fate = async (at, go) => {
        if (path.test(at)) throw gone();
        return go();
      };
    },
    heal() {
      net.fate = (_, go) => go();
    },
    set(up) {
      net.up = up;
      if (!up) for (const cut of [...cuts]) cut();
    },
    backend: {
      ...backend,
      call: ((endpoint: Endpoint<unknown, unknown>, ...rest: [unknown]) => {
        if (!net.up) return Promise.reject(gone());
        const { path } = endpoint;
        return net.fate(path, async () => {
          net.reached.push(path);
          const answer = await backend.call(endpoint, ...rest);
          if (!net.up) throw gone();
          return answer;
        });
      }) as Backend['call'],
      socket(events) {
        const inner = backend.socket(events);
        const cut = () => {
          inner.close();
          events.lost(gone());
        };
        return {
          ...inner,
          dial(credentials) {
            if (net.up) {
              cuts.add(cut);
              inner.dial(credentials);
            } else {
              events.connecting();
              events.lost(gone());
            }
          },
          request: ((frame, data) =>
            net.up ? inner.request(frame, data) : Promise.reject(gone())) as Socket['request'],
          probe: ms => (net.up ? inner.probe(ms) : Promise.reject(gone())),
          close() {
            cuts.delete(cut);
            inner.close();
          },
        } satisfies Socket;
      },
    } satisfies Backend,
  };
  return net;
}
