/** How much a user's files take, kept as a running total: no upload adds up all of them. */
import * as codes from '../protocol/codes.js';
import { refuse } from './access.js';
import type { Call, ServerContext } from './context.js';
import type { Store } from './store/port.js';

const MB = 2 ** 20;
/** Of one user. */
const MAX_NAMES = 20_000;

/** Call it in the transaction that names or frees files. */
export function addUse(store: Store, userID: string, files: number, bytes: number): void {
  const use = store.get('fileUse', [userID]) ?? { userID, files: 0, bytes: 0 };
  store.put('fileUse', { userID, files: use.files + files, bytes: use.bytes + bytes });
}

/** When all of a user's files are gone. */
export function forgetUse(store: Store, userID: string): void {
  store.delete('fileUse', [userID]);
}

/** @throws ImError 1001 when there is no room for `size` more bytes of this user; what is under way counts. */
export function checkRoom({ store, options }: ServerContext, call: Call, size: number): void {
  if (call.isAdmin) return;
  const { userID } = call;
  const { files, bytes } = store.get('fileUse', [userID]) ?? { files: 0, bytes: 0 };
  if (files >= MAX_NAMES) refuse(codes.ArgsError, `a user can have ${MAX_NAMES} files at most`);
  // Few at most: the oldest makes room for a new one.
  const underWay = store
    .range('uploads', { index: 'byUser', prefix: [userID] })
    .reduce((total, row) => total + row.size, 0);
  if (bytes + underWay + size > options.userFilesMb * MB)
    refuse(codes.ArgsError, `there is no room for this file: a user's files may have ${options.userFilesMb} MB`);
}
