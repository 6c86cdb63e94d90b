/** A user's profile changed: who must hear of it (protocol §6.2). */
import type { Call, ServerContext } from './context.js';
import { watchersOf } from './repo-friends.js';
import type { Row } from './store/tables.js';
import { bump, changed } from './versions.js';
import type { Tell } from './write.js';

export type ProfilePatch = Partial<Pick<Row<'users'>, 'nickname' | 'faceURL' | 'ex' | 'globalRecvMsgOpt'>>;

/**
 * Stores the changed profile: 1303 to the user in any case; when the name or the picture changed, a new version
 * of the entry for everybody whose list has the user, and 1209 to each. Call it in the transaction of the call.
 *
 * OpenIM goes by the user's own list instead. With one-way friendships that misses people who list the user
 * and notifies people who don't; those who list the user are the ones who show the name.
 */
export function changeProfile(
  context: ServerContext,
  call: Call,
  tell: Tell,
  user: Row<'users'>,
  patch: ProfilePatch,
): void {
  const { userID } = user;
  const next = { ...user, ...Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) };
  context.store.put('users', next);
  // A call of the account service has its user, too, as caller.
  tell('userInfoUpdated', call.userID, userID, { userID });
  if (next.nickname === user.nickname && next.faceURL === user.faceURL) return;
  for (const watcher of watchersOf(context.store, userID)) {
    bump(context, 'friends', watcher, [userID], changed.updated);
    tell('friendInfoUpdated', call.userID, watcher, { userID });
  }
}
