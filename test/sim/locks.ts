/** `navigator.locks` of one browser, for its tabs. */
import type { Owner, Time } from './time.js';

export interface LockOptions {
  signal?: AbortSignal;
  steal?: boolean;
  ifAvailable?: boolean;
}
type Callback<T> = (lock: { name: string } | null) => T | Promise<T>;
interface Holder {
  readonly tab: Owner;
  /** It was stolen. */
  lose(): void;
}
interface Waiter {
  readonly tab: Owner;
  grant(): void;
}
const aborted = (words: string) => new DOMException(words, 'AbortError');

export class SimLocks {
  readonly #held = new Map<string, Holder>();
  /** Names of all that were ever given. */
  readonly grants: string[] = [];
  readonly #queues = new Map<string, Waiter[]>();

  constructor(readonly time: Time) {}

  /** Who holds the lock. */
  holder(name: string): string | undefined {
    return this.#held.get(name)?.tab.name;
  }
  get names(): string[] {
    return [...this.#held.keys()];
  }

  /** The locks as a tab reaches them: what it is told comes as tasks of its own. */
  of(tab: Owner) {
    const { time } = this;
    const tell = (run: () => void) => {
      time.after(0, run, tab, this);
    };
    const request = <T>(name: string, options: LockOptions | Callback<T>, callback?: Callback<T>): Promise<T> => {
      const { signal, steal = false, ifAvailable = false } = typeof options === 'function' ? {} : options;
      const act = typeof options === 'function' ? options : callback!;
      return new Promise<T>((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason as Error);
        const grant = () => {
          const holder: Holder = {
            tab,
            lose: () => {
              tell(() => {
                reject(aborted('the lock was stolen'));
              });
            },
          };
          this.#held.set(name, holder);
          this.grants.push(name);
          tell(() => {
            signal?.removeEventListener('abort', abort);
            void (async () => act({ name }))()
              .then(resolve, reject)
              .finally(() => {
                if (this.#held.get(name) !== holder) return;
                this.#held.delete(name);
                this.#next(name);
              });
          });
        };
        const waiter: Waiter = { tab, grant };
        const abort = () => {
          const queue = this.#queues.get(name) ?? [];
          if (!queue.includes(waiter)) return;
          queue.splice(queue.indexOf(waiter), 1);
          reject((signal!.reason as Error | undefined) ?? aborted('the request was aborted'));
        };
        const held = this.#held.get(name);
        if (steal) {
          held?.lose();
          grant();
        } else if (ifAvailable && held) {
          tell(() => {
            void (async () => act(null))().then(resolve, reject);
          });
        } else {
          this.#queues.set(name, [...(this.#queues.get(name) ?? []), waiter]);
          signal?.addEventListener('abort', abort);
          this.#next(name);
        }
      });
    };
    return { request };
  }

  /** The tab is gone: what it held is free, what it waited for it needs no more. */
  release(tab: Owner): void {
    for (const [name, queue] of this.#queues)
      this.#queues.set(
        name,
        queue.filter(waiter => waiter.tab !== tab),
      );
    for (const [name, holder] of [...this.#held]) {
      if (holder.tab !== tab) continue;
      this.#held.delete(name);
      this.#next(name);
    }
  }

  #next(name: string): void {
    if (!this.#held.has(name)) this.#queues.get(name)?.shift()?.grant();
  }
}
