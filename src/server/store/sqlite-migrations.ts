/** Changes of the schema since it was first released, in order. A new database is made from `tables.ts` at once. */

export interface Migration {
  /** The schema version that the statements lead to; versions have no gaps. */
  readonly to: number;
  readonly about: string;
  readonly sql: readonly string[];
}

/** The version of the first schema. */
export const FIRST_VERSION = 1;

/**
 * A change of `tables.ts` needs a row here; opening an old database fails otherwise. Statements are written out: made from
 * `tables.ts`, a later change of it would change what has happened already.
 * Example: `{ to: 2, about: 'friends get a note', sql: ['ALTER TABLE "friends" ADD COLUMN "note" TEXT NOT NULL DEFAULT \'\''] }`
 */
export const migrations: readonly Migration[] = [
  {
    to: 2,
    about: 'invitation codes; imTokens know the chatToken they were made with',
    sql: [
      `ALTER TABLE "tokens" ADD COLUMN "session" TEXT NOT NULL DEFAULT ''`,
      `CREATE TABLE "invitations" ("code" TEXT NOT NULL, "createTime" INTEGER NOT NULL, "usedBy" TEXT NOT NULL, "usedTime" INTEGER NOT NULL, PRIMARY KEY ("code")) STRICT, WITHOUT ROWID`,
      `CREATE INDEX "invitations_byTime" ON "invitations" ("createTime", "code")`,
      `CREATE INDEX "invitations_byUser" ON "invitations" ("usedBy", "code")`,
    ],
  },
  {
    to: 3,
    about: 'messages, conversations and files',
    sql: [
      `CREATE TABLE "messages" ("conversationID" TEXT NOT NULL, "seq" INTEGER NOT NULL, "clientMsgID" TEXT NOT NULL, "serverMsgID" TEXT NOT NULL, "sendID" TEXT NOT NULL, "recvID" TEXT NOT NULL, "groupID" TEXT NOT NULL, "senderPlatformID" INTEGER NOT NULL, "senderNickname" TEXT NOT NULL, "senderFaceURL" TEXT NOT NULL, "sessionType" INTEGER NOT NULL, "msgFrom" INTEGER NOT NULL, "contentType" INTEGER NOT NULL, "content" TEXT NOT NULL, "sendTime" INTEGER NOT NULL, "createTime" INTEGER NOT NULL, "status" INTEGER NOT NULL, "isRead" INTEGER NOT NULL, "options" TEXT NOT NULL, "offlinePush" TEXT NOT NULL, "atUserIDList" TEXT NOT NULL, "attachedInfo" TEXT NOT NULL, "ex" TEXT NOT NULL, "state" INTEGER NOT NULL, "revoked" TEXT NOT NULL, PRIMARY KEY ("conversationID", "seq")) STRICT, WITHOUT ROWID`,
      `CREATE INDEX "messages_bySender" ON "messages" ("sendID", "clientMsgID", "conversationID", "seq")`,
      `CREATE INDEX "messages_byTime" ON "messages" ("sendTime", "conversationID", "seq")`,
      `CREATE TABLE "seqs" ("conversationID" TEXT NOT NULL, "maxSeq" INTEGER NOT NULL, "minSeq" INTEGER NOT NULL, "maxSeqTime" INTEGER NOT NULL, PRIMARY KEY ("conversationID")) STRICT, WITHOUT ROWID`,
      `CREATE TABLE "userSeqs" ("userID" TEXT NOT NULL, "conversationID" TEXT NOT NULL, "hasReadSeq" INTEGER NOT NULL, "minSeq" INTEGER NOT NULL, PRIMARY KEY ("userID", "conversationID")) STRICT, WITHOUT ROWID`,
      `CREATE INDEX "userSeqs_byConversation" ON "userSeqs" ("conversationID", "userID")`,
      `CREATE TABLE "hiddenMessages" ("userID" TEXT NOT NULL, "conversationID" TEXT NOT NULL, "seq" INTEGER NOT NULL, PRIMARY KEY ("userID", "conversationID", "seq")) STRICT, WITHOUT ROWID`,
      `CREATE TABLE "conversations" ("ownerUserID" TEXT NOT NULL, "conversationID" TEXT NOT NULL, "recvMsgOpt" INTEGER NOT NULL, "conversationType" INTEGER NOT NULL, "userID" TEXT NOT NULL, "groupID" TEXT NOT NULL, "isPinned" INTEGER NOT NULL, "attachedInfo" TEXT NOT NULL, "isPrivateChat" INTEGER NOT NULL, "groupAtType" INTEGER NOT NULL, "ex" TEXT NOT NULL, "burnDuration" INTEGER NOT NULL, "minSeq" INTEGER NOT NULL, "maxSeq" INTEGER NOT NULL, "msgDestructTime" INTEGER NOT NULL, "latestMsgDestructTime" INTEGER NOT NULL, "isMsgDestruct" INTEGER NOT NULL, "seq" INTEGER NOT NULL, PRIMARY KEY ("ownerUserID", "conversationID")) STRICT, WITHOUT ROWID`,
      `CREATE INDEX "conversations_byOrder" ON "conversations" ("ownerUserID", "seq", "conversationID")`,
      `CREATE INDEX "conversations_byPeer" ON "conversations" ("userID", "ownerUserID", "conversationID")`,
      `CREATE INDEX "conversations_byDestruct" ON "conversations" ("isMsgDestruct", "ownerUserID", "conversationID")`,
      `CREATE TABLE "objects" ("hash" TEXT NOT NULL, "size" INTEGER NOT NULL, "type" TEXT NOT NULL, "createTime" INTEGER NOT NULL, PRIMARY KEY ("hash")) STRICT, WITHOUT ROWID`,
      `CREATE TABLE "objectNames" ("name" TEXT NOT NULL, "hash" TEXT NOT NULL, "userID" TEXT NOT NULL, "size" INTEGER NOT NULL, "type" TEXT NOT NULL, "cause" TEXT NOT NULL, "createTime" INTEGER NOT NULL, PRIMARY KEY ("name")) STRICT, WITHOUT ROWID`,
      `CREATE INDEX "objectNames_byHash" ON "objectNames" ("hash", "name")`,
      `CREATE INDEX "objectNames_byUser" ON "objectNames" ("userID", "name")`,
      `CREATE TABLE "uploads" ("uploadID" TEXT NOT NULL, "userID" TEXT NOT NULL, "name" TEXT NOT NULL, "hash" TEXT NOT NULL, "size" INTEGER NOT NULL, "partSize" INTEGER NOT NULL, "type" TEXT NOT NULL, "cause" TEXT NOT NULL, "kind" TEXT NOT NULL, "secret" TEXT NOT NULL, "expireTime" INTEGER NOT NULL, PRIMARY KEY ("uploadID")) STRICT, WITHOUT ROWID`,
      `CREATE INDEX "uploads_byExpiry" ON "uploads" ("expireTime", "uploadID")`,
      `CREATE INDEX "uploads_byUser" ON "uploads" ("userID", "uploadID")`,
    ],
  },
  {
    to: 4,
    about: "how much a user's files take is kept as a total",
    sql: [
      `CREATE TABLE "fileUse" ("userID" TEXT NOT NULL, "files" INTEGER NOT NULL, "bytes" INTEGER NOT NULL, PRIMARY KEY ("userID")) STRICT, WITHOUT ROWID`,
      `INSERT INTO "fileUse" SELECT "userID", count(*), sum("size") FROM "objectNames" GROUP BY "userID"`,
    ],
  },
];

export const latestVersion = (list: readonly Migration[] = migrations) => list[list.length - 1]?.to ?? FIRST_VERSION;
