/** All slices of one session: a new one is one line here. */
import type { Notices, Slice } from '../slice.js';
import type { ListName, Scope } from '../scope.js';
import { blacks } from './blacks.js';
import { friends } from './friends.js';
import { presence, type Watch } from './presence.js';
import { profile } from './profile.js';
import { requests } from './requests.js';
import { users } from './users.js';

export function openSlices(scope: Scope, watch: Watch, hasAccount: () => boolean) {
  const list = friends(scope);
  const known = {
    friends: list,
    requests: requests(scope, () => list.load!()),
    blacks: blacks(scope),
    profile: profile(scope, hasAccount),
    users: users(scope, hasAccount),
    presence: presence(scope, watch),
  };
  const all: Slice<object>[] = Object.values(known);
  return {
    presence: known.presence,
    actions: {
      ...known.friends.actions, ...known.requests.actions, ...known.blacks.actions, ...known.profile.actions, ...known.users.actions,
      ...known.presence.actions,
    },
    notices: all.map(slice => slice.notices ?? ({} as Notices)),
    reload: (list: ListName) => (list === 'friends' ? known.friends : list === 'blacks' ? known.blacks : known.requests).load!(),
    /** Friends first: their first block is what people look at. */
    restore: () => Promise.allSettled(all.map(slice => slice.restore?.())),
    load: () => Promise.allSettled(all.map(slice => slice.load?.())),
  };
}
export type Slices = ReturnType<typeof openSlices>;
