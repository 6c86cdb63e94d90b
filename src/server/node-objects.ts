/** Files in a folder: `objects/ab/<hash>`, and `uploads/<ID>` while they are under way. Never whole in memory. */
import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { fileTypeFromBuffer } from 'file-type/core';
import { HEAD_BYTES, NoRoomError, TooManyBytesError, type ObjectStore } from './object-store.js';
import { sniffShort } from './object-types.js';

const CHUNK = 256 * 2 ** 10;
const NAME = /^[0-9a-f]{32}$/;

const codeOf = (error: unknown) => (error as NodeJS.ErrnoException).code;
const isGone = (error: unknown) => codeOf(error) === 'ENOENT';
const isFull = (error: unknown) => ['ENOSPC', 'EDQUOT', 'EFBIG'].includes(codeOf(error) ?? '');

/** The names are made of digits alone before they become paths, whatever the caller has checked. */
function safe(name: string): string {
  if (!NAME.test(name)) throw new TypeError('not 32 hex digits');
  return name;
}

async function sizeOf(path: string): Promise<number | undefined> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}

/** The entry of a file is on disk only when its folder is. */
async function syncFolder(path: string): Promise<void> {
  // Windows opens no folders; it writes their entries through.
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** @param folder - the server's data folder; locked by its database, so no other process writes here. */
export function createFolderObjects(folder: string): ObjectStore {
  const objects = join(folder, 'objects');
  const uploads = join(folder, 'uploads');
  for (const path of [objects, uploads]) mkdirSync(path, { recursive: true, mode: 0o700 });
  const shelf = (hash: string) => join(objects, safe(hash).slice(0, 2));
  const objectPath = (hash: string) => join(shelf(hash), hash);
  const uploadPath = (uploadID: string) => join(uploads, safe(uploadID));

  /** For writing in the middle, too: neither "w" (empties it) nor "r+" (must exist) would do. */
  async function openUpload(uploadID: string): Promise<FileHandle> {
    const path = uploadPath(uploadID);
    try {
      return await open(path, 'r+');
    } catch (error) {
      if (!isGone(error)) throw error;
    }
    try {
      return await open(path, 'wx+', 0o600);
    } catch (error) {
      // Another part of it was first.
      if (codeOf(error) === 'EEXIST') return open(path, 'r+');
      throw error;
    }
  }

  /** Opened when the first bytes are asked for: what nobody reads holds no file open. Closed also when the reader stops early. */
  async function* readSpan(path: string, start: number, end: number): AsyncGenerator<Uint8Array> {
    const handle = await open(path, 'r');
    try {
      for (let at = start; at < end;) {
        const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafe(Math.min(CHUNK, end - at)), 0, null, at);
        if (!bytesRead) throw new Error('the file is shorter than it was');
        at += bytesRead;
        yield buffer.subarray(0, bytesRead);
      }
    } finally {
      await handle.close();
    }
  }

  return {
    async write(uploadID, offset, chunks, most) {
      const handle = await openUpload(uploadID);
      try {
        let written = 0;
        for await (const chunk of chunks) {
          if (written + chunk.length > most) throw new TooManyBytesError(`more than ${most} bytes`);
          for (let at = 0; at < chunk.length;)
            at += (await handle.write(chunk, at, chunk.length - at, offset + written + at)).bytesWritten;
          written += chunk.length;
        }
        return written;
      } catch (error) {
        throw isFull(error) ? new NoRoomError('the disk is full') : error;
      } finally {
        await handle.close();
      }
    },

    async digest(uploadID, size, partSize) {
      const path = uploadPath(uploadID);
      if ((await sizeOf(path)) !== size) return undefined;
      const hashes = Array.from({ length: Math.ceil(size / partSize) }, () => createHash('md5'));
      let head = Buffer.alloc(0);
      let at = 0;
      for await (const chunk of readSpan(path, 0, size)) {
        if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk.subarray(0, HEAD_BYTES - head.length)]);
        for (let from = 0; from < chunk.length;) {
          const part = Math.floor((at + from) / partSize);
          const to = Math.min(chunk.length, (part + 1) * partSize - at);
          hashes[part]!.update(chunk.subarray(from, to));
          from = to;
        }
        at += chunk.length;
      }
      return { parts: hashes.map(hash => hash.digest('hex')), head };
    },

    async keep(uploadID, hash) {
      const path = uploadPath(uploadID);
      const handle = await open(path, 'r+');
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
      await mkdir(shelf(hash), { recursive: true, mode: 0o700 });
      await rename(path, objectPath(hash));
      await syncFolder(shelf(hash));
      await syncFolder(objects);
    },

    discard: uploadID => rm(uploadPath(uploadID), { force: true }),

    async read(hash, start, end) {
      const path = objectPath(hash);
      return (await sizeOf(path)) === undefined ? undefined : readSpan(path, start, end);
    },

    remove: hash => rm(objectPath(hash), { force: true }),

    async list() {
      const hashes: string[] = [];
      for (const name of await readdir(objects)) {
        if (!(await stat(join(objects, name))).isDirectory()) continue;
        hashes.push(...(await readdir(join(objects, name))).filter(one => NAME.test(one)));
      }
      return { hashes, uploadIDs: (await readdir(uploads)).filter(one => NAME.test(one)) };
    },

    // It looks past the tags of a song, which may be longer than what it is given.
    sniff: async head => (await fileTypeFromBuffer(head))?.mime ?? sniffShort(head),
  };
}
