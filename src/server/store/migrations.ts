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
 * A change of `tables.ts` needs a row here; opening an old database fails otherwise.
 * Example: `{ to: 2, about: 'friends get a note', sql: ['ALTER TABLE "friends" ADD COLUMN "note" TEXT NOT NULL DEFAULT \'\''] }`
 */
export const migrations: readonly Migration[] = [];

export const latestVersion = (list: readonly Migration[] = migrations) => list[list.length - 1]?.to ?? FIRST_VERSION;
