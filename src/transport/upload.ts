/** One PUT of raw bytes, with progress where the platform has XMLHttpRequest (protocol §8.9). Loaded when a file is sent. */
import { NetworkError, TooManyRequests } from '../protocol/codes.js';
import { ImError } from '../protocol/errors.js';
import type { UploadRequest } from '../protocol/port.js';

/** ms without progress after which a PUT has failed; without any word of progress, ms in all. */
const SILENCE = 30_000;
const PATIENCE = 300_000;

const gone = (url: string) => new ImError(NetworkError, `no answer: ${new URL(url).origin}`);
/** The address is a permission, so words name no more of it than its host. */
function check(status: number, url: string) {
  if (status < 200 || status > 299)
    throw new ImError(
      status,
      `HTTP ${status}: ${new URL(url).origin} did not take the file`,
      '',
      status >= 500 || status === TooManyRequests,
    );
}

async function byFetch(fetch: typeof globalThis.fetch, { url, headers, body, onProgress, signal }: UploadRequest) {
  const late = AbortSignal.timeout(PATIENCE);
  // Bytes: not every fetch of a page's own takes a Blob.
  const bytes = new Uint8Array(await body.arrayBuffer());
  const { status } = await fetch(url, {
    method: 'PUT',
    headers,
    body: bytes,
    signal: signal ? AbortSignal.any([signal, late]) : late,
  }).catch(() => {
    signal?.throwIfAborted();
    throw gone(url);
  });
  check(status, url);
  onProgress?.(body.size);
}

const byRequest = ({ url, headers, body, onProgress, signal }: UploadRequest) =>
  new Promise<number>((resolve, reject) => {
    const request = new XMLHttpRequest();
    const stop = () => {
      request.abort();
    };
    let timer: ReturnType<typeof setTimeout>;
    const alive = () => {
      clearTimeout(timer);
      timer = setTimeout(stop, SILENCE);
    };
    request.upload.onprogress = ({ loaded }) => {
      alive();
      onProgress?.(loaded);
    };
    request.onload = () => {
      resolve(request.status);
    };
    request.onerror = request.onabort = () => {
      reject(signal?.aborted ? (signal.reason as Error) : gone(url));
    };
    request.onloadend = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', stop);
    };
    request.open('PUT', url);
    for (const name in headers) request.setRequestHeader(name, headers[name]!);
    signal?.addEventListener('abort', stop);
    alive();
    request.send(body);
  });

/**
 * @param fetch - the page's own; without one the platform's.
 * @throws ImError 10000 network, else the HTTP status as code; an abort rejects with the signal's reason.
 */
export async function upload(request: UploadRequest, fetch?: typeof globalThis.fetch): Promise<void> {
  request.signal?.throwIfAborted();
  if (fetch || typeof XMLHttpRequest === 'undefined') return byFetch(fetch ?? globalThis.fetch, request);
  check(await byRequest(request), request.url);
  request.onProgress?.(request.body.size);
}
