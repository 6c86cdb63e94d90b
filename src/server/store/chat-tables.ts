/** The tables of chats: messages, conversations, files. */
import { table } from './table.js';

export const chatTables = {
  /**
   * Stored messages, also of `n_` conversations (§5.4, §8.1). Times in ms. `content` is UTF-8 JSON text; `options`, `offlinePush`,
   * `atUserIDList` are JSON text. state: 0 there, 1 revoked (`revoked` holds MessageRevokedContent as JSON), 2 deleted for everybody.
   */
  messages: table({
    columns: {
      conversationID: 'text',
      seq: 'int',
      clientMsgID: 'text',
      serverMsgID: 'text',
      sendID: 'text',
      recvID: 'text',
      groupID: 'text',
      senderPlatformID: 'int',
      senderNickname: 'text',
      senderFaceURL: 'text',
      sessionType: 'int',
      msgFrom: 'int',
      contentType: 'int',
      content: 'text',
      sendTime: 'int',
      createTime: 'int',
      status: 'int',
      isRead: 'int',
      options: 'text',
      offlinePush: 'text',
      atUserIDList: 'text',
      attachedInfo: 'text',
      ex: 'text',
      state: 'int',
      revoked: 'text',
    },
    key: ['conversationID', 'seq'],
    indexes: { bySender: ['sendID', 'clientMsgID'], byTime: ['sendTime'] },
  }),

  /** The counter of a conversation, one for all its members (§5.6). `minSeq`: first visible for everybody. `maxSeqTime` in ms. */
  seqs: table({
    columns: { conversationID: 'text', maxSeq: 'int', minSeq: 'int', maxSeqTime: 'int' },
    key: ['conversationID'],
    indexes: {},
  }),

  /** How far a user has read a conversation, and what of it they see (§5.6). `minSeq` 0 = from the beginning. */
  userSeqs: table({
    columns: { userID: 'text', conversationID: 'text', hasReadSeq: 'int', minSeq: 'int' },
    key: ['userID', 'conversationID'],
    indexes: { byConversation: ['conversationID'] },
  }),

  /** Messages that a user deleted for themselves. */
  hiddenMessages: table({
    columns: { userID: 'text', conversationID: 'text', seq: 'int' },
    key: ['userID', 'conversationID', 'seq'],
    indexes: {},
  }),

  /** A user's document of a conversation (§8.6). Times in ms, `burnDuration` and `msgDestructTime` in s; `seq`: creation order. */
  conversations: table({
    columns: {
      ownerUserID: 'text',
      conversationID: 'text',
      recvMsgOpt: 'int',
      conversationType: 'int',
      userID: 'text',
      groupID: 'text',
      isPinned: 'int',
      attachedInfo: 'text',
      isPrivateChat: 'int',
      groupAtType: 'int',
      ex: 'text',
      burnDuration: 'int',
      minSeq: 'int',
      maxSeq: 'int',
      msgDestructTime: 'int',
      latestMsgDestructTime: 'int',
      isMsgDestruct: 'int',
      seq: 'int',
    },
    key: ['ownerUserID', 'conversationID'],
    indexes: { byOrder: ['ownerUserID', 'seq'], byPeer: ['userID'], byDestruct: ['isMsgDestruct'] },
  }),

  /** Stored bytes, by the hash of their parts (§8.9). `type`: sniffed MIME type. Times in ms. */
  objects: table({
    columns: { hash: 'text', size: 'int', type: 'text', createTime: 'int' },
    key: ['hash'],
    indexes: {},
  }),

  /** What a name shows (§8.9). `type`: as the uploader said. */
  objectNames: table({
    columns: {
      name: 'text',
      hash: 'text',
      userID: 'text',
      size: 'int',
      type: 'text',
      cause: 'text',
      createTime: 'int',
    },
    key: ['name'],
    indexes: { byHash: ['hash'], byUser: ['userID'] },
  }),

  /** What the names of a user show, in all: as many rows of `objectNames`, and the sum of their sizes. */
  fileUse: table({ columns: { userID: 'text', files: 'int', bytes: 'int' }, key: ['userID'], indexes: {} }),

  /** Uploads under way (§8.9). `secret`: signs its parts; `kind`: 'multipart' | 'form'. Times in ms. */
  uploads: table({
    columns: {
      uploadID: 'text',
      userID: 'text',
      name: 'text',
      hash: 'text',
      size: 'int',
      partSize: 'int',
      type: 'text',
      cause: 'text',
      kind: 'text',
      secret: 'text',
      expireTime: 'int',
    },
    key: ['uploadID'],
    indexes: { byExpiry: ['expireTime'], byUser: ['userID'] },
  }),
} as const;
