/** The gateway's messages as protobuf definitions, written from the protocol's text and read by protobufjs. */
import protobuf from 'protobufjs';

const definition = `
syntax = "proto3";
message MsgData {
  string sendID = 1; string recvID = 2; string groupID = 3; string clientMsgID = 4; string serverMsgID = 5; int32 senderPlatformID = 6;
  string senderNickname = 7; string senderFaceURL = 8; int32 sessionType = 9; int32 msgFrom = 10; int32 contentType = 11; bytes content = 12;
  int64 seq = 14; int64 sendTime = 15; int64 createTime = 16; int32 status = 17; bool isRead = 18; map<string, bool> options = 19;
  OfflinePushInfo offlinePushInfo = 20; repeated string atUserIDList = 21; string attachedInfo = 22; string ex = 23;
}
message OfflinePushInfo { string title = 1; string desc = 2; string ex = 3; string iOSPushSound = 4; bool iOSBadgeCount = 5; string signalInfo = 6; }
message PullMsgs { repeated MsgData Msgs = 1; bool isEnd = 2; int64 endSeq = 3; }
message PushMessages { map<string, PullMsgs> msgs = 1; map<string, PullMsgs> notificationMsgs = 2; }
message GetMaxSeqReq { string userID = 1; }
message GetMaxSeqResp { map<string, int64> maxSeqs = 1; map<string, int64> minSeqs = 2; }
message SeqRange { string conversationID = 1; int64 begin = 2; int64 end = 3; int64 num = 4; }
message PullMessageBySeqsReq { string userID = 1; repeated SeqRange seqRanges = 2; int32 order = 3; }
message PullMessageBySeqsResp { map<string, PullMsgs> msgs = 1; map<string, PullMsgs> notificationMsgs = 2; }
message ConversationSeqs { string conversationID = 2; repeated int64 seqs = 3; }
message GetSeqMessageReq { string userID = 1; repeated ConversationSeqs conversations = 2; int32 order = 3; }
message GetSeqMessageResp { map<string, PullMsgs> msgs = 1; map<string, PullMsgs> notificationMsgs = 2; }
message GetConversationsHasReadAndMaxSeqReq { string userID = 1; repeated string conversationIDs = 2; bool returnPinned = 3; }
message Seqs { int64 maxSeq = 1; int64 hasReadSeq = 2; int64 maxSeqTime = 3; }
message GetConversationsHasReadAndMaxSeqResp { map<string, Seqs> seqs = 1; repeated string pinnedConversationIDs = 2; }
message GetLastMessageReq { string userID = 1; repeated string conversationIDs = 2; }
message GetLastMessageResp { map<string, MsgData> msgs = 1; }
message SendMsgResp { string serverMsgID = 1; string clientMsgID = 2; int64 sendTime = 3; MsgData modify = 4; }
message DelUserPushTokenReq { string userID = 1; int32 platformID = 2; }
message SetAppBackgroundStatusReq { string userID = 1; bool isBackground = 2; }
message SubUserOnlineStatus { repeated string subscribeUserID = 1; repeated string unsubscribeUserID = 2; }
message SubUserOnlineStatusElem { string userID = 1; repeated int32 onlinePlatformIDs = 2; }
message SubUserOnlineStatusTips { repeated SubUserOnlineStatusElem subscribers = 1; }
message Empty {}
`;

const { root } = protobuf.parse(definition, { keepCase: true });
const shape = { longs: Number, defaults: true, arrays: true, objects: true, bytes: Array } as const;
const plain = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (_, inner: unknown) => (inner === null ? undefined : inner)));

export const messageNames: string[] = Object.keys(root.nested ?? {});
export const fieldsOf = (name: string) => root.lookupType(name).fields;

export const oracle = (name: string) => {
  const type = root.lookupType(name);
  return {
    encode: (value: object): Uint8Array => type.encode(type.fromObject(value)).finish(),
    /** Plain data: bytes as lists of numbers, absent messages left out. */
    decode: (bytes: Uint8Array): unknown => plain(type.toObject(type.decode(bytes), shape)),
  };
};

/** Our own decoded values in the same plain form. */
export const plainOf = (value: unknown): unknown =>
  plain(JSON.parse(JSON.stringify(value, (_, inner: unknown) => (inner instanceof Uint8Array ? [...inner] : inner))));
