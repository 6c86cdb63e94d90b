/** Copies a data folder, also while a server works on it: the database into a file, the objects it names into a folder beside it. */
import { existsSync } from 'node:fs';
import { constants, copyFile, mkdir, open, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkBackup, copyDatabase } from './store/sqlite-backup.js';

/** Objects are shelved by the first two digits of their hash (node-objects.ts). */
const shelf = (hash: string) => hash.slice(0, 2);

async function syncFolder(path: string): Promise<void> {
  // Windows opens no folders; it writes their entries through.
  if (process.platform !== 'win32') await sync(path);
}

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Nothing, when it is gone meanwhile. The bytes under a hash never change: only whether they are there. */
async function copyObject(from: string, to: string, hash: string): Promise<void> {
  const target = join(to, shelf(hash), hash);
  if (existsSync(target)) return;
  await mkdir(join(to, shelf(hash)), { recursive: true, mode: 0o700 });
  try {
    await copyFile(join(from, shelf(hash), hash), target, constants.COPYFILE_FICLONE);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
    throw error;
  }
  await sync(target);
}

/** The hashes of a folder of objects. */
async function listObjects(folder: string): Promise<string[]> {
  if (!existsSync(folder)) return [];
  const entries = await readdir(folder, { withFileTypes: true });
  const shelves = entries.filter(entry => entry.isDirectory()).map(({ name }) => readdir(join(folder, name)));
  return (await Promise.all(shelves)).flat();
}

/**
 * `file` is the database, `file + '.objects'` the files of its users, where there are any. `file` comes last: when it is
 * there, the copy is complete, and all of one moment.
 * @returns what was made.
 * @throws Error in words when one of them exists, or can't be made.
 */
export async function backupFolder(folder: string, file: string): Promise<string[]> {
  const target = `${file}.objects`;
  checkBackup(folder, file);
  if (existsSync(target)) throw new Error(`${target} exists already: name a new file`);
  const from = join(folder, 'objects');
  const part = `${target}.part`;
  const clear = () => rm(part, { recursive: true, force: true });
  await clear();
  try {
    // Before the database, since what it names may be removed while its files are copied; and after it what came meanwhile.
    for (const hash of await listObjects(from)) await copyObject(from, part, hash);
    const database = await copyDatabase(folder, file);
    try {
      for (const hash of database.hashes) await copyObject(from, part, hash);
      const named = new Set(database.hashes);
      const copied = await listObjects(part);
      for (const hash of copied) if (!named.has(hash)) await rm(join(part, shelf(hash), hash));
      const has = copied.some(hash => named.has(hash));
      if (has) {
        for (const name of await readdir(part)) await syncFolder(join(part, name));
        await rename(part, target);
        await syncFolder(dirname(target));
      }
      database.keep();
      return has ? [file, target] : [file];
    } catch (error) {
      database.drop();
      throw error;
    }
  } finally {
    await clear();
  }
}
