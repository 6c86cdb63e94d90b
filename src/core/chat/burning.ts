/** Messages that burn after reading (feature O27). Loaded with the first of them. */
import type { CoreOptions } from '../api.js';
import type { Scope } from '../scope.js';

export type Burning = [conversationID: string, seq: number, at: number];

/**
 * @param remove - deletes messages, here and on the server.
 * @returns what takes messages that begin to burn; their rows are kept under `['burn', conversationID, seq]`.
 */
export function openBurning(
  { scope, clock }: { scope: Scope; clock: CoreOptions['clock'] },
  remove: (conversationID: string, seqs: number[]) => Promise<unknown>,
) {
  const burning = new Map<string, Burning>();
  let cancel: (() => void) | undefined;
  const sweep = () => {
    cancel?.();
    let next = Infinity;
    for (const [key, [id, seq, at]] of burning) {
      if (at > clock.now()) {
        next = Math.min(next, at);
        continue;
      }
      burning.delete(key);
      // Where the server can't be reached the row stays, for the next start.
      remove(id, [seq]).then(
        () => {
          scope.put(['burn', id, seq], undefined);
        },
        () => undefined,
      );
    }
    // A timer can't wait longer than 24 days.
    if (next < Infinity) cancel = scope.after(Math.min(next - clock.now(), 1e9), sweep);
  };
  return (rows: readonly Burning[]) => {
    for (const row of rows) burning.set(row.slice(0, 2).join(), row);
    sweep();
  };
}
