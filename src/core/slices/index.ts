/** All slices of one session: a new one is one line here. */
import type { Slice } from '../slice.js';
import type { Scope, Watch } from '../scope.js';
import { blacks } from './blacks.js';
import { friends } from './friends.js';
import { presence } from './presence.js';
import { profile } from './profile.js';
import { requests } from './requests.js';
import { users } from './users.js';

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
  const { friends: f, received: r, blacks: b, profile: p, users: u, presence: s } = slices;
  return {
    slices,
    all: [...new Set<Slice<object>>(Object.values(slices))],
    actions: { ...f.actions, ...r.actions, ...b.actions, ...p.actions, ...u.actions, ...s.actions },
  };
}
export type Slices = ReturnType<typeof openSlices>;
