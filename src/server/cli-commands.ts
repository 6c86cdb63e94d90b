/** The command line as a table: words, flags, what is run. */
import { dataFlag, passwordFlag, serveFlags, type Flag } from './cli-flags.js';
import { backup, operateOn } from './cli-operator.js';
import { serve } from './cli-serve.js';
import type { Terminal, Typed } from './cli-terminal.js';

export interface Command {
  /** One or two words. */
  name: string;
  /** Names of the words that follow; `[N]` may be left out. */
  words: readonly string[];
  about: string;
  flags: readonly Flag[];
  run(typed: Typed, terminal: Terminal): Promise<void>;
}

const USER = 'USER';

export const commands: readonly Command[] = [
  { name: 'serve', words: [], about: 'run the server', flags: serveFlags, run: serve },
  {
    name: 'user list',
    words: [],
    about: 'list accounts: user ID and account name, nickname, since when',
    flags: [dataFlag],
    run: operateOn('list'),
  },
  {
    name: 'user add',
    words: ['ACCOUNT'],
    about: 'make an account',
    flags: [
      dataFlag,
      { name: 'nickname', value: 'NAME', about: 'shown to others (default: the account name)' },
      passwordFlag,
    ],
    run: operateOn('add', 'account'),
  },
  {
    name: 'user ban',
    words: [USER],
    about: 'end all sessions of an account and let it sign in no more',
    flags: [dataFlag, { name: 'lift', about: 'let it sign in again' }],
    run: operateOn('ban', 'user'),
  },
  {
    name: 'user password',
    words: [USER],
    about: 'set a new password and end all sessions',
    flags: [dataFlag, passwordFlag],
    run: operateOn('password', 'user'),
  },
  {
    name: 'user delete',
    words: [USER],
    about: 'delete an account and everything of it',
    flags: [dataFlag],
    run: operateOn('delete', 'user'),
  },
  {
    name: 'invite create',
    words: ['[N]'],
    about: 'make an invitation code, or N of them, for serve --invitation',
    flags: [dataFlag],
    run: operateOn('invite create', 'count'),
  },
  {
    name: 'invite list',
    words: [],
    about: 'list invitation codes: since when, used when and by whom',
    flags: [dataFlag],
    run: operateOn('invite list'),
  },
  {
    name: 'invite delete',
    words: ['CODE'],
    about: 'delete an invitation code',
    flags: [dataFlag],
    run: operateOn('invite delete', 'code'),
  },
  {
    name: 'backup',
    words: ['FILE'],
    about: 'copy the database into FILE and its files into FILE.objects, also while the server runs',
    flags: [dataFlag],
    run: backup,
  },
];
