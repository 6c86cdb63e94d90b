/** Locks and channels as browsers have them, between clients of one process: the ground for tests of several tabs. */
import type { SharePlatform } from '../../src/core/sharing.js';
import { openTabs } from '../../src/core/tabs.js';
import type { Sharing } from '../../src/core/sharing.js';

interface Waiting {
  granted: () => Promise<void>;
  resolve(value?: unknown): void;
  reject(error: unknown): void;
  owner: object;
}

/** One browser: its tabs share locks and channels. */
export function createBrowser() {
  const holders = new Map<string, Waiting>();
  const queues = new Map<string, Waiting[]>();
  const channels = new Map<string, Set<{ deliver(data: unknown): void }>>();

  const take = (name: string, next: Waiting) => {
    holders.set(name, next);
    void next.granted().then(
      () => {
        next.resolve();
        if (holders.get(name) === next) free(name);
      },
      (error: unknown) => {
        next.reject(error);
        if (holders.get(name) === next) free(name);
      },
    );
  };
  const free = (name: string) => {
    holders.delete(name);
    const next = queues.get(name)?.shift();
    if (next) queueMicrotask(() => take(name, next));
  };
  const stolen = () => new DOMException('stolen', 'AbortError');

  return {
    /** A new tab; `kill` ends it without a word, `freeze` stops it until `thaw`, `hide` and `show` are the page's events. */
    tab() {
      const me = {};
      let dead = false;
      let frozen: (() => void)[] | undefined;
      let visible = true;
      let page: { hide(): void; show(): void } | undefined;
      const later = (run: () => void) => {
        setTimeout(() => {
          if (dead) return;
          if (frozen) frozen.push(run);
          else run();
        });
      };
      const mine: { close(): void }[] = [];
      const platform: SharePlatform = {
        locks: {
          request(name, { signal, steal }, granted) {
            return new Promise((resolve, reject) => {
              const next: Waiting = {
                granted: () =>
                  new Promise<void>((done, failed) => {
                    later(() => {
                      granted().then(done, failed);
                    });
                  }),
                resolve,
                reject: error => {
                  later(() => {
                    reject(error as Error);
                  });
                },
                owner: me,
              };
              const queue = queues.get(name) ?? [];
              queues.set(name, queue);
              signal?.addEventListener('abort', () => {
                const at = queue.indexOf(next);
                if (at < 0) return;
                queue.splice(at, 1);
                next.reject(stolen());
              });
              if (steal) {
                holders.get(name)?.reject(stolen());
                take(name, next);
              } else if (holders.has(name) || queue.length) queue.push(next);
              else take(name, next);
            });
          },
        },
        channel(name) {
          const all = channels.get(name) ?? new Set();
          channels.set(name, all);
          const self = {
            onmessage: null as ((event: { data: unknown }) => void) | null,
            postMessage(message: unknown) {
              if (dead || frozen || !all.has(self)) return;
              for (const other of all) if (other !== self) other.deliver(structuredClone(message));
            },
            deliver(data: unknown) {
              later(() => {
                if (all.has(self)) self.onmessage?.({ data });
              });
            },
            close() {
              all.delete(self);
            },
          };
          all.add(self);
          mine.push(self);
          return self;
        },
        onPage(hide, show) {
          page = { hide, show };
          return () => (page = undefined);
        },
        visible: () => visible,
      };
      return {
        platform,
        share: async (): Promise<Sharing> => ({ openTabs, platform }),
        hide() {
          page?.hide();
        },
        show() {
          page?.show();
        },
        look(now: boolean) {
          visible = now;
        },
        freeze() {
          frozen = [];
        },
        thaw() {
          const waiting = frozen ?? [];
          frozen = undefined;
          for (const run of waiting) run();
        },
        kill() {
          dead = true;
          for (const channel of mine) channel.close();
          for (const [name, queue] of queues)
            queues.set(
              name,
              queue.filter(({ owner }) => owner !== me),
            );
          for (const [name, { owner }] of holders) if (owner === me) free(name);
        },
      };
    },
  };
}
