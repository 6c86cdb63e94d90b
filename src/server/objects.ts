/** The server's files: who writes or finishes what at the moment, and the removal of what nobody needs (protocol §8.9). */
import * as codes from '../protocol/codes.js';
import { ImError } from '../protocol/errors.js';
import { whereabouts } from './answers.js';
import type { ObjectStore } from './object-store.js';
import type { Runtime, Timer } from './runtime.js';
import type { Store } from './store/port.js';

const refuse = (words: string): never => {
  throw new ImError(codes.ArgsError, words);
};

const SWEEP_MS = 3_600_000;

export interface Objects {
  readonly files: ObjectStore;
  /** Part of an upload is being written until the returned function is called. @throws ImError 1001 while it is finished. */
  writing(uploadID: string): () => void;
  /** Finishes or drops an upload: nothing is written to it meanwhile. @throws ImError 1001 while parts of it come in. */
  alone<R>(uploadID: string, work: () => Promise<R>): Promise<R>;
  /** One at a time for each hash, so that nothing is removed that is just being named. */
  withHash<R>(hash: string, work: () => Promise<R>): Promise<R>;
  /** Soon removes those of the objects that have no name any more; not part of the transaction that is running. */
  dropUnnamed(hashes: readonly string[]): void;
  /** Removes uploads that were not finished in time, objects without a name, and bytes that belong to nothing. */
  sweep(): Promise<void>;
  close(): void;
}

interface Parts {
  store: Store;
  runtime: Runtime;
  files: ObjectStore;
}

export function createObjects({ store, runtime, files }: Parts): Objects {
  const writers = new Map<string, number>();
  const closed = new Set<string>();
  const queues = new Map<string, Promise<unknown>>();
  let timer: Timer | undefined;
  let open = true;

  const warn = (event: string) => (error: unknown) => {
    if (open) runtime.log('warn', event, whereabouts(error));
  };

  async function withHash<R>(hash: string, work: () => Promise<R>): Promise<R> {
    const before = queues.get(hash) ?? Promise.resolve();
    const mine = before.then(work);
    const done = mine.catch(() => undefined);
    queues.set(hash, done);
    try {
      return await mine;
    } finally {
      if (queues.get(hash) === done) queues.delete(hash);
    }
  }

  async function alone<R>(uploadID: string, work: () => Promise<R>): Promise<R> {
    // Who still writes could change the bytes after they were checked.
    if (writers.get(uploadID) || closed.has(uploadID))
      refuse('parts of this upload are still under way: finish it when they are done');
    closed.add(uploadID);
    try {
      return await work();
    } finally {
      closed.delete(uploadID);
    }
  }

  const dropIfUnnamed = (hash: string) =>
    withHash(hash, async () => {
      if (!open || store.count('objectNames', { index: 'byHash', prefix: [hash] })) return;
      store.delete('objects', [hash]);
      await files.remove(hash);
    });

  const dropUpload = (uploadID: string) =>
    alone(uploadID, async () => {
      store.delete('uploads', [uploadID]);
      await files.discard(uploadID);
    });

  async function sweepAll(): Promise<void> {
    for (const { uploadID } of store.range('uploads', { index: 'byExpiry', upTo: runtime.now() })) {
      if (!writers.get(uploadID) && !closed.has(uploadID)) await dropUpload(uploadID);
      if (!open) return;
    }
    const { hashes, uploadIDs } = await files.list();
    for (const uploadID of uploadIDs) {
      if (!open) return;
      if (!store.get('uploads', [uploadID]) && !writers.get(uploadID) && !closed.has(uploadID))
        await dropUpload(uploadID);
    }
    if (!open) return;
    // Bytes without a row are left by a process that ended in between; those being finished now hold the hash.
    const rows = store.range('objects').map(row => row.hash);
    for (const hash of new Set([...hashes, ...rows])) {
      if (!open) return;
      await dropIfUnnamed(hash);
    }
  }

  /** What is begun when the server stops fails on what is closed by then: the next start sweeps again. */
  async function sweep(): Promise<void> {
    try {
      if (open) await sweepAll();
    } catch (error) {
      if (open) throw error;
    }
  }

  function schedule(ms: number): void {
    timer = runtime.after(ms, () => {
      sweep()
        .catch(warn('sweeping files failed'))
        .finally(() => {
          if (open) schedule(SWEEP_MS);
        });
    });
  }
  schedule(SWEEP_MS);

  return {
    files,
    writing(uploadID) {
      if (closed.has(uploadID)) refuse('this upload is being finished');
      writers.set(uploadID, (writers.get(uploadID) ?? 0) + 1);
      return () => {
        const left = writers.get(uploadID)! - 1;
        if (left) writers.set(uploadID, left);
        else writers.delete(uploadID);
      };
    },
    alone,
    withHash,
    dropUnnamed(hashes) {
      runtime.after(0, () => {
        for (const hash of hashes) dropIfUnnamed(hash).catch(warn('removing a file failed'));
      });
    },
    sweep,
    close() {
      open = false;
      timer?.cancel();
    },
  };
}
