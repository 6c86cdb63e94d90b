/** Parts of the chat that only few need, loaded when they are needed. */
import { NetworkError } from '../../protocol/codes.js';
import { ImError } from '../../protocol/errors.js';

/** @returns what brings the part, once; a failure is tried again by the next who needs it. @throws ImError 10000 when it could not be loaded. */
export function later<T>(load: () => Promise<T>): () => Promise<T> {
  let coming: Promise<T> | undefined;
  return () =>
    (coming ??= load().catch((error: unknown) => {
      coming = undefined;
      throw new ImError(NetworkError, String(error), '', true);
    }));
}
