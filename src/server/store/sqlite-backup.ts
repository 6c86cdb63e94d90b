/** Copies the database of a data folder into one file, also while a server works on it; its files are node-backup.ts's. */
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { openDatabase } from './sqlite-database.js';
import { DATABASE_FILE } from './sqlite-open.js';

/** @throws Error when there is no database in `folder`, `file` exists, or its folder is missing or not writable. */
export function checkBackup(folder: string, file: string): void {
  if (!existsSync(join(folder, DATABASE_FILE))) throw new Error(`there is no database in ${folder}`);
  if (existsSync(file)) throw new Error(`${file} exists already: name a new file`);
  const target = dirname(file);
  if (!statSync(target, { throwIfNoEntry: false })?.isDirectory())
    throw new Error(`there is no folder ${target}: make it first, or name a file in another one`);
  try {
    accessSync(target, constants.W_OK);
  } catch {
    throw new Error(`${target} can't be written by this user: name a file in another folder`);
  }
}

export interface DatabaseCopy {
  /** The files it has names for. */
  hashes: string[];
  /** Puts the copy, on disk, where it belongs. */
  keep(): void;
  drop(): void;
}

/** Copies one consistent moment beside `file`, to be kept or dropped. */
export async function copyDatabase(folder: string, file: string): Promise<DatabaseCopy> {
  const part = `${file}.part`;
  const drop = () => {
    rmSync(part, { force: true });
  };
  drop();
  const database = await openDatabase(join(folder, DATABASE_FILE));
  try {
    database.exec('PRAGMA busy_timeout = 5000');
    database.prepare('VACUUM INTO ?').run(part);
    chmodSync(part, 0o600);
    return {
      hashes: await hashesOf(part),
      keep() {
        sync(part);
        renameSync(part, file);
        // Windows opens no folders; it writes their entries through.
        if (process.platform !== 'win32') sync(dirname(file));
      },
      drop,
    };
  } catch (error) {
    drop();
    throw error;
  } finally {
    database.close();
  }
}

/** A database of an older version may know no files. */
async function hashesOf(path: string): Promise<string[]> {
  const copy = await openDatabase(path, { readOnly: true });
  try {
    if (!copy.prepare(`SELECT 1 FROM sqlite_schema WHERE name = 'objects'`).get()) return [];
    return copy
      .prepare('SELECT hash FROM objects')
      .all()
      .map(row => (row as { hash: string }).hash);
  } finally {
    copy.close();
  }
}

function sync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
