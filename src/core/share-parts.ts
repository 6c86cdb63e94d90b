/** What the sharing of a session between tabs is given, and what it gives (share.ts). */
import type { Clock } from './api.js';
import type { CallParts } from './share-calls.js';
import type { SharePlatform } from './sharing.js';
import type { Store } from './store.js';

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
