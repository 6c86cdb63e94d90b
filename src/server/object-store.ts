/** Where the bytes of files are kept (protocol §8.9). Adapters: a folder (node-objects.ts), memory (object-store-memory.ts). */

/** More bytes came than were announced. */
export class TooManyBytesError extends Error {
  override name = 'TooManyBytesError';
}
/** There is no room left for more. */
export class NoRoomError extends Error {
  override name = 'NoRoomError';
}

/** What an upload holds, as it is stored. */
export interface Digest {
  /** MD5 of each part, lower-case hex. */
  parts: string[];
  /** The first bytes, for `sniff`. */
  head: Uint8Array;
}

/**
 * Uploads under way, by their ID, and finished objects, by the hash of their parts. IDs and hashes are 32 hex digits:
 * the caller has checked that.
 */
export interface ObjectStore {
  /**
   * Writes the bytes of an upload from `offset` on, as they come.
   * @returns how many there were. @throws TooManyBytesError for more than `most`, NoRoomError, and what `chunks` throws.
   */
  write(uploadID: string, offset: number, chunks: AsyncIterable<Uint8Array>, most: number): Promise<number>;
  /** Undefined when not exactly `size` bytes are there. */
  digest(uploadID: string, size: number, partSize: number): Promise<Digest | undefined>;
  /** Makes the upload the object of this hash; it is on disk when this ends. What was there under the hash is replaced. */
  keep(uploadID: string, hash: string): Promise<void>;
  discard(uploadID: string): Promise<void>;
  /** Bytes `start` up to, not including, `end`; undefined when the object is gone. */
  read(hash: string, start: number, end: number): Promise<AsyncIterable<Uint8Array> | undefined>;
  remove(hash: string): Promise<void>;
  /** All that is there, for sweeping. */
  list(): Promise<{ hashes: string[]; uploadIDs: string[] }>;
  /** The MIME type the first bytes show; "" when they show none. */
  sniff(head: Uint8Array): Promise<string>;
  /** In the page: an address that its elements can load. Elsewhere `/object/<name>` is one. */
  url?(hash: string, type: string): string | undefined;
}

/** Bytes of a file's beginning that `sniff` gets. */
export const HEAD_BYTES = 4100;
