/** What shares one session between the tabs of a site, as far as a client knows it: its code is loaded where there can be other tabs. */

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

/** What a page loads: the code (tabs.ts), and what its platform has. */
export interface Sharing {
  /** @param parts - `TabsParts` of tabs.ts. */
  openTabs(parts: object, platform: SharePlatform): Share;
  platform: SharePlatform;
}
