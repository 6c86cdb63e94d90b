/** Friend entries, requests and blacklists as stored and as told (protocol §6). */
import { addSource, type BlackInfo, type FriendInfo, type FriendRequest } from '../protocol/model.js';
import type { ServerContext } from './context.js';
import { publicUser } from './repo-users.js';
import type { Store } from './store/port.js';
import type { Row } from './store/tables.js';
import { bump, changed } from './versions.js';
import type { Tell } from './write.js';

type Parts = Pick<ServerContext, 'store' | 'runtime'>;

export const lists = (store: Store, ownerUserID: string, userID: string) =>
  store.get('friends', [ownerUserID, userID]) !== undefined;

/** All whose list has the user: those a change of the profile concerns. */
export const watchersOf = (store: Store, userID: string) =>
  store.range('friends', { index: 'byFriend', prefix: [userID] }).map(row => row.ownerUserID);

/** The whole list in its order: pinned first, then as inserted. */
export const friendsInOrder = (store: Store, ownerUserID: string, page?: { offset: number; limit: number }) =>
  store.range('friends', { index: 'byOrder', prefix: [ownerUserID], ...page });

const seconds = (ms: number) => Math.floor(ms / 1000);

/** Without `friendUser`, `createTime` in ms. */
export const bareFriend = (row: Row<'friends'>) => ({
  ownerUserID: row.ownerUserID,
  remark: row.remark,
  createTime: row.createTime,
  addSource: row.addSource,
  operatorUserID: row.operatorUserID,
  ex: row.ex,
  isPinned: row.rank === 0,
});

/** `createTime` in **seconds**; of `friendUser` only four fields are filled (protocol §6.1). */
export const friendInfo = (store: Store, row: Row<'friends'>): FriendInfo => ({
  ...bareFriend(row),
  createTime: seconds(row.createTime),
  friendUser: { ...publicUser(store, row.userID), createTime: 0, appMangerLevel: 0, globalRecvMsgOpt: 0 },
});

/** Without `blackUserInfo`, `createTime` in ms. */
export const bareBlack = ({ ownerUserID, createTime, operatorUserID, ex }: Row<'blacks'>) => ({
  ownerUserID,
  createTime,
  addSource: 0,
  operatorUserID,
  ex,
});

/** `createTime` in ms; `get_black_list` alone has seconds. */
export const blackInfo = (store: Store, row: Row<'blacks'>): BlackInfo => ({
  ...bareBlack(row),
  blackUserInfo: publicUser(store, row.userID),
});
export const blackInfoInSeconds = (store: Store, row: Row<'blacks'>): BlackInfo => ({
  ...blackInfo(store, row),
  createTime: seconds(row.createTime),
});

/** Times in ms, names and pictures of both as they are now. */
export function requestInfo(store: Store, row: Row<'requests'>): FriendRequest {
  const from = publicUser(store, row.fromUserID);
  const to = publicUser(store, row.toUserID);
  return {
    ...row,
    fromNickname: from.nickname,
    fromFaceURL: from.faceURL,
    toNickname: to.nickname,
    toFaceURL: to.faceURL,
  };
}

/** Adds an entry at the end of the owner's list, unless there is one. Does not bump. */
function addEntry(
  { store, runtime }: Parts,
  ownerUserID: string,
  userID: string,
  source: number,
  operatorUserID: string,
): boolean {
  if (lists(store, ownerUserID, userID)) return false;
  const last = (rank: number) =>
    store.range('friends', { index: 'byOrder', prefix: [ownerUserID, rank], reverse: true, limit: 1 })[0]?.seq ?? 0;
  const seq = Math.max(last(0), last(1)) + 1;
  store.put('friends', {
    ownerUserID,
    userID,
    remark: '',
    createTime: runtime.now(),
    addSource: source,
    operatorUserID,
    ex: '',
    rank: 1,
    seq,
  });
  return true;
}

/** Friends by an accepted application: missing entries are made, both versions grow (protocol §6.2). */
export function befriend(parts: Parts, applicant: string, accepter: string): void {
  for (const [owner, other] of [
    [applicant, accepter],
    [accepter, applicant],
  ] as const) {
    const isNew = addEntry(parts, owner, other, addSource.application, applicant);
    bump(parts, 'friends', owner, [other], isNew ? changed.inserted : changed.updated);
  }
}

/** Friends without asking, on both sides (`import_friend`, default friends): 1201 without a request for each. */
export function importFriends(
  parts: Parts,
  tell: Tell,
  ownerUserID: string,
  friendUserIDs: readonly string[],
  operatorUserID: string,
): void {
  const added = friendUserIDs.filter(friend => addEntry(parts, ownerUserID, friend, addSource.import, operatorUserID));
  if (added.length) bump(parts, 'friends', ownerUserID, added, changed.inserted);
  for (const friend of friendUserIDs) {
    if (addEntry(parts, friend, ownerUserID, addSource.import, operatorUserID))
      bump(parts, 'friends', friend, [ownerUserID], changed.inserted);
    const fromToUserID = { fromUserID: ownerUserID, toUserID: friend };
    tell('friendApplicationApproved', friend, ownerUserID, {
      fromToUserID,
      handleMsg: '',
      friendVersion: 0,
      friendVersionID: '',
      request: null,
    });
  }
}
