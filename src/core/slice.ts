/** A slice of the state: how it is restored, loaded, and changed by notifications and by the user's own acts. */
import type { ImError } from '../protocol/errors.js';
import type { NoticeDetail, NoticeName } from '../protocol/notifications.js';
import type { ListName, Scope } from './scope.js';

export type Notices = { [K in NoticeName]?: (detail: NoticeDetail<K>) => unknown };

export interface Slice<A extends object> {
  /** From the cache. */
  restore?(): Promise<void>;
  /** From the server: after each connecting, and when asked. */
  load?(): Promise<void>;
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
    return (next ??= current.catch(() => undefined).then(() => {
      next = undefined;
      return start();
    }));
  };
  return start;
}

/** Pause (ms) before a load that failed for now is tried again; doubled by chance, so that clients spread. */
const AGAIN = 4000;

/** A load that tells the list's status, and comes again by itself when the failure may pass. */
export function listLoad(scope: Scope, names: readonly ListName[], run: () => Promise<void>): () => Promise<void> {
  let cancel: (() => void) | undefined;
  const load = oneAtATime(async () => {
    cancel?.();
    try {
      await run();
      for (const name of names) scope.list(name, { ...scope.state.lists[name], status: 'ready', error: undefined });
    } catch (error) {
      for (const name of names) scope.list(name, { ...scope.state.lists[name], status: 'error', error: error as ImError });
      if ((error as ImError).retryable && scope.state.connection.status === 'connected')
        cancel = scope.after(AGAIN * (1 + scope.chance()), () => { load().catch(() => undefined); });
      throw error;
    }
  });
  return load;
}

/** Every page of a paged call. */
export async function allPages<T>(size: number, page: (pagination: { pageNumber: number; showNumber: number }) => Promise<{ items: T[] | null; total: number }>): Promise<T[]> {
  const all: T[] = [];
  for (let pageNumber = 1; ; pageNumber++) {
    const { items, total } = await page({ pageNumber, showNumber: size });
    all.push(...(items ?? []));
    if (!items?.length || pageNumber * size >= total) return all;
  }
}
