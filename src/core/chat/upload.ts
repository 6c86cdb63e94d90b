/** Sends a file in parts (protocol §8.9): a known one not at all, an interrupted one from where it stopped. Loaded with the first file. */
import { _MD5 } from '@noble/hashes/legacy.js';
import * as api from '../../protocol/object-endpoints.js';
import type { KeyValues, SignPart, UploadSign } from '../../protocol/chat-model.js';
import {
  ClientArgsError,
  LoginOutError,
  NetworkError,
  NetworkTimeoutError,
  UnknownError,
} from '../../protocol/codes.js';
import { ImError } from '../../protocol/errors.js';
import { hex } from '../../protocol/ids.js';
import type { ChatActions } from './api.js';
import type { ChatParts } from './parts.js';

type UploadParams = Parameters<ChatActions['uploadFile']>[0];

/** Bytes hashed at a time: no task above 50 ms, on a slow phone either. */
const SLICE = 256 << 10;
/** Signatures asked for at a time, and the ms for which they are used. */
const SIGNED = 20;
const FRESH = 60_000;
/** A step that failed is tried so often; pauses (ms) double from the first. */
const TRIES = 5;
const PAUSE = 500;

/** Codes of a network that went away: nothing was refused. */
const lost = new Set<number>([NetworkError, NetworkTimeoutError]);

/** What is known of a file that was not sent completely. */
interface Progress {
  partSize: number;
  /** MD5 hex of each part. */
  parts: string[];
  uploadID: string;
  /** Signatures by part number. */
  signs: Map<number, { at: number; url: string; headers: Record<string, string> }>;
  /** Part numbers that the storage has. */
  done: Set<number>;
}
/** The same Blob again goes on where it was. */
const begun = new WeakMap<Blob, Progress>();

/** MD5 hex of bytes that come in slices; between two of them others have their turn. */
async function md5(blob: Blob, signal?: AbortSignal): Promise<string> {
  const hash = new _MD5();
  for (let at = 0; at < blob.size; at += SLICE) {
    signal?.throwIfAborted();
    hash.update(new Uint8Array(await blob.slice(at, at + SLICE).arrayBuffer()));
  }
  return hex(hash.digest());
}

/** Where a part goes: what all share, overridden by its own (§8.9, step 4). @param base - of a server that does not know its own address. */
function request(sign: UploadSign, part: SignPart, base: string) {
  const url = new URL(part.url || sign.url, base);
  const headers: Record<string, string> = {};
  const each = (lists: (KeyValues[] | null)[], act: (key: string, values: string[]) => void) => {
    for (const { key, values } of lists.flatMap(list => list ?? [])) act(key, values);
  };
  each([sign.query, part.query], (key, values) => {
    url.searchParams.delete(key);
    for (const value of values) url.searchParams.append(key, value);
  });
  each([sign.header, part.header], (key, values) => {
    headers[key] = values.join(', ');
  });
  return { url: url.href, headers };
}

/** Tries again what may pass, and waits while the connection is known to be gone. */
function patience({ scope, store }: UploadPlace, signal?: AbortSignal) {
  const connected = () =>
    new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!scope.alive) reject(new ImError(LoginOutError, 'signed out'));
        else if (signal?.aborted) reject(signal.reason as Error);
        else if (scope.state.connection.status === 'connected') resolve();
        else return;
        off();
        signal?.removeEventListener('abort', look);
      };
      const off = store.on(['connection'], look);
      signal?.addEventListener('abort', look);
      look();
    });
  return async <T>(act: () => Promise<T>): Promise<T> => {
    for (let tries = 0; ;) {
      try {
        signal?.throwIfAborted();
        return await act();
      } catch (error) {
        if (!(error instanceof ImError) || !error.retryable || !scope.alive || ++tries >= TRIES) throw error;
        if (scope.state.connection.status !== 'connected') {
          await connected();
          tries = 0;
        }
        await scope.sleep(PAUSE * 2 ** tries * (0.5 + scope.chance()));
      }
    }
  };
}

export type UploadPlace = Pick<ChatParts, 'scope' | 'options' | 'store'>;

/**
 * @param params.name - of the object: begins with the own userID and a slash.
 * @throws ImError 10002 empty or too large, 10000 when the network stays away, else what the server or the storage says;
 * an abort rejects with the signal's reason.
 */
export async function upload(
  place: UploadPlace,
  { file, name, contentType = file.type, cause = '', onProgress, signal }: UploadParams,
): Promise<{ url: string }> {
  const { scope, options } = place;
  const { backend, clock } = options;
  const { size } = file;
  const patiently = patience(place, signal);
  if (!size) throw new ImError(ClientArgsError, `"${name}" is empty: an empty file cannot be uploaded`);
  const send = backend.upload;
  if (!send) throw new ImError(ClientArgsError, 'this backend takes no files');

  const { minPartSize, maxPartSize, maxNumSize } = await patiently(() => scope.call(api.partLimit, {}));
  if (size > maxPartSize * maxNumSize)
    throw new ImError(ClientArgsError, `"${name}" is too large: a file may have ${maxPartSize * maxNumSize} bytes`);
  const partSize = size <= minPartSize * maxNumSize ? minPartSize : Math.ceil(size / maxNumSize);
  const count = Math.ceil(size / partSize);
  const part = (number: number) => file.slice((number - 1) * partSize, Math.min(size, number * partSize));

  let known = begun.get(file);
  if (known?.partSize !== partSize) {
    const parts = [];
    for (let number = 1; number <= count; number++) parts.push(await md5(part(number), signal));
    begun.set(file, (known = { partSize, parts, uploadID: '', signs: new Map(), done: new Set() }));
  }
  const progress = known;
  const { parts, signs, done } = progress;
  const hash = await md5(new Blob([parts.join()]));

  const learn = (sign: UploadSign | null) => {
    for (const each of sign?.parts ?? [])
      signs.set(each.partNumber, { at: clock.now(), ...request(sign!, each, backend.id) });
  };
  /** @returns the address when the server has such a file already. */
  const initiate = async () => {
    const maxParts = Math.min(SIGNED, count);
    const asked = { hash, size, partSize, maxParts, cause, name, contentType };
    const { url, upload } = await scope.call(api.initiateMultipartUpload, asked);
    if (!upload) return url;
    if (upload.partSize !== partSize) throw new ImError(UnknownError, 'the server cuts files into other parts');
    progress.uploadID = upload.uploadID;
    done.clear();
    learn(upload.sign);
    return '';
  };
  const put = async (number: number) => {
    let sign = signs.get(number);
    const fresh = !sign || clock.now() - sign.at > FRESH;
    if (fresh) {
      // Only several parts can be signed again; a single one begins anew.
      const partNumbers = parts.map((_, at) => at + 1).filter(at => at >= number && !done.has(at));
      if (count > 1)
        learn(
          await scope.call(api.authSign, { uploadID: progress.uploadID, partNumbers: partNumbers.slice(0, SIGNED) }),
        );
      else if (await initiate()) return;
      sign = signs.get(number);
    }
    if (!sign) throw new ImError(UnknownError, `the server signed no address for part ${number}`);
    const body = part(number);
    const before = done.size * partSize;
    try {
      await send({
        url: sign.url,
        headers: sign.headers,
        body,
        signal,
        onProgress: loaded => onProgress?.(Math.min(before + loaded, size), size),
      });
    } catch (error) {
      // The next try asks for a new signature; one that was new and refused will be refused again.
      signs.delete(number);
      if (error instanceof ImError && !fresh && !error.retryable)
        throw new ImError(error.errCode, error.errMsg, '', true);
      throw error;
    }
    done.add(number);
  };
  const run = async () => {
    const url = progress.uploadID ? '' : await patiently(initiate);
    if (url) return url;
    for (let number = 1; number <= count; number++) if (!done.has(number)) await patiently(() => put(number));
    const { uploadID } = progress;
    return (
      await patiently(() => scope.call(api.completeMultipartUpload, { uploadID, parts, name, contentType, cause }))
    ).url;
  };

  for (let again = true; ; again = false) {
    try {
      const url = await run();
      begun.delete(file);
      onProgress?.(size, size);
      return { url };
    } catch (error) {
      // Cut off: the next call goes on from here. Refused: an upload that the server forgot begins anew, once.
      if (!(error instanceof ImError) || !scope.alive || lost.has(error.errCode)) throw error;
      const had = progress.uploadID;
      progress.uploadID = '';
      signs.clear();
      done.clear();
      if (!had || !again) throw error;
    }
  }
}
