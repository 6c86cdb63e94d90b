/** The old way to draw a list of conversations, which OpenIM calls deprecated (protocol §8.6). */
import * as chat from '../../protocol/chat-endpoints.js';
import type { MsgData } from '../../protocol/messages.js';
import * as codes from '../../protocol/codes.js';
import { orNull, own, pageOf, refuse } from '../access.js';
import { route, type Route, type ServerContext } from '../context.js';
import { id, listOf, pagination } from '../fields.js';
import { conversationOf, conversationsOf, seqsOfConversation } from '../repo-conversations.js';
import { lastMessage } from '../repo-messages.js';
import { publicUser } from '../repo-users.js';
import type { Row } from '../store/tables.js';
import { conversationID } from './conversation-lists.js';

/** `senderName` and `faceURL` are those of the other side. */
function messageInfo({ store }: ServerContext, row: Row<'conversations'>, message: MsgData) {
  const { nickname, faceURL } = publicUser(store, row.userID);
  return {
    serverMsgID: message.serverMsgID,
    clientMsgID: message.clientMsgID,
    sessionType: message.sessionType,
    sendID: message.sendID,
    recvID: message.recvID,
    senderName: nickname,
    faceURL,
    groupID: message.groupID,
    groupName: '',
    groupFaceURL: '',
    groupType: 0,
    groupMemberCount: 0,
    LatestMsgRecvTime: message.sendTime,
    msgFrom: message.msgFrom,
    contentType: message.contentType,
    content: new TextDecoder().decode(message.content),
    ex: message.ex,
  };
}

const getSorted = route(
  chat.getSortedConversations,
  'user',
  { userID: id, conversationIDs: listOf(conversationID), pagination },
  (context, { userID, conversationIDs, pagination }, call) => {
    own(call, userID);
    const rows = conversationIDs.length
      ? [...new Set(conversationIDs)].flatMap(one => conversationOf(context, userID, one) ?? [])
      : conversationsOf(context, userID);
    const found = rows.flatMap(row => {
      const message = lastMessage(context, userID, row.conversationID);
      const { maxSeq, hasReadSeq } = seqsOfConversation(context, row);
      return message ? [{ row, message, unread: Math.max(0, maxSeq - hasReadSeq) }] : [];
    });
    if (!found.length) refuse(codes.RecordNotFoundError, 'there are no such conversations');
    found.sort((a, b) => b.row.isPinned - a.row.isPinned || b.message.sendTime - a.message.sendTime);
    const { offset, limit } = pageOf(pagination);
    return {
      conversationTotal: found.length,
      unreadTotal: found.reduce((sum, { unread }) => sum + unread, 0),
      conversationElems: orNull(
        found.slice(offset, offset + limit).map(({ row, message, unread }) => ({
          conversationID: row.conversationID,
          recvMsgOpt: row.recvMsgOpt,
          unreadCount: unread,
          IsPinned: row.isPinned === 1,
          msgInfo: messageInfo(context, row, message),
        })),
      ),
    };
  },
);

export const conversationSortedRoutes: Route[] = [getSorted];
