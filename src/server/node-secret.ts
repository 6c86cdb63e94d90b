/** The server's secret in its data folder: made once, read by nobody else. */
import { randomBytes } from 'node:crypto';
import { chmodSync, closeSync, existsSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { makeFolder } from './node-folder.js';

const SECRET_FILE = 'secret';

/**
 * The secret kept in `folder`, made when there is none.
 * @throws Error when the file is empty.
 */
export function folderSecret(folder: string): string {
  const path = join(folder, SECRET_FILE);
  if (!existsSync(path)) {
    makeFolder(folder);
    const part = `${path}.part`;
    const file = openSync(part, 'w', 0o600);
    writeSync(file, `${newSecret()}\n`);
    fsyncSync(file);
    closeSync(file);
    renameSync(part, path);
  }
  chmodSync(path, 0o600);
  const secret = readFileSync(path, 'utf8').trim();
  if (!secret)
    throw new Error(`${path} is empty: write a secret into it, or delete it to get a new one (all tokens end then)`);
  return secret;
}

export const newSecret = () => randomBytes(32).toString('base64url');
