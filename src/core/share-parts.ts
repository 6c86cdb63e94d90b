/** What the sharing of a session between tabs is given, and what it gives (share.ts). */
import type { Clock } from './api.js';
import type { CallParts } from './share-calls.js';
import type { Store } from './store.js';

export type { Origin } from './share-calls.js';

/** What the platform gives; in a browser `navigator.locks`, `BroadcastChannel`, and the page's own events. */
export interface SharePlatform {
  locks: {
    request(
      name: string,
      options: { signal?: AbortSignal; steal?: boolean },
      granted: () => Promise<void>,
    ): Promise<unknown>;
  };
  channel(name: string): {
    postMessage(message: unknown): void;
    onmessage: ((event: { data: unknown }) => void) | null;
    close(): void;
  };
  /** Calls `hide` when the page goes (for good, or to come back), `show` when it is back; gives the unsubscribe function. */
  onPage(hide: () => void, show: () => void): () => void;
  /** Somebody looks at the page. */
  visible(): boolean;
}

export interface ShareParts<S extends object> extends CallParts {
  platform: SharePlatform;
  /** Whose session: client name and server. */
  name: string;
  /** This tab's; no two are the same. */
  id: string;
  clock: Clock;
  store: Store<S>;
  /** Every tab's own. */
  own: readonly (keyof S)[];
  /** Maps whose keys say whose entry it is: `TAB\nKEY`; the tab sees only its own, as `KEY`. */
  views: readonly (keyof S)[];
  /** Begins to lead: resolves when there is a state to show. */
  lead(): Promise<void>;
  /** Ends it; it may come back. */
  rest(): void;
  /** An event, in a tab that follows. */
  told(event: string, detail: unknown): void;
  /** What this tab wants watched, and what another does (undefined: it is gone). */
  wants(): unknown;
  wanted(tab: string, wants: unknown): void;
  /** What the next leader needs, and is no state. */
  kept(): unknown;
  keep(kept: unknown): void;
}

export interface Share {
  /** There is a state to show: one's own, or the leader's. */
  readonly ready: Promise<void>;
  leads(): boolean;
  /** Has the leader do it. @throws ImError 10000 when the leader went, and nobody knows whether it is done. */
  call(name: string, args: unknown[]): Promise<unknown>;
  /** The leader's event goes to all. */
  emit(event: string, detail: unknown): void;
  /** What this tab wants watched has changed. */
  want(): void;
  /** What the next leader needs has changed. */
  keep(): void;
  /** Ends it for good, also what was led. */
  leave(): void;
}
