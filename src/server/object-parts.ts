/** How files are cut into parts, and the signatures that let a part be put without a token (protocol §8.9). */
import { hmac } from '@noble/hashes/hmac.js';
import { md5 } from '@noble/hashes/legacy.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { KeyValues, UploadSign } from '../protocol/chat-model.js';
import * as codes from '../protocol/codes.js';
import { refuse } from './access.js';
import { equalSecrets } from './runtime.js';
import type { Row } from './store/tables.js';

/** As MinIO has them. */
export const partLimits = { minPartSize: 5 * 2 ** 20, maxPartSize: 5 * 2 ** 30, maxNumSize: 10_000 } as const;
/** ms for which a signature holds. */
export const SIGNATURE_LIFE = 86_400_000;

export const PARTS_PATH = '/object-parts';
export const FORM_PATH = '/object-form';

/** @param maxBytes - the operator's limit. @throws ImError 1001 */
export function partSizeOf(size: number, maxBytes: number): number {
  const { minPartSize, maxNumSize } = partLimits;
  if (size <= 0) refuse(codes.ArgsError, 'size must be greater than 0: empty files cannot be uploaded');
  if (size > maxBytes) refuse(codes.ArgsError, `files may have ${maxBytes} bytes here at most`);
  return size <= minPartSize * maxNumSize ? minPartSize : Math.ceil(size / maxNumSize);
}

export const partCount = ({ size, partSize }: Pick<Row<'uploads'>, 'size' | 'partSize'>) => Math.ceil(size / partSize);

/** The bytes of a part, and where they begin. `partNumber` from 1. */
export const partSpan = ({ size, partSize }: Pick<Row<'uploads'>, 'size' | 'partSize'>, partNumber: number) => {
  const offset = (partNumber - 1) * partSize;
  return { offset, length: Math.min(partSize, size - offset) };
};

/** The hash of a file, from those of its parts. */
export const joinedHash = (parts: readonly string[]) => bytesToHex(md5(utf8ToBytes(parts.join(','))));

const sign = (secret: string, text: string) => bytesToHex(hmac(sha256, utf8ToBytes(secret), utf8ToBytes(text)));
const textOf = (uploadID: string, partNumber: number, expires: number) => `${uploadID} ${partNumber} ${expires}`;

/** What the query of a part (or, with number 0, of a form) says besides the upload's ID. */
function signedQuery({ uploadID, secret }: Row<'uploads'>, partNumber: number, expires: number): [string, string][] {
  return [
    ['partNumber', String(partNumber)],
    ['expires', String(expires)],
    ['signature', sign(secret, textOf(uploadID, partNumber, expires))],
  ];
}
const expiry = (upload: Row<'uploads'>, now: number) => Math.min(upload.expireTime, now + SIGNATURE_LIFE);

/** A whole signed address. */
export function signedURL(base: string, path: string, upload: Row<'uploads'>, partNumber: number, now: number): string {
  const query = [['uploadId', upload.uploadID], ...signedQuery(upload, partNumber, expiry(upload, now))];
  return `${base}${path}?${new URLSearchParams(query)}`;
}

/** One address and what differs for each part. */
export function signParts(
  base: string,
  upload: Row<'uploads'>,
  partNumbers: readonly number[],
  now: number,
): UploadSign {
  const expires = expiry(upload, now);
  const list = (pairs: [string, string][]): KeyValues[] => pairs.map(([key, value]) => ({ key, values: [value] }));
  return {
    url: base + PARTS_PATH,
    query: list([['uploadId', upload.uploadID]]),
    header: null,
    parts: partNumbers.map(partNumber => ({
      partNumber,
      url: '',
      query: list(signedQuery(upload, partNumber, expires)),
      header: null,
    })),
  };
}

/** True when the query was made by the server for this part, and still holds. */
export function isSigned(upload: Row<'uploads'>, partNumber: number, query: URLSearchParams, now: number): boolean {
  const expires = Number(query.get('expires'));
  const expected = sign(upload.secret, textOf(upload.uploadID, partNumber, expires));
  return equalSecrets(query.get('signature') ?? '', expected) && expires > now;
}
