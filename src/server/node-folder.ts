/** Makes a data folder, or says why not. */
import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * The folder and those above it that are missing, with mode 700. One by one: in file systems that take no folders, as
 * /proc, Node's recursive way never returns.
 * @throws the error of the operating system; ENOENT where a folder can't be made.
 */
export function makeFolder(folder: string): void {
  const missing: string[] = [];
  for (let path = resolve(folder); !isFolder(path); path = dirname(path)) missing.unshift(path);
  for (const path of missing) {
    try {
      mkdirSync(path, { mode: 0o700 });
    } catch (error) {
      // Made by another process meanwhile.
      if (!isFolder(path)) throw error;
    }
  }
}

function isFolder(path: string): boolean {
  const found = statSync(path, { throwIfNoEntry: false });
  if (found && !found.isDirectory())
    throw Object.assign(new Error(`${path} is a file`), { code: 'EEXIST', syscall: 'mkdir', path });
  return found !== undefined;
}
