/** The runtime of the page: Web Crypto, compression streams, timers. Node has all of it, too: tests run on it. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Runtime } from './runtime.js';

/** The in-page server's data lives as long as the page does: this only keeps its shape the same as the real one's. */
const ROUNDS = 1000;
const UNDER_WAY_MS = 2000;

async function run(
  data: Uint8Array,
  stream: CompressionStream | DecompressionStream,
  limit: number,
): Promise<Uint8Array> {
  const reader = new Blob([data as BlobPart]).stream().pipeThrough(stream).getReader();
  const parts: Uint8Array[] = [];
  let size = 0;
  for (let next = await reader.read(); !next.done; next = await reader.read()) {
    size += next.value.length;
    if (size > limit) {
      await reader.cancel().catch(() => undefined);
      throw new RangeError(`gzip: unpacks to more than ${limit} bytes`);
    }
    parts.push(next.value);
  }
  const out = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    out.set(part, at);
    at += part.length;
  }
  return out;
}

/** @param overrides - what a test owns: its clock, its timers, its chance, its log. */
export function pageRuntime(overrides: Partial<Runtime> = {}): Runtime {
  return {
    now: () => Date.now(),
    random: bytes => crypto.getRandomValues(bytes as Uint8Array<ArrayBuffer>),
    after(ms, run) {
      const timer: unknown = setTimeout(run, ms);
      // In Node a timer is an object. What is under way keeps the process alive; heartbeats and deadlines must not.
      if (typeof timer === 'object' && ms > UNDER_WAY_MS) (timer as { unref(): void }).unref();
      return {
        cancel: () => {
          clearTimeout(timer as number);
        },
      };
    },
    async slowHash(secret, salt) {
      const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(secret), 'PBKDF2', false, [
        'deriveBits',
      ]);
      return new Uint8Array(
        await crypto.subtle.deriveBits(
          { name: 'PBKDF2', hash: 'SHA-256', salt: salt as BufferSource, iterations: ROUNDS },
          key,
          256,
        ),
      );
    },
    sha256: text => bytesToHex(sha256(utf8ToBytes(text))),
    gzip: data => run(data, new CompressionStream('gzip'), Infinity),
    gunzip: (data, limit) => run(data, new DecompressionStream('gzip'), limit),
    log: (level, event, fields) => {
      if (level !== 'info') console[level](`im-elements server: ${event}`, fields ?? '');
    },
    ...overrides,
  };
}
