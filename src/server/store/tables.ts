/** What the server stores, once: columns, key and indexes of every table. Adapters make their schema from it. */

/** SQLite STRICT types: `text`, `int` (also ms times and 0/1 flags). */
type Column = 'text' | 'int';
interface Table {
  readonly columns: Readonly<Record<string, Column>>;
  readonly key: readonly string[];
  readonly indexes: Readonly<Record<string, readonly string[]>>;
}
const table = <const T extends Table>(definition: T) => definition;

export const tables = {
  /** key/value: schema version, the server's secret, counters. */
  meta: table({ columns: { name: 'text', value: 'text' }, key: ['name'], indexes: {} }),

  /** IM users (§7). Times in ms. `nicknameKey` = lower-case nickname, for search. */
  users: table({
    columns: {
      userID: 'text',
      nickname: 'text',
      faceURL: 'text',
      ex: 'text',
      createTime: 'int',
      appMangerLevel: 'int',
      globalRecvMsgOpt: 'int',
      lastOnlineTime: 'int',
    },
    key: ['userID'],
    indexes: { byTime: ['createTime'] },
  }),

  /** Accounts of the account service (§2.6). `accountKey`, `emailKey`: lower-case; `phoneKey`: areaCode + number; "" = none. */
  accounts: table({
    columns: {
      userID: 'text',
      account: 'text',
      accountKey: 'text',
      areaCode: 'text',
      phoneNumber: 'text',
      phoneKey: 'text',
      email: 'text',
      emailKey: 'text',
      passwordHash: 'text',
      gender: 'int',
      birth: 'int',
      level: 'int',
      bio: 'text',
      allowAddFriend: 'int',
      allowBeep: 'int',
      allowVibration: 'int',
      registerType: 'int',
      banned: 'int',
      createTime: 'int',
    },
    key: ['userID'],
    indexes: { byAccount: ['accountKey'], byPhone: ['phoneKey'], byEmail: ['emailKey'] },
  }),

  /** Verification codes (§2.6): one live code per identity and use. `codeHash`, never the code. `sentTimes`: JSON list of ms. */
  codes: table({
    columns: {
      identity: 'text',
      usedFor: 'int',
      codeHash: 'text',
      expireTime: 'int',
      tries: 'int',
      used: 'int',
      sentTimes: 'text',
    },
    key: ['identity', 'usedFor'],
    indexes: {},
  }),

  /**
   * Live and kicked tokens (§2.1), by SHA-256 of the token. service: 'im' | 'account'; state: 0 normal, 2 kicked.
   * `session`: of an imToken made with a chatToken, the hash of that one; else "".
   */
  tokens: table({
    columns: {
      hash: 'text',
      service: 'text',
      userID: 'text',
      platformID: 'int',
      state: 'int',
      issueTime: 'int',
      expireTime: 'int',
      session: 'text',
    },
    key: ['hash'],
    indexes: { byUser: ['userID', 'service', 'platformID'], byExpiry: ['expireTime'] },
  }),

  /** A friend entry of one owner (§6). createTime in ms. `rank`: 0 pinned, 1 not; `seq`: insertion order. */
  friends: table({
    columns: {
      ownerUserID: 'text',
      userID: 'text',
      remark: 'text',
      createTime: 'int',
      addSource: 'int',
      operatorUserID: 'text',
      ex: 'text',
      rank: 'int',
      seq: 'int',
    },
    key: ['ownerUserID', 'userID'],
    indexes: { byOrder: ['ownerUserID', 'rank', 'seq'], byFriend: ['userID'] },
  }),

  /** One request per ordered pair (§6.2). Times in ms. */
  requests: table({
    columns: {
      fromUserID: 'text',
      toUserID: 'text',
      handleResult: 'int',
      reqMsg: 'text',
      createTime: 'int',
      handlerUserID: 'text',
      handleMsg: 'text',
      handleTime: 'int',
      ex: 'text',
    },
    key: ['fromUserID', 'toUserID'],
    indexes: {
      received: ['toUserID', 'createTime'],
      sent: ['fromUserID', 'createTime'],
      receivedByResult: ['toUserID', 'handleResult', 'createTime'],
    },
  }),

  blacks: table({
    columns: { ownerUserID: 'text', userID: 'text', createTime: 'int', operatorUserID: 'text', ex: 'text', seq: 'int' },
    key: ['ownerUserID', 'userID'],
    indexes: { byOrder: ['ownerUserID', 'seq'], byBlocked: ['userID'] },
  }),

  /** The version document of one list of one owner (§5.9). list: 'friends' | …; `sortVersion`: version of the last order change. */
  versions: table({
    columns: { list: 'text', ownerID: 'text', versionID: 'text', version: 'int', sortVersion: 'int' },
    key: ['list', 'ownerID'],
    indexes: {},
  }),

  /** The latest change of each element of a list (§5.9). state: 1 inserted, 2 updated, 3 deleted. */
  changes: table({
    columns: { list: 'text', ownerID: 'text', elementID: 'text', version: 'int', state: 'int' },
    key: ['list', 'ownerID', 'elementID'],
    indexes: { byVersion: ['list', 'ownerID', 'version'] },
  }),

  /** Per-user key/value (§7, process_user_command). createTime in ms. */
  commands: table({
    columns: { userID: 'text', type: 'int', uuid: 'text', value: 'text', ex: 'text', createTime: 'int' },
    key: ['userID', 'type', 'uuid'],
    indexes: {},
  }),

  /** Client configuration (§7); userID "" = for everybody. */
  configs: table({ columns: { userID: 'text', name: 'text', value: 'text' }, key: ['userID', 'name'], indexes: {} }),

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

  /** Invitation codes (§2.6). Times in ms. `usedTime` 0: free; `usedBy` "" also when the account is gone. */
  invitations: table({
    columns: { code: 'text', createTime: 'int', usedBy: 'text', usedTime: 'int' },
    key: ['code'],
    indexes: { byTime: ['createTime'], byUser: ['usedBy'] },
  }),
} as const;

export type Tables = typeof tables;
export type TableName = keyof Tables;
/** A row as the port gives it. */
export type Row<T extends TableName> = {
  -readonly [C in keyof Tables[T]['columns']]: Tables[T]['columns'][C] extends 'int' ? number : string;
};
