/** Changes of the schema since it was first released, in order. A new database is made from `tables.ts` at once. */
import { createTable } from './sqlite-schema.js';
import { tables, type TableName } from './tables.js';

export interface Migration {
  /** The schema version that the statements lead to; versions have no gaps. */
  readonly to: number;
  readonly about: string;
  readonly sql: readonly string[];
}

/** The statements that make tables as they are now. A later change of one of them has to write these out as they were. */
function created(...names: TableName[]): string[] {
  return names.flatMap(name => createTable(name, tables[name]));
}

/** The version of the first schema. */
export const FIRST_VERSION = 1;

/**
 * A change of `tables.ts` needs a row here; opening an old database fails otherwise.
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
    sql: created(
      'messages',
      'seqs',
      'userSeqs',
      'hiddenMessages',
      'conversations',
      'objects',
      'objectNames',
      'uploads',
    ),
  },
];

export const latestVersion = (list: readonly Migration[] = migrations) => list[list.length - 1]?.to ?? FIRST_VERSION;
