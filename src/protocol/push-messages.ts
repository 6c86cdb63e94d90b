/** The protobuf messages in which the gateway brings messages, field number beside the name (protocol §4.1, §4.2). Apart from those that only a chat asks with. */
import { bool, bytes, int, list, map, msg, str, type Infer } from './schema.js';

export const OfflinePushInfo = {
  title: str(1),
  desc: str(2),
  ex: str(3),
  iOSPushSound: str(4),
  iOSBadgeCount: bool(5),
  signalInfo: str(6),
};

export const MsgData = {
  sendID: str(1),
  recvID: str(2),
  groupID: str(3),
  clientMsgID: str(4),
  serverMsgID: str(5),
  senderPlatformID: int(6),
  senderNickname: str(7),
  senderFaceURL: str(8),
  sessionType: int(9),
  msgFrom: int(10),
  contentType: int(11),
  content: bytes(12),
  seq: int(14),
  sendTime: int(15),
  createTime: int(16),
  status: int(17),
  isRead: bool(18),
  options: map(bool(19)),
  offlinePushInfo: msg(20, OfflinePushInfo),
  atUserIDList: list(str(21)),
  attachedInfo: str(22),
  ex: str(23),
};
export type MsgData = Infer<typeof MsgData>;

export const PullMsgs = { Msgs: list(msg(1, MsgData)), isEnd: bool(2), endSeq: int(3) };
export const PushMessages = { msgs: map(msg(1, PullMsgs)), notificationMsgs: map(msg(2, PullMsgs)) };
export type PushMessages = Infer<typeof PushMessages>;
