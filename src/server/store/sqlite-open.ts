/** Opens a data folder for one process: lock, durable settings, schema. */
import { chmodSync, closeSync, existsSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from '../node-folder.js';
import { migrate } from './sqlite-migrate.js';
import { openDatabase, type SqlDatabase } from './sqlite-database.js';
import { SqliteStore } from './sqlite.js';

export const DATABASE_FILE = 'im.db';
const LOCK_FILE = 'im.lock';

/** WAL with FULL: a commit returns after its fsync. */
const SETTINGS = [
  'PRAGMA journal_mode = WAL',
  'PRAGMA synchronous = FULL',
  'PRAGMA busy_timeout = 5000',
  'PRAGMA trusted_schema = OFF',
];

export interface OpenStore {
  readonly store: SqliteStore;
  /** The connection itself, for tests and maintenance. */
  readonly database: SqlDatabase;
  /** Moves the log into the database file, closes it and frees the folder. May be called twice. */
  close(): void;
}

/** Thrown when another process works on the folder. */
export class FolderInUseError extends Error {
  override name = 'FolderInUseError';
}

/**
 * Files with password hashes are nobody else's business; made before SQLite opens them, so never readable in between.
 * An existing file is not opened: closing it would free the locks that this process holds on it (POSIX).
 */
function privateFile(path: string): void {
  if (!existsSync(path)) closeSync(openSync(path, 'a', 0o600));
  chmodSync(path, 0o600);
}

/**
 * Takes the folder for this process. The lock is one that the operating system frees when the process ends, however
 * it ends: an exclusive SQLite transaction on a file of its own.
 * @throws FolderInUseError
 */
export async function lockFolder(folder: string): Promise<() => void> {
  const path = join(folder, LOCK_FILE);
  privateFile(path);
  const lock = await openDatabase(path);
  try {
    lock.exec('PRAGMA busy_timeout = 0');
    lock.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if (!/locked|busy/i.test(String(error))) throw error;
    throw new FolderInUseError(
      `another im-elements server works on ${folder}: stop it first, or take another --data folder`,
    );
  }
  return () => lock.close();
}

/** Some file systems can't do WAL, and SQLite then goes on without a word. */
function checkDurable(database: SqlDatabase): void {
  const { journal_mode } = database.prepare('PRAGMA journal_mode').get() as { journal_mode: string };
  const { synchronous } = database.prepare('PRAGMA synchronous').get() as { synchronous: number };
  if (journal_mode !== 'wal' || synchronous !== 2) {
    throw new Error(
      `the data folder can't be written durably (journal_mode ${journal_mode}, synchronous ${synchronous}): use a folder on a local disk`,
    );
  }
}

/**
 * Moves the log into the file, so that a stopped server's data is one file. Leaving WAL does it even while prepared
 * statements wait for the garbage collector (they can't be finalized by hand); while a backup reads, the log stays.
 */
function mergeLog(database: SqlDatabase): void {
  database.exec('PRAGMA busy_timeout = 0');
  database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
  try {
    database.exec('PRAGMA journal_mode = DELETE');
  } catch (error) {
    if (!/locked|busy/i.test(String(error))) throw error;
  }
}

/**
 * Opens (and makes, where missing) the database of a data folder.
 * @param folder - made with mode 700 when it does not exist.
 * @throws FolderInUseError when another process has it; Error in words for a newer schema.
 */
export async function openSqliteStore(folder: string): Promise<OpenStore> {
  makeFolder(folder);
  const unlock = await lockFolder(folder);
  let database: SqlDatabase | undefined;
  try {
    const path = join(folder, DATABASE_FILE);
    privateFile(path);
    database = await openDatabase(path);
    for (const sql of SETTINGS) database.exec(sql);
    checkDurable(database);
    migrate(database);
  } catch (error) {
    database?.close();
    unlock();
    throw error;
  }
  const open = database;
  let isOpen = true;
  const close = () => {
    if (!isOpen) return;
    isOpen = false;
    try {
      mergeLog(open);
    } finally {
      open.close();
      unlock();
    }
  };
  return { store: new SqliteStore(open), database: open, close };
}
