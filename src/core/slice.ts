/** A slice of the state: how it is restored, loaded, and changed by notifications and by the user's own acts. */
import type { NoticeDetail, NoticeName } from '../protocol/notifications.js';

export type Notices = { [K in NoticeName]?: (detail: NoticeDetail<K>) => unknown };

export interface Slice<A extends object> {
  /** From the cache. */
  restore?(): Promise<void>;
  /** From the server: after each connecting, and when asked. */
  load(): Promise<unknown>;
  readonly notices?: Notices;
  /** Functions of the client that act on this slice. */
  readonly actions: A;
}

/**
 * One run at a time; a call during a run is answered by one more, begun after it, so that it sees what the caller saw.
 */
export function oneAtATime(run: () => Promise<void>): () => Promise<void> {
  let current: Promise<void> | undefined;
  let next: Promise<void> | undefined;
  const start = (): Promise<void> => {
    if (!current) return (current = run().finally(() => (current = undefined)));
    return (next ??= current
      .catch(() => undefined)
      .then(() => {
        next = undefined;
        return start();
      }));
  };
  return start;
}

/** The load that follows an act: the act is done, whether it comes or not; what is missing comes with a later one. */
export const follow = (load: () => Promise<unknown>) => load().catch(() => undefined);

export interface Page<T> {
  items: readonly T[];
  total: number;
}

/** Every page of a paged call. */
export async function allPages<T>(
  showNumber: number,
  page: (pagination: { pageNumber: number; showNumber: number }) => Promise<Page<T>>,
): Promise<T[]> {
  const all: T[] = [];
  for (let pageNumber = 1; ; pageNumber++) {
    const { items, total } = await page({ pageNumber, showNumber });
    all.push(...items);
    if (!items.length || all.length >= total) return all;
  }
}
