/** From an announced upload to a named object (protocol §8.9). */
import * as codes from '../protocol/codes.js';
import { randomID } from '../protocol/ids.js';
import { refuse } from './access.js';
import type { Call, ServerContext } from './context.js';
import { addUse, checkRoom, forgetUse } from './object-room.js';
import { joinedHash, partSizeOf } from './object-parts.js';
import { servedType } from './object-types.js';
import type { Row } from './store/tables.js';

const MB = 2 ** 20;
/** Of one user, under way; the oldest makes room for a new one. */
const MAX_UPLOADS = 20;

export interface Naming {
  name: string;
  type: string;
  cause: string;
}

/** Whose a file is: a name begins with its owner. */
const ownerOf = (name: string) => name.slice(0, Math.max(0, name.indexOf('/')));

/** Gives a name to an object that is there; call it in a transaction. What the name showed before may go. */
export function nameObject(
  { store, runtime, objects }: ServerContext,
  hash: string,
  size: number,
  { name, type, cause }: Naming,
): void {
  const old = store.get('objectNames', [name]);
  const userID = ownerOf(name);
  store.put('objectNames', { name, hash, userID, size, type, cause, createTime: runtime.now() });
  addUse(store, userID, old ? 0 : 1, size - (old?.size ?? 0));
  if (old && old.hash !== hash) objects.dropUnnamed([old.hash]);
}

/** Names an object that somebody has uploaded before. @returns false when there is none with these bytes. */
export function nameKnown(context: ServerContext, hash: string, size: number, naming: Naming): Promise<boolean> {
  const { store, objects } = context;
  return objects.withHash(hash, async () => {
    if (store.get('objects', [hash])?.size !== size || !(await objects.files.read(hash, 0, 1))) return false;
    store.transaction(() => nameObject(context, hash, size, naming));
    return true;
  });
}

/** Announces an upload. @param hash - of its parts; "" when it is learnt at the end (forms). */
export async function openUpload(
  context: ServerContext,
  call: Call,
  { hash, size, kind, life }: { hash: string; size: number; kind: 'multipart' | 'form'; life: number },
  { name, type, cause }: Naming,
): Promise<Row<'uploads'>> {
  const { store, runtime, options, objects } = context;
  const partSize = partSizeOf(size, options.maxFileMb * MB);
  checkRoom(context, call, size);
  const random = () => randomID(bytes => runtime.random(bytes));
  const upload: Row<'uploads'> = {
    uploadID: random(),
    userID: call.userID,
    name,
    hash,
    size,
    partSize,
    type,
    cause,
    kind,
    secret: random() + random(),
    expireTime: runtime.now() + life,
  };
  const mine = store.range('uploads', { index: 'byUser', prefix: [call.userID] });
  if (mine.length >= MAX_UPLOADS) {
    const [oldest] = mine.sort((a, b) => a.expireTime - b.expireTime);
    // First, as it may be refused: nothing of the new one is left then.
    await objects.alone(oldest!.uploadID, async () => {
      store.delete('uploads', [oldest!.uploadID]);
      await objects.files.discard(oldest!.uploadID);
    });
  }
  store.put('uploads', upload);
  return upload;
}

/** The caller's upload. @throws ImError 1004, 1701 when its time is over */
export function uploadOf(
  { store, runtime }: ServerContext,
  call: Call,
  uploadID: string,
  kind: string,
): Row<'uploads'> {
  const upload = store.get('uploads', [uploadID]);
  if (!upload || upload.kind !== kind || (upload.userID !== call.userID && !call.isAdmin))
    return refuse(codes.RecordNotFoundError, 'there is no such upload: it may be finished already');
  if (upload.expireTime <= runtime.now()) refuse(codes.FileUploadedExpiredError, 'this upload is too old: start anew');
  return upload;
}

/**
 * Checks the bytes of an upload and names them; on disk when it ends.
 * @throws ImError 500 when they are not those that were announced; parts may be put again then.
 */
export function finishUpload(context: ServerContext, upload: Row<'uploads'>, naming: Naming): Promise<void> {
  const { store, runtime, objects } = context;
  const { uploadID, size, partSize } = upload;
  const { files } = objects;
  return objects.alone(uploadID, async () => {
    const digest =
      (await files.digest(uploadID, size, partSize)) ??
      refuse(codes.ServerInternalError, `the stored size is not the announced ${size} bytes: put all parts`);
    const hash = joinedHash(digest.parts);
    if (upload.hash && upload.hash !== hash)
      refuse(codes.ServerInternalError, 'the hash of the stored bytes is not the announced one');
    const type = servedType(await files.sniff(digest.head));
    await objects.withHash(hash, async () => {
      // What is there stays: MD5 alone does not prove that both are the same.
      const isKnown = store.get('objects', [hash])?.size === size && (await files.read(hash, 0, 1)) !== undefined;
      if (!isKnown) await files.keep(uploadID, hash);
      store.transaction(() => {
        if (!isKnown) store.put('objects', { hash, size, type, createTime: runtime.now() });
        nameObject(context, hash, size, naming);
        store.delete('uploads', [uploadID]);
      });
    });
    await files.discard(uploadID);
  });
}

/** Takes a user's files away; call it in a transaction. Their bytes go when nobody else has them. */
export function forgetObjects({ store, objects }: ServerContext, userID: string): void {
  const names = store.range('objectNames', { index: 'byUser', prefix: [userID] });
  for (const { name } of names) store.delete('objectNames', [name]);
  forgetUse(store, userID);
  for (const { uploadID } of store.range('uploads', { index: 'byUser', prefix: [userID] }))
    store.delete('uploads', [uploadID]);
  objects.dropUnnamed([...new Set(names.map(row => row.hash))]);
}
