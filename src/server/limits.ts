/** Rate limits in memory: a token bucket per name and key; the longest unused are forgotten first. */
import { TooManyRequests } from '../protocol/codes.js';
import { ImError } from '../protocol/errors.js';
import type { Limits } from './context.js';
import type { Runtime } from './runtime.js';

/** Buckets kept for each name, apart: who fills one (handshakes, say) must not wash out another (logins). Some 2 MB each. */
export const MAX_BUCKETS = 10_000;

interface Bucket {
  left: number;
  time: number;
}

/** @param factor - multiplies every limit; Infinity switches them off. */
export function createLimits(runtime: Runtime, factor: number): Limits {
  const byName = new Map<string, Map<string, Bucket>>();
  return {
    take(name, key, limit, windowMs) {
      const most = limit * factor;
      if (most === Infinity) return;
      const buckets = byName.get(name) ?? new Map<string, Bucket>();
      byName.set(name, buckets);
      const id = key.slice(0, 256);
      const now = runtime.now();
      const old = buckets.get(id);
      const left = old ? Math.min(most, old.left + (Math.max(0, now - old.time) * most) / windowMs) : most;
      // Deleted and set again: the Map's order is the order of use.
      buckets.delete(id);
      buckets.set(id, { left: left < 1 ? left : left - 1, time: now });
      if (buckets.size > MAX_BUCKETS) buckets.delete(buckets.keys().next().value!);
      if (left < 1) {
        const seconds = Math.max(1, Math.ceil(((1 - left) * windowMs) / most / 1000));
        throw new ImError(TooManyRequests, `too many attempts, try again in ${seconds} s`);
      }
    },
  };
}
