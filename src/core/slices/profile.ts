/** The own profile: the IM record, and the account's where there is an account service. */
import * as api from '../../protocol/endpoints.js';
import type { Client } from '../api.js';
import type { Scope } from '../scope.js';
import { follow, oneAtATime, type Slice } from '../slice.js';
import type { Profile } from '../state.js';

export type ProfileActions = Pick<Client, 'getSelfUserInfo' | 'setSelfInfo' | 'exportAccount'>;

/** @param hasAccount - the session came from the account service. */
export function profile(scope: Scope, hasAccount: () => boolean): Slice<ProfileActions> {
  const { userID } = scope;
  const userIDs = [userID];
  const load = oneAtATime(async () => {
    const before = scope.state.profile;
    // The account's part is nice to have: the profile must not fail with it.
    const account = hasAccount() && (await scope.call(api.findUsersFull, { userIDs }).catch(() => undefined));
    const { usersInfo } = await scope.call(api.getUsersInfo, { userIDs });
    const next = { ...(account ? account.users?.[0] : before), ...usersInfo?.[0] } as Profile;
    if (JSON.stringify(before) === JSON.stringify(next)) return;
    scope.set('profile', next);
    scope.put(['profile'], next);
    if (before) scope.emit('selfInfoUpdated', next);
  });
  return {
    async restore() {
      scope.set('profile', (await scope.get(['profile'])) as Profile | undefined);
    },
    load,
    notices: { userInfoUpdated: load },
    actions: {
      async getSelfUserInfo() {
        if (!scope.state.profile) await load();
        return scope.state.profile!;
      },
      async setSelfInfo({ ex, ...patch }) {
        const { nickname, faceURL, globalRecvMsgOpt } = patch;
        if (hasAccount() && Object.keys(patch).length) await scope.call(api.updateUser, { userID, ...patch });
        // The account service passes names and pictures on, but can't clear a picture. Absent fields do not travel.
        await scope.call(api.updateUserInfoEx, { userInfo: { userID, nickname, faceURL, ex, globalRecvMsgOpt } });
        await follow(load);
      },
      exportAccount: () => scope.call(api.exportAccount, { userID }),
    },
  };
}
