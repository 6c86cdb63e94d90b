/** Other people: their public profiles, asked for together and kept for the session; finding them. */
import * as api from '../../protocol/endpoints.js';
import type { PublicUserInfo, UserFullInfo } from '../../protocol/model.js';
import type { Client } from '../api.js';
import type { Scope } from '../scope.js';
import type { Slice } from '../slice.js';

export type UserActions = Pick<Client, 'getUsersInfo' | 'getUsersFullInfo' | 'searchUsers'>;

/** Asks within so many ms go out as one call, of so many IDs at most. */
const GATHER = 20;
const BATCH = 200;

/** What the IM server alone knows, in the account's shape. */
const asFull = (user: PublicUserInfo): UserFullInfo => ({
  password: '', account: '', phoneNumber: '', areaCode: '', email: '', gender: 0, level: 0, birth: 0, allowAddFriend: 1, allowBeep: 1,
  allowVibration: 1, globalRecvMsgOpt: 0, registerType: 0, userID: user.userID, nickname: user.nickname, faceURL: user.faceURL,
});

export function users(scope: Scope, hasAccount: () => boolean): Slice<UserActions> {
  /** IDs that were answered, known or not. */
  const fresh = new Set<string>();
  let wanted = new Set<string>();
  let asking: Promise<void> | undefined;

  const ask = async () => {
    await scope.sleep(GATHER);
    asking = undefined;
    const ids = [...wanted];
    wanted = new Set();
    for (let at = 0; at < ids.length; at += BATCH) {
      const userIDs = ids.slice(at, at + BATCH);
      const { usersInfo } = await scope.call(api.getUsersInfo, { userIDs });
      const next = new Map(scope.state.users);
      for (const { userID, nickname, faceURL, ex } of usersInfo ?? []) next.set(userID, { userID, nickname, faceURL, ex });
      scope.set('users', next);
      for (const id of userIDs) fresh.add(id);
    }
  };
  const getUsersInfo = async (userIDs: readonly string[]) => {
    const missing = userIDs.filter(id => !fresh.has(id));
    if (missing.length) {
      for (const id of missing) wanted.add(id);
      await (asking ??= ask());
    }
    return userIDs.flatMap(id => scope.state.users.get(id) ?? []);
  };

  return {
    // After a pause anybody may have another name.
    async load() {
      fresh.clear();
      if (scope.state.users.size) await getUsersInfo([...scope.state.users.keys()]);
    },
    notices: {
      friendInfoUpdated({ userID }) {
        if (fresh.delete(userID)) return getUsersInfo([userID]);
      },
    },
    actions: {
      getUsersInfo,
      async getUsersFullInfo(userIDs) {
        if (!hasAccount()) return (await getUsersInfo(userIDs)).map(asFull);
        return (await scope.call(api.findUsersFull, { userIDs: [...userIDs] })).users ?? [];
      },
      async searchUsers(keyword, { offset, count } = { offset: 0, count: 20 }) {
        if (!hasAccount()) {
          const found = (await getUsersInfo([keyword])).map(asFull);
          return { total: found.length, users: found };
        }
        const pagination = { pageNumber: Math.floor(offset / count) + 1, showNumber: count };
        const { total, users: found } = await scope.call(api.searchUsersFull, { keyword, pagination, normal: 1 });
        return { total, users: found ?? [] };
      },
    },
  };
}
