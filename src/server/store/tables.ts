/** What the server stores, once: columns, key and indexes of every table. Adapters make their schema from it. */
import { chatTables } from './chat-tables.js';
import { table } from './table.js';

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

  ...chatTables,

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
