/** How far a list is: what elements show before, besides or instead of its rows. */
import type { ImError } from '../protocol/errors.js';

/** loading: nothing to show yet; cached: shown from the cache, refreshing; ready; error: the last load failed, what was there stays. */
export interface ListState {
  readonly status: 'loading' | 'cached' | 'ready' | 'error';
  readonly error?: ImError;
  /** Older pages remain on the server (requests). */
  readonly more?: boolean;
}
