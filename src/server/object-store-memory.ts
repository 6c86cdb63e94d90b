/** Files in memory: for the in-page server, and for Node without a folder. They end with the process. */
import { md5 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import { HEAD_BYTES, NoRoomError, TooManyBytesError, type ObjectStore } from './object-store.js';
import { isShown, sniffShort } from './object-types.js';

/** Bytes of all files. */
const ROOM = 256 * 2 ** 20;

export interface MemoryObjectsOptions {
  room?: number;
  /** Gives an address for bytes (in a page: a `blob:` URL), until `release`. */
  address?: { make(bytes: Uint8Array, type: string): string; release(url: string): void };
}

export function createMemoryObjects({ room = ROOM, address }: MemoryObjectsOptions = {}): ObjectStore {
  const uploads = new Map<string, Uint8Array>();
  const objects = new Map<string, Uint8Array>();
  const urls = new Map<string, string>();
  let used = 0;

  /** Room for `length` bytes of the upload; what is already there stays. */
  function grow(uploadID: string, length: number): Uint8Array {
    const old = uploads.get(uploadID) ?? new Uint8Array();
    if (old.length >= length) return old;
    if (used + length - old.length > room) throw new NoRoomError('the memory for files is full');
    used += length - old.length;
    const bytes = new Uint8Array(length);
    bytes.set(old);
    uploads.set(uploadID, bytes);
    return bytes;
  }
  function forget(map: Map<string, Uint8Array>, key: string): void {
    used -= map.get(key)?.length ?? 0;
    map.delete(key);
  }
  function release(hash: string): void {
    const url = urls.get(hash);
    if (url) address?.release(url);
    urls.delete(hash);
  }

  async function* slice(bytes: Uint8Array) {
    yield bytes;
  }

  return {
    async write(uploadID, offset, chunks, most) {
      let written = 0;
      for await (const chunk of chunks) {
        if (written + chunk.length > most) throw new TooManyBytesError(`more than ${most} bytes`);
        grow(uploadID, offset + written + chunk.length).set(chunk, offset + written);
        written += chunk.length;
      }
      return written;
    },
    digest(uploadID, size, partSize) {
      const bytes = uploads.get(uploadID);
      if (bytes?.length !== size) return Promise.resolve(undefined);
      const parts: string[] = [];
      for (let at = 0; at < size; at += partSize) parts.push(bytesToHex(md5(bytes.subarray(at, at + partSize))));
      return Promise.resolve({ parts, head: bytes.subarray(0, HEAD_BYTES) });
    },
    keep(uploadID, hash) {
      const bytes = uploads.get(uploadID);
      if (!bytes) return Promise.reject(new Error('the upload is gone'));
      forget(objects, hash);
      objects.set(hash, bytes);
      uploads.delete(uploadID);
      return Promise.resolve();
    },
    discard(uploadID) {
      forget(uploads, uploadID);
      return Promise.resolve();
    },
    read: (hash, start, end) => {
      const bytes = objects.get(hash);
      return Promise.resolve(bytes && slice(bytes.subarray(start, end)));
    },
    remove(hash) {
      release(hash);
      forget(objects, hash);
      return Promise.resolve();
    },
    list: () => Promise.resolve({ hashes: [...objects.keys()], uploadIDs: [...uploads.keys()] }),
    sniff: head => Promise.resolve(sniffShort(head)),
    ...(address && {
      url(hash: string, type: string) {
        const bytes = objects.get(hash);
        if (!bytes) return undefined;
        // The page's own address has the page's rights: what could run as a page must not have its type.
        const url = urls.get(hash) ?? address.make(bytes, isShown(type) ? type : 'application/octet-stream');
        urls.set(hash, url);
        return url;
      },
    }),
  };
}
