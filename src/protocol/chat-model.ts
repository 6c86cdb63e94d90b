/** The nouns of chat: messages, what they carry, conversations, objects (protocol §8.3, §8.4, §8.6, §8.7, §8.9). */

/** Session and conversation types (protocol §5.1). */
export const sessionTypes = { single: 1, group: 3, notification: 4 } as const;
/** Who a message is from: a person, or the system. Messages sent by an administrator through REST have 200 too: decide by content type. */
export const msgFrom = { user: 100, system: 200 } as const;
/** `status` of a message. `deleted` also marks a seq that has no message. */
export const messageStatus = { sending: 1, sent: 2, failed: 3, deleted: 4 } as const;
/** `recvMsgOpt` of a conversation and `globalRecvMsgOpt` of a user. */
export const receiveOptions = { receive: 0, refuse: 1, mute: 2 } as const;

export interface TextElem {
  content: string;
}
/** One size of a picture; `width`, `height` in px, `size` in bytes. */
export interface PictureBase {
  uuid?: string;
  /** MIME type. */
  type?: string;
  size: number;
  width: number;
  height: number;
  url?: string;
}
export interface PictureElem {
  sourcePath?: string;
  sourcePicture: PictureBase;
  bigPicture: PictureBase;
  snapshotPicture: PictureBase;
}
export interface SoundElem {
  uuid?: string;
  soundPath?: string;
  sourceUrl?: string;
  dataSize: number;
  /** Seconds. */
  duration: number;
  soundType?: string;
}
export interface VideoElem {
  videoPath?: string;
  videoUUID?: string;
  videoUrl?: string;
  videoType?: string;
  videoSize: number;
  /** Seconds. */
  duration: number;
  snapshotPath?: string;
  snapshotUUID?: string;
  snapshotSize: number;
  snapshotUrl?: string;
  snapshotWidth: number;
  snapshotHeight: number;
  snapshotType?: string;
}
export interface FileElem {
  filePath?: string;
  uuid?: string;
  sourceUrl?: string;
  fileName?: string;
  fileSize: number;
  fileType?: string;
}
export interface AtTextElem {
  text?: string;
  atUserList?: string[];
  atUsersInfo?: { atUserID: string; groupNickname: string }[];
  quoteMessage?: MessageItem;
  isAtSelf: boolean;
}
export interface MergeElem {
  title?: string;
  abstractList?: string[];
  multiMessage?: MessageItem[];
}
export interface CardElem {
  userID: string;
  nickname: string;
  faceURL: string;
  ex: string;
}
export interface LocationElem {
  description?: string;
  longitude: number;
  latitude: number;
}
export interface CustomElem {
  data?: string;
  description?: string;
  extension?: string;
}
export interface TypingElem {
  msgTips: string;
}
export interface QuoteElem {
  text?: string;
  /** Its seq must be > 0, or the server shows it as revoked when it is read back (§8.3). */
  quoteMessage: MessageItem;
}
export interface FaceElem {
  index: number;
  data?: string;
}
export interface MessageEntity {
  type?: string;
  offset: number;
  length: number;
  url?: string;
  ex?: string;
}
export interface AdvancedTextElem {
  text?: string;
  messageEntityList?: MessageEntity[];
}
export interface MarkdownTextElem {
  content: string;
}
/** The body of every notification, and of every type nobody knows. `detail` is JSON text. */
export interface NotificationElem {
  detail: string;
}

/** What a message carries: one of these, by `contentType` (content.ts says which). */
export interface MessageElems {
  textElem: TextElem;
  pictureElem: PictureElem;
  soundElem: SoundElem;
  videoElem: VideoElem;
  fileElem: FileElem;
  atTextElem: AtTextElem;
  mergeElem: MergeElem;
  cardElem: CardElem;
  locationElem: LocationElem;
  customElem: CustomElem;
  typingElem: TypingElem;
  quoteElem: QuoteElem;
  faceElem: FaceElem;
  advancedTextElem: AdvancedTextElem;
  markdownTextElem: MarkdownTextElem;
  notificationElem: NotificationElem;
}
export type ElemName = keyof MessageElems;

export interface AttachedInfoElem {
  isPrivateChat?: boolean;
  /** Seconds. */
  burnDuration?: number;
  /** ms. */
  hasReadTime?: number;
  uploadProgress?: { total: number; save: number; current: number; uploadID: string };
}

/** A message as clients speak of it: OpenIM's MsgStruct (protocol §8.4). Times in ms. Note the lower-case "rl" in `senderFaceUrl`. */
export interface MessageItem extends Partial<MessageElems> {
  clientMsgID: string;
  serverMsgID: string;
  createTime: number;
  sendTime: number;
  sessionType: number;
  sendID: string;
  recvID: string;
  msgFrom: number;
  contentType: number;
  senderPlatformID: number;
  senderNickname: string;
  senderFaceUrl: string;
  groupID: string;
  /** 0 until the server gave it one. */
  seq: number;
  isRead: boolean;
  /** `messageStatus`. */
  status: number;
  attachedInfo: string;
  ex: string;
  localEx: string;
  attachedInfoElem?: AttachedInfoElem;
  /** Why it failed, while `status` is 3: the error's code and the server's words. Kept on this device only. */
  failure?: { errCode: number; errMsg: string };
}

/** What a revoked message's `notificationElem.detail` says, and the `newRecvMessageRevoked` event (§8.4). Times in ms. */
export interface RevokedInfo {
  revokerID: string;
  revokerRole: number;
  clientMsgID: string;
  revokerNickname: string;
  revokeTime: number;
  sourceMessageSendTime: number;
  sourceMessageSendID: string;
  sourceMessageSenderNickname: string;
  sessionType: number;
  seq: number;
  ex: string;
  isAdminRevoke: boolean;
}

/** A conversation as the server keeps it (protocol §8.6): no name, last message, unread count or draft. */
export interface Conversation {
  ownerUserID: string;
  conversationID: string;
  /** `receiveOptions`. */
  recvMsgOpt: number;
  /** `sessionTypes`. */
  conversationType: number;
  userID: string;
  groupID: string;
  isPinned: boolean;
  attachedInfo: string;
  isPrivateChat: boolean;
  groupAtType: number;
  ex: string;
  /** Seconds. */
  burnDuration: number;
  minSeq: number;
  maxSeq: number;
  /** Seconds. */
  msgDestructTime: number;
  /** ms. */
  latestMsgDestructTime: number;
  isMsgDestruct: boolean;
}
/** What of a conversation its owner can set; `undefined` and null leave it as it is. */
export type ConversationPatch = {
  [
    K in
      | 'recvMsgOpt'
      | 'isPinned'
      | 'attachedInfo'
      | 'isPrivateChat'
      | 'ex'
      | 'burnDuration'
      | 'groupAtType'
      | 'msgDestructTime'
      | 'isMsgDestruct'
  ]?: Conversation[K] | null;
};

/** A conversation as clients speak of it: OpenIM's LocalConversation (protocol §8.7). Times in ms. */
export interface ConversationItem {
  conversationID: string;
  conversationType: number;
  userID: string;
  groupID: string;
  /** Remark, else nickname, else the ID. */
  showName: string;
  faceURL: string;
  recvMsgOpt: number;
  unreadCount: number;
  groupAtType: number;
  /** JSON text of the MessageItem; "" = none. */
  latestMsg: string;
  /** 0 hides the conversation from lists and from the unread total. */
  latestMsgSendTime: number;
  draftText: string;
  draftTextTime: number;
  isPinned: boolean;
  isPrivateChat: boolean;
  burnDuration: number;
  isNotInGroup: boolean;
  updateUnreadCountTime: number;
  attachedInfo: string;
  ex: string;
  maxSeq: number;
  minSeq: number;
  /** How far oneself has read. */
  hasReadSeq: number;
  msgDestructTime: number;
  isMsgDestruct: boolean;
}

/** A list of header or query values of a signed upload (protocol §8.9). */
export interface KeyValues {
  key: string;
  values: string[];
}
export interface SignPart {
  /** From 1. */
  partNumber: number;
  url: string;
  query: KeyValues[] | null;
  header: KeyValues[] | null;
}
export interface UploadSign {
  url: string;
  query: KeyValues[] | null;
  header: KeyValues[] | null;
  parts: SignPart[] | null;
}
export interface UploadInfo {
  uploadID: string;
  partSize: number;
  sign: UploadSign | null;
  /** ms. */
  expireTime: number;
}
