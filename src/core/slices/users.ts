/** Other people: their public profiles, asked for together and kept for the session; finding them. */
import * as api from '../../protocol/endpoints.js';
import type { UserFullInfo } from '../../protocol/model.js';
import type { Client } from '../api.js';
import type { Scope } from '../scope.js';
import type { Slice } from '../slice.js';

export type UserActions = Pick<Client, 'getUsersInfo' | 'getUsersFullInfo' | 'searchUsers'>;

/** Asks within so many ms go out together, so many IDs in a call at most. */
const GATHER = 20;
const BATCH = 200;

export function users(scope: Scope, hasAccount: () => boolean): Slice<UserActions> {
  /** IDs that were answered, known or not. */
  const fresh = new Set<string>();
  const wanted = new Set<string>();
  let asking: Promise<void> | undefined;

  const ask = async () => {
    await scope.sleep(GATHER);
    asking = undefined;
    for (const ids = [...wanted]; ids.length;) {
      const userIDs = ids.splice(0, BATCH);
      for (const id of userIDs) wanted.delete(id);
      const { usersInfo } = await scope.call(api.getUsersInfo, { userIDs });
      for (const id of userIDs) fresh.add(id);
      scope.set(
        'users',
        new Map([...scope.state.users, ...(usersInfo ?? []).map(user => [user.userID, user] as const)]),
      );
    }
  };
  const getUsersInfo = async (userIDs: readonly string[]) => {
    const missing = userIDs.filter(id => !fresh.has(id));
    for (const id of missing) wanted.add(id);
    if (missing.length) await (asking ??= ask());
    return userIDs.flatMap(id => scope.state.users.get(id) ?? []);
  };
  /** What the IM server alone knows. */
  const asFull = async (userIDs: readonly string[]) =>
    (await getUsersInfo(userIDs)) as Partial<UserFullInfo>[] as UserFullInfo[];

  return {
    // After a pause anybody may have another name.
    load: async () => {
      fresh.clear();
    },
    notices: {
      friendInfoUpdated({ userID }) {
        if (fresh.delete(userID)) return getUsersInfo([userID]);
      },
    },
    actions: {
      getUsersInfo,
      async getUsersFullInfo(userIDs) {
        return hasAccount()
          ? ((await scope.call(api.findUsersFull, { userIDs: [...userIDs] })).users ?? [])
          : asFull(userIDs);
      },
      async searchUsers(keyword, { offset, count } = { offset: 0, count: 20 }) {
        const pagination = { pageNumber: Math.floor(offset / count) + 1, showNumber: count };
        const { total, users } = hasAccount()
          ? await scope.call(api.searchUsersFull, { keyword, pagination, normal: 1 })
          : { total: 1, users: await asFull([keyword]) };
        return { total, users: users ?? [] };
      },
    },
  };
}
