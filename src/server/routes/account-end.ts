/** Leaving for good, and taking one's data along (the embedded server's own calls). */
import * as codes from '../../protocol/codes.js';
import * as endpoints from '../../protocol/endpoints.js';
import { ownAccount, password } from '../account-fields.js';
import { refuse } from '../access.js';
import { route, type Call, type Route, type ServerContext } from '../context.js';
import { text } from '../fields.js';
import { forgetInvited } from '../invitations.js';
import { forgetObjects } from '../object-uploads.js';
import { exportConversations, forgetConversations } from '../repo-conversations.js';
import { watchersOf } from '../repo-friends.js';
import { forgetMessages, messagesOf } from '../repo-messages.js';
import { checkOwnPassword, endAllSessions } from '../sign-in.js';
import { bump, changed, forgetVersions } from '../versions.js';
import { write, type Tell } from '../write.js';

const find = ({ store }: ServerContext, userID: string) =>
  store.get('accounts', [userID]) ?? refuse(codes.AccountNotFound, 'there is no such account');

/** Takes the user off the lists of others, each of whom hears of it as if they had done it themselves. */
function leaveLists(context: ServerContext, tell: Tell, userID: string): void {
  const { store } = context;
  for (const owner of watchersOf(store, userID)) {
    store.delete('friends', [owner, userID]);
    bump(context, 'friends', owner, [userID], changed.deleted);
    tell('friendDeleted', owner, owner, {
      fromToUserID: { fromUserID: owner, toUserID: userID },
      friendVersion: 0,
      friendVersionID: '',
    });
  }
  for (const { ownerUserID } of store.range('blacks', { index: 'byBlocked', prefix: [userID] })) {
    store.delete('blacks', [ownerUserID, userID]);
    tell('blackDeleted', ownerUserID, ownerUserID, { fromToUserID: { fromUserID: ownerUserID, toUserID: userID } });
  }
}

/** Removes everything stored of the user; call it in a transaction. Also for the operator's `user delete`. */
export function eraseUser(context: ServerContext, tell: Tell, userID: string): void {
  const { store } = context;
  leaveLists(context, tell, userID);
  for (const row of store.range('friends', { prefix: [userID] })) store.delete('friends', [userID, row.userID]);
  for (const row of store.range('blacks', { prefix: [userID] })) store.delete('blacks', [userID, row.userID]);
  const sent = store.range('requests', { prefix: [userID] });
  const received = store.range('requests', { index: 'received', prefix: [userID] });
  for (const row of [...sent, ...received]) store.delete('requests', [row.fromUserID, row.toUserID]);
  for (const row of store.range('commands', { prefix: [userID] }))
    store.delete('commands', [userID, row.type, row.uuid]);
  for (const row of store.range('configs', { prefix: [userID] })) store.delete('configs', [userID, row.name]);
  forgetInvited(context, userID);
  forgetVersions(context, 'friends', userID);
  forgetMessages(context, userID);
  forgetConversations(context, userID);
  forgetObjects(context, userID);
  const { emailKey = '', phoneKey = '' } = store.get('accounts', [userID]) ?? {};
  for (const identity of [emailKey, phoneKey]) {
    if (identity)
      for (const row of store.range('codes', { prefix: [identity] })) store.delete('codes', [identity, row.usedFor]);
  }
  endAllSessions(context, userID);
  for (const row of store.range('tokens', { index: 'byUser', prefix: [userID] })) store.delete('tokens', [row.hash]);
  store.delete('accounts', [userID]);
  store.delete('users', [userID]);
}

const deleteAccount = route(
  endpoints.deleteAccount,
  'chat',
  { userID: text(64), password },
  async (context, { userID, password }, call: Call) => {
    ownAccount(call, userID);
    await checkOwnPassword(context, find(context, userID), password);
    write(context, call, tell => eraseUser(context, tell, userID));
  },
);

/** All that is stored of the caller, as it is stored; secrets, being hashes only, are left out. */
const exportAccount = route(endpoints.exportAccount, 'chat', { userID: text(64) }, (context, { userID }, call) => {
  ownAccount(call, userID);
  const { store, limits, runtime } = context;
  limits.take('export', userID, 10, 600_000);
  const { passwordHash: _, ...account } = find(context, userID);
  const sessions = store.range('tokens', { index: 'byUser', prefix: [userID] });
  return {
    exportTime: runtime.now(),
    user: store.get('users', [userID]) ?? null,
    account,
    friends: store.range('friends', { index: 'byOrder', prefix: [userID] }),
    requestsSent: store.range('requests', { index: 'sent', prefix: [userID] }),
    requestsReceived: store.range('requests', { index: 'received', prefix: [userID] }),
    blacks: store.range('blacks', { index: 'byOrder', prefix: [userID] }),
    commands: store.range('commands', { prefix: [userID] }),
    configs: store.range('configs', { prefix: [userID] }),
    invitations: store.range('invitations', { index: 'byUser', prefix: [userID] }),
    messages: messagesOf(context, userID),
    conversations: exportConversations(store, userID),
    files: store.range('objectNames', { index: 'byUser', prefix: [userID] }),
    sessions: sessions.map(({ service, platformID, state, issueTime, expireTime }) => ({
      service,
      platformID,
      state,
      issueTime,
      expireTime,
    })),
  };
});

export const accountEndRoutes: Route[] = [deleteAccount, exportAccount];
