/** Copies the database of a data folder into one file, also while a server works on it. */
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { openDatabase } from './sqlite-database.js';
import { DATABASE_FILE } from './sqlite-open.js';

/**
 * The copy is one consistent moment, complete or not there at all.
 * @throws Error when there is no database in `folder`, or `file` exists.
 */
export async function backupFolder(folder: string, file: string): Promise<void> {
  const source = join(folder, DATABASE_FILE);
  if (!existsSync(source)) throw new Error(`there is no database in ${folder}`);
  if (existsSync(file)) throw new Error(`${file} exists already: name a new file`);
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
  sync(dirname(file));
}

function sync(path: string): void {
  const handle = openSync(path, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
