/** Taking a message back (protocol §8.5, *Revoke*). */
import * as endpoints from '../../protocol/chat-endpoints.js';
import { sessionTypes, type RevokedInfo } from '../../protocol/chat-model.js';
import * as codes from '../../protocol/codes.js';
import { isNotice } from '../../protocol/content.js';
import { isNotificationID } from '../../protocol/ids.js';
import { own, refuse } from '../access.js';
import { route, type Call, type Route, type ServerContext } from '../context.js';
import { id, whole } from '../fields.js';
import { mustChat, visibleRow } from '../message-chat.js';
import { rowState, type MessageRow } from '../message-rows.js';
import { write } from '../write.js';
import { conversationID } from './msg-pull.js';

const MINUTE = 60_000;

/** The message, if the caller may revoke it. @throws ImError 500, 1001, 1002, 1004, 1404 */
function revocable(context: ServerContext, call: Call, conversationID: string, seq: number, userID: string) {
  const { store, options, runtime } = context;
  if (!call.isAdmin) mustChat(context, userID, conversationID);
  const row = call.isAdmin
    ? store.get('messages', [conversationID, seq])
    : visibleRow(context, userID, conversationID, seq);
  if (!row || isNotificationID(conversationID)) return refuse(codes.RecordNotFoundError, 'there is no such message');
  if (row.state === rowState.gone) refuse(codes.ServerInternalError, 'the message is deleted');
  if (row.state === rowState.revoked) refuse(codes.MsgAlreadyRevoke, 'the message is revoked already');
  if (row.sessionType === sessionTypes.notification)
    refuse(codes.ServerInternalError, 'notices of the system cannot be revoked');
  if (call.isAdmin) return row;
  if (row.sendID !== userID) refuse(codes.NoPermissionError, 'only the sender may revoke a message');
  if (isNotice(row.contentType)) refuse(codes.ArgsError, 'this is no message of yours, but a notice');
  const { revokeMinutes } = options;
  if (revokeMinutes && runtime.now() - row.sendTime > revokeMinutes * MINUTE)
    refuse(codes.NoPermissionError, `a message can be revoked for ${revokeMinutes} min after it was sent`);
  return row;
}

/** What readers get in its place. The text itself is not kept. */
function revoke({ store, runtime }: ServerContext, call: Call, row: MessageRow, revokerID: string): RevokedInfo {
  const revoker = store.get('users', [revokerID]);
  const info: RevokedInfo = {
    revokerID,
    revokerRole: revoker?.appMangerLevel ?? 0,
    clientMsgID: row.clientMsgID,
    revokerNickname: revoker?.nickname ?? '',
    revokeTime: runtime.now(),
    sourceMessageSendTime: row.sendTime,
    sourceMessageSendID: row.sendID,
    sourceMessageSenderNickname: row.senderNickname,
    sessionType: row.sessionType,
    seq: row.seq,
    ex: '',
    isAdminRevoke: call.isAdmin,
  };
  const emptied = { ...row, content: '', attachedInfo: '', ex: '', offlinePush: '', atUserIDList: '' };
  store.put('messages', { ...emptied, state: rowState.revoked, revoked: JSON.stringify(info) });
  return info;
}

const revokeMsg = route(
  endpoints.revokeMsg,
  'user',
  { conversationID, seq: whole(1), userID: id },
  (context, { conversationID, seq, userID }, call) => {
    own(call, userID);
    write(context, call, tell => {
      const row = revocable(context, call, conversationID, seq, userID);
      const { revokerID, revokeTime, isAdminRevoke } = revoke(context, call, row, userID);
      // Told in the sender's name also when an administrator does it: so it is in the n_ conversation of the two.
      tell('messageRevoked', row.sendID, row.recvID, {
        revokerUserID: revokerID,
        clientMsgID: row.clientMsgID,
        revokeTime,
        sesstionType: row.sessionType,
        seq,
        conversationID,
        isAdminRevoke,
      });
    });
  },
);

export const msgRevokeRoutes: Route[] = [revokeMsg];
