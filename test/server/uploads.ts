/** Files, as a client uploads them to a real server: MD5s, calls, signed addresses. */
import { createHash } from 'node:crypto';
import type { UploadInfo, UploadSign } from '../../src/protocol/chat-model.js';
import type { RestEnvelope } from '../../src/protocol/model.js';
import { createImServer, type ImServer, type ImServerSetup } from '../../src/server.js';
import { insertUser } from '../../src/server/repo-users.js';

export const MB = 2 ** 20;
export const PART = 5 * MB;
export const md5 = (data: Uint8Array | string) => createHash('md5').update(data).digest('hex');
export const partsOf = (bytes: Uint8Array) =>
  Array.from({ length: Math.ceil(bytes.length / PART) }, (_, i) => bytes.subarray(i * PART, (i + 1) * PART));
export const hashOf = (bytes: Uint8Array) => md5(partsOf(bytes).map(md5).join(','));

/** The smallest picture that is one, and more bytes behind it. */
export const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);

/** Bytes that look like chance, the same for the same seed. */
export function noise(length: number, seed = 1): Buffer {
  const bytes = Buffer.alloc(length);
  let state = seed;
  for (let i = 0; i < length; i++) bytes[i] = (state = (Math.imul(state, 1103515245) + 12345) >>> 0) >>> 16;
  return bytes;
}

/** The address to put a part to. */
export function addressOf(sign: UploadSign, partNumber: number): string {
  const part = sign.parts!.find(one => one.partNumber === partNumber)!;
  const url = new URL(part.url || sign.url);
  for (const { key, values } of [...(sign.query ?? []), ...(part.query ?? [])]) url.searchParams.set(key, values[0]!);
  return url.href;
}

export class Site {
  readonly #tokens = new Map<string, string>();

  constructor(readonly server: ImServer) {}

  static async start(setup: ImServerSetup = {}): Promise<Site> {
    const site = new Site(
      await createImServer({ port: 0, policy: 0, limitFactor: Infinity, logLine: () => undefined, ...setup }),
    );
    const { context } = site.server;
    for (const userID of ['a', 'b'])
      if (!context.store.get('users', [userID])) insertUser(context, { userID, nickname: userID });
    return site;
  }

  async token(userID: string): Promise<string> {
    const known = this.#tokens.get(userID);
    if (known) return known;
    const { token } = await this.server.context.tokens.issue(userID, 5);
    this.#tokens.set(userID, token);
    return token;
  }

  async ask<R = Record<string, unknown>>(
    path: string,
    body: object,
    { who = 'a', headers = {} }: { who?: string; headers?: Record<string, string> } = {},
  ): Promise<RestEnvelope<R>> {
    const response = await fetch(this.server.url + path, {
      method: 'POST',
      headers: { operationID: 'test', token: await this.token(who), ...headers },
      body: JSON.stringify(body),
    });
    return (await response.json()) as RestEnvelope<R>;
  }

  async ok<R = Record<string, unknown>>(path: string, body: object, who = 'a'): Promise<R> {
    const { errCode, errDlt, data } = await this.ask<R>(path, body, { who });
    if (errCode) throw new Error(`${path}: ${errCode} ${errDlt}`);
    return data!;
  }

  initiate(bytes: Uint8Array, name: string, { who = 'a', hash = hashOf(bytes), maxParts = -1 } = {}) {
    const request = { hash, size: bytes.length, partSize: PART, maxParts, cause: '', name, contentType: 'x/y' };
    return this.ok<{ url: string; upload: UploadInfo | null }>('/object/initiate_multipart_upload', request, who);
  }

  complete(bytes: Uint8Array, uploadID: string, name: string, who = 'a') {
    const request = { uploadID, parts: partsOf(bytes).map(md5), name, contentType: 'x/y', cause: '' };
    return this.ask<{ url: string }>('/object/complete_multipart_upload', request, { who });
  }

  put(url: string, bytes: Uint8Array, headers: Record<string, string> = {}) {
    return fetch(url, { method: 'PUT', body: bytes as BodyInit, headers });
  }

  /** The whole way; gives the file's address. */
  async upload(bytes: Uint8Array, name: string, who = 'a'): Promise<string> {
    const { url, upload } = await this.initiate(bytes, name, { who });
    if (!upload) return url;
    for (const [i, part] of partsOf(bytes).entries()) {
      const { status } = await this.put(addressOf(upload.sign!, i + 1), part);
      if (status !== 200) throw new Error(`part ${i + 1}: ${status}`);
    }
    const { data, errDlt } = await this.complete(bytes, upload.uploadID, name, who);
    if (!data) throw new Error(errDlt);
    return data.url;
  }
}
