/** Everything under /object that is called with a token (protocol §8.9); the bytes themselves travel by object-files.ts. */
import * as chat from '../../protocol/object-endpoints.js';
import * as codes from '../../protocol/codes.js';
import { refuse } from '../access.js';
import { route, type Call, type Route, type ServerContext } from '../context.js';
import { anything, id, listOf, text, whole, type Check } from '../fields.js';
import { checkName, objectURL } from '../object-names.js';
import {
  FORM_PATH,
  joinedHash,
  partCount,
  partLimits,
  PARTS_PATH,
  partSizeOf,
  signedURL,
  signParts,
} from '../object-parts.js';
import { checkRoom } from '../object-room.js';
import { finishUpload, nameKnown, openUpload, uploadOf, type Naming } from '../object-uploads.js';

const MB = 2 ** 20;
const DAY = 86_400_000;
const UPLOAD_LIFE = 7 * DAY;
const FORM_LIFE = 600_000;
/** Forms are read whole. */
const MAX_FORM = 32 * MB;
/** Uploads that a user may begin in a minute. */
const BEGINNINGS = 120;
const HEX = /^[0-9a-f]{32}$/;

const name = text(1024);
const type = text(255);
const cause = text(64);
const md5: Check<string> = (value, name) => {
  const hash = text(64)(value, name).toLowerCase();
  return HEX.test(hash) ? hash : refuse(codes.ServerInternalError, `${name} is not an MD5 of 32 hex digits`);
};

/** In the page the bytes' own address, which its elements can load; else where the caller reaches the server. */
function urlOf({ store, objects }: ServerContext, call: Call, name: string): string {
  const { hash = '' } = store.get('objectNames', [name]) ?? {};
  const object = store.get('objects', [hash]);
  return (object && objects.files.url?.(hash, object.type)) || objectURL(call.base ?? '', name);
}

const partLimit = route(chat.partLimit, 'user', {}, () => partLimits);

const partSize = route(chat.partSize, 'user', { size: whole() }, ({ options }, { size }) => ({
  size: partSizeOf(size, options.maxFileMb * MB),
}));

const initiateMultipartUpload = route(
  chat.initiateMultipartUpload,
  'user',
  // partSize is the server's own; the field is read by nobody.
  { hash: md5, size: whole(), partSize: anything, maxParts: whole(-1, 10_000), cause, name, contentType: type },
  async (context, { hash, size, maxParts, cause, name, contentType }, call) => {
    checkName(call, name);
    context.limits.take('uploads', call.userID, BEGINNINGS, 60_000);
    const naming: Naming = { name, type: contentType, cause };
    partSizeOf(size, context.options.maxFileMb * MB);
    checkRoom(context, call, size);
    if (await nameKnown(context, hash, size, naming)) return { url: urlOf(context, call, name), upload: null };
    const count = partCount({ size, partSize: partSizeOf(size, context.options.maxFileMb * MB) });
    if (maxParts > count) refuse(codes.ServerInternalError, `too many parts: there are ${count}`);
    const now = context.runtime.now();
    const upload = await openUpload(context, call, { hash, size, kind: 'multipart', life: UPLOAD_LIFE }, naming);
    const { uploadID, partSize, expireTime } = upload;
    const base = call.base ?? '';
    const numbers = Array.from({ length: maxParts < 0 ? count : maxParts }, (_, i) => i + 1);
    const one = { partNumber: 1, url: signedURL(base, PARTS_PATH, upload, 1, now), query: null, header: null };
    const sign =
      count === 1
        ? { url: '', query: null, header: null, parts: [one] }
        : maxParts
          ? signParts(base, upload, numbers, now)
          : null;
    return { url: '', upload: { uploadID, partSize, sign, expireTime } };
  },
);

const authSign = route(
  chat.authSign,
  'user',
  { uploadID: id, partNumbers: listOf(whole(1, 10_000), 10_000) },
  (context, { uploadID, partNumbers }, call) => {
    const upload = uploadOf(context, call, uploadID, 'multipart');
    const count = partCount(upload);
    if (count === 1) refuse(codes.ServerInternalError, 'an upload of one part has its whole address already');
    if (!partNumbers.length || partNumbers.some(one => one > count))
      refuse(codes.ServerInternalError, `parts have the numbers 1 to ${count}`);
    return signParts(call.base ?? '', upload, partNumbers, context.runtime.now());
  },
);

const completeMultipartUpload = route(
  chat.completeMultipartUpload,
  'user',
  { uploadID: id, parts: listOf(md5, 10_000), name, contentType: type, cause },
  async (context, { uploadID, parts, name, contentType, cause }, call) => {
    checkName(call, name);
    const upload = uploadOf(context, call, uploadID, 'multipart');
    if (parts.length !== partCount(upload) || joinedHash(parts) !== upload.hash)
      refuse(codes.ServerInternalError, 'the hashes of the parts do not make the announced hash');
    await finishUpload(context, upload, { name, type: contentType, cause });
    return { url: urlOf(context, call, name) };
  },
);

const initiateFormData = route(
  chat.initiateFormData,
  'user',
  { name, size: whole(), contentType: type, group: text(64) },
  async (context, { name, size, contentType, group }, call) => {
    checkName(call, name);
    context.limits.take('uploads', call.userID, BEGINNINGS, 60_000);
    if (size > MAX_FORM) refuse(codes.ArgsError, `a form can bring ${MAX_FORM} bytes: upload larger files in parts`);
    const naming: Naming = { name, type: contentType, cause: group };
    const upload = await openUpload(context, call, { hash: '', size, kind: 'form', life: FORM_LIFE }, naming);
    return {
      id: upload.uploadID,
      url: signedURL(call.base ?? '', FORM_PATH, upload, 0, context.runtime.now()),
      file: 'file',
      header: null,
      formData: { key: name },
      expires: upload.expireTime,
      successCodes: [200],
    };
  },
);

const completeFormData = route(chat.completeFormData, 'user', { id }, async (context, { id }, call) => {
  const upload = uploadOf(context, call, id, 'form');
  const { name, type, cause } = upload;
  await finishUpload(context, upload, { name, type, cause });
  return { url: urlOf(context, call, name) };
});

const query: Check<[string, string][]> = (value, name) =>
  Object.entries(value && typeof value === 'object' && !Array.isArray(value) ? value : {})
    .slice(0, 20)
    .map(([key, item]) => [text(64)(key, name), text(256)(item, `${name}.${key}`)]);

/** For everybody with a token, as the address itself is for everybody without. */
const accessURL = route(chat.accessURL, 'user', { name, query }, (context, { name, query }, call) => {
  if (!context.store.get('objectNames', [name])) refuse(codes.RecordNotFoundError, 'there is no file of this name');
  const url = urlOf(context, call, name);
  const more = query.length && /^https?:/.test(url) ? `?${new URLSearchParams(query)}` : '';
  return { url: url + more, expireTime: context.runtime.now() + 7 * DAY };
});

export const objectRoutes: Route[] = [
  partLimit,
  partSize,
  initiateMultipartUpload,
  authSign,
  completeMultipartUpload,
  initiateFormData,
  completeFormData,
  accessURL,
];
