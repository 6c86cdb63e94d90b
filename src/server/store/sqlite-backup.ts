/** Copies the database of a data folder into one file, also while a server works on it. */
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

/**
 * The copy is one consistent moment, complete or not there at all.
 * @throws Error when there is no database in `folder`, `file` exists, or its folder is missing or not writable.
 */
export async function backupFolder(folder: string, file: string): Promise<void> {
  const source = join(folder, DATABASE_FILE);
  if (!existsSync(source)) throw new Error(`there is no database in ${folder}`);
  if (existsSync(file)) throw new Error(`${file} exists already: name a new file`);
  const target = dirname(file);
  if (!statSync(target, { throwIfNoEntry: false })?.isDirectory())
    throw new Error(`there is no folder ${target}: make it first, or name a file in another one`);
  try {
    accessSync(target, constants.W_OK);
  } catch {
    throw new Error(`${target} can't be written by this user: name a file in another folder`);
  }
  const part = `${file}.part`;
  rmSync(part, { force: true });
  const database = await openDatabase(source);
  try {
    database.exec('PRAGMA busy_timeout = 5000');
    database.prepare('VACUUM INTO ?').run(part);
  } catch (error) {
    rmSync(part, { force: true });
    throw error;
  } finally {
    database.close();
  }
  chmodSync(part, 0o600);
  sync(part);
  renameSync(part, file);
  sync(target);
}

function sync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
