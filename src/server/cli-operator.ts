/** `user …`, `invite …` and `backup`: through the running server when there is one, else on the data folder itself. */
import { createHash, randomInt } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Terminal, Typed } from './cli-terminal.js';
import { DEFAULT_DATA, UsageError } from './cli-flags.js';
import { createServerCore } from './im-server.js';
import { backupFolder } from './node-backup.js';
import { askOperator } from './node-operator.js';
import { folderSecret } from './node-secret.js';
import { operate, type OperatorArgs } from './operator.js';
import { defaultOptions } from './options.js';
import { createNodeRuntime } from './runtime-node.js';
import { DATABASE_FILE, openSqliteStore } from './store/sqlite-open.js';

const MIN_PASSWORD = 6;
/** Without characters that look alike. */
const LETTERS = 'abcdefghijkmnpqrstuvwxyz23456789';

/** The folder of --data; it must be there: a misspelt name must not make a new, empty one. */
function folderOf({ flags }: Typed, mustExist: boolean): string {
  const folder = resolve(flags['data'] ?? DEFAULT_DATA);
  if (mustExist && !existsSync(join(folder, DATABASE_FILE)))
    throw new UsageError(`there is no database in ${folder}: name its folder with --data DIR`);
  return folder;
}

/** Passwords travel and are checked as MD5, as all OpenIM clients send them. */
const asClientsSend = (password: string) => createHash('md5').update(password).digest('hex');

/** The password typed, or a new one with the line that shows it. */
async function passwordOf({ flags }: Typed, terminal: Terminal): Promise<{ password: string; shown: string[] }> {
  if ('password-stdin' in flags) {
    const password = (await terminal.read()).replace(/\r?\n$/, '');
    if (password.length < MIN_PASSWORD)
      throw new UsageError(`the password must have at least ${MIN_PASSWORD} characters`);
    return { password, shown: [] };
  }
  const made = Array.from({ length: 14 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  return { password: made, shown: [`password ${made}`] };
}

/** Commands that may be the first thing done with a folder. */
const first = new Set(['add', 'invite create']);

/**
 * A command of operator.ts.
 * @param word - what the word after the command is.
 */
export const operateOn =
  (command: string, word?: string) =>
  async (typed: Typed, terminal: Terminal): Promise<void> => {
    const folder = folderOf(typed, !first.has(command));
    const args: Record<string, string | undefined> = { nickname: typed.flags['nickname'], lift: typed.flags['lift'] };
    if (word) args[word] = typed.words[0];
    const { password, shown } =
      command === 'add' || command === 'password' ? await passwordOf(typed, terminal) : { password: '', shown: [] };
    if (password) args['password'] = asClientsSend(password);
    const lines = (await askOperator(folder, command, args)) ?? (await operateStopped(folder, command, args));
    for (const line of [...lines, ...shown]) terminal.out(line);
  };

/** The server's parts without a host: its rules are the same, only nobody is connected. */
async function operateStopped(folder: string, command: string, args: OperatorArgs): Promise<string[]> {
  const open = await openSqliteStore(folder);
  try {
    const runtime = createNodeRuntime();
    const core = createServerCore({
      store: open.store,
      runtime,
      options: { ...defaultOptions, secret: folderSecret(folder) },
    });
    try {
      return await operate(core, command, args);
    } finally {
      core.close();
    }
  } finally {
    open.close();
  }
}

export async function backup(typed: Typed, terminal: Terminal): Promise<void> {
  const file = resolve(typed.words[0]!);
  for (const saved of await backupFolder(folderOf(typed, true), file)) terminal.out(`saved ${saved}`);
}
