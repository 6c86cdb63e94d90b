/** The protobuf bodies and answers of the calls below /jssdk (protocol §4.7). Read by the server only. */
import { MsgData } from './messages.js';
import { bool, int, list, msg, str } from './schema.js';

const Conversation = {
  ownerUserID: str(1),
  conversationID: str(2),
  recvMsgOpt: int(3),
  conversationType: int(4),
  userID: str(5),
  groupID: str(6),
  isPinned: bool(7),
  attachedInfo: str(8),
  isPrivateChat: bool(9),
  groupAtType: int(10),
  ex: str(11),
  burnDuration: int(12),
  minSeq: int(13),
  maxSeq: int(14),
  msgDestructTime: int(15),
  latestMsgDestructTime: int(16),
  isMsgDestruct: bool(17),
};
const UserInfo = {
  userID: str(1),
  nickname: str(2),
  faceURL: str(3),
  ex: str(4),
  createTime: int(5),
  appMangerLevel: int(6),
  globalRecvMsgOpt: int(7),
};
const FriendInfoOnly = {
  ownerUserID: str(1),
  friendUserID: str(2),
  remark: str(3),
  createTime: int(4),
  addSource: int(5),
  operatorUserID: str(6),
  ex: str(7),
  isPinned: bool(8),
};
const ConversationMsg = {
  conversation: msg(1, Conversation),
  lastMsg: msg(2, MsgData),
  user: msg(3, UserInfo),
  friend: msg(4, FriendInfoOnly),
  maxSeq: int(6),
  readSeq: int(7),
};

export const GetActiveConversationsReq = { ownerUserID: str(1), count: int(2) };
export const GetActiveConversationsResp = { unreadCount: int(1), conversations: list(msg(2, ConversationMsg)) };
/** Its answer has the shape of the other's. */
export const GetConversationsReq = { ownerUserID: str(1), conversationIDs: list(str(2)) };
