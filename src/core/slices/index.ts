/** All slices of one session: a new one is one line here. */
import type { Client } from '../api.js';
import type { Slice } from '../slice.js';
import type { Scope, Watch } from '../scope.js';
import { blacks, type BlackActions } from './blacks.js';
import { friends, type FriendActions } from './friends.js';
import { presence, type PresenceActions } from './presence.js';
import { profile, type ProfileActions } from './profile.js';
import { requests, type RequestActions } from './requests.js';
import { users, type UserActions } from './users.js';

/** Friends come first: they are what people look at. */
export function openSlices(scope: Scope, watch: Watch, hasAccount: () => boolean) {
  const black = blacks(scope);
  const list = friends(scope, black.actions.getBlackList);
  const received = requests(scope, list.load);
  const slices = {
    friends: list,
    received,
    sent: received,
    blacks: black,
    profile: profile(scope, hasAccount),
    users: users(scope, hasAccount),
    presence: presence(scope, watch),
  };
  const all = [...new Set<Slice<object>>(Object.values(slices))];
  return {
    slices,
    all,
    // `core/acts.ts` does this one.
    actions: Object.assign({ cancelAct() {} }, ...all.map(slice => slice.actions)) as Pick<Client, 'cancelAct'> &
      FriendActions &
      RequestActions &
      BlackActions &
      ProfileActions &
      UserActions &
      PresenceActions,
  };
}
export type Slices = ReturnType<typeof openSlices>;
