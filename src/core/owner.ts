/** The row that says which tab may write: rows of another one are refused (scope.ts, cache.ts). */
import type { CacheKey } from './api.js';

export const OWNER: CacheKey = ['meta', 'owner'];
