/** The own profile: the IM record, and the account's where there is an account service. */
import * as api from '../../protocol/endpoints.js';
import type { Client } from '../api.js';
import type { Scope } from '../scope.js';
import { oneAtATime, type Slice } from '../slice.js';
import type { Profile } from '../state.js';

export type ProfileActions = Pick<Client, 'getSelfUserInfo' | 'setSelfInfo' | 'exportAccount'>;

const equal = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** @param hasAccount - the session came from the account service. */
export function profile(scope: Scope, hasAccount: () => boolean): Slice<ProfileActions> {
  const { userID } = scope;
  const load = oneAtATime(async () => {
    const [{ usersInfo }, account] = await Promise.all([
      scope.call(api.getUsersInfo, { userIDs: [userID] }),
      // Nice to have: the profile must not fail with it.
      hasAccount() ? scope.call(api.findUsersFull, { userIDs: [userID] }).catch(() => undefined) : undefined,
    ]);
    const im = usersInfo?.[0];
    if (!im) return;
    const before = scope.state.profile;
    const next: Profile = { ...(account ? account.users?.[0] : before), ...im };
    if (equal(before, next)) return;
    scope.set('profile', next);
    scope.put(['profile'], next);
    if (before) scope.emit('selfInfoUpdated', next);
  });
  return {
    async restore() {
      const cached = (await scope.get(['profile'])) as Profile | undefined;
      if (cached) scope.set('profile', cached);
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
        // The account service passes names and pictures on, but can't clear a picture.
        const im = Object.entries({ nickname, faceURL, ex, globalRecvMsgOpt }).filter(([, value]) => value !== undefined);
        if (im.length) await scope.call(api.updateUserInfoEx, { userInfo: { userID, ...Object.fromEntries(im) } });
        await load();
      },
      exportAccount: () => scope.call(api.exportAccount, { userID }),
    },
  };
}
