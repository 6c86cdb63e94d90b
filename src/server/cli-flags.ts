/** The flags of every command: one row each, for parsing, for the setup and for --help. */
import type { ImServerSetup } from '../server.js';

/** A mistake in what was typed: shown without a stack, exit status 2. */
export class UsageError extends Error {
  override name = 'UsageError';
}

export interface Flag {
  name: string;
  /** How the value is called in --help; none: a switch. */
  value?: string;
  /** May be given several times; commas separate, too. */
  many?: true;
  about: string;
  /** What it sets of the server; none: the command reads it by itself. */
  read?: (text: string) => ImServerSetup;
}

export const DEFAULT_DATA = '.im-data';

const whole = (name: string, text: string, min: number, max: number): number => {
  if (!/^\d{1,6}$/.test(text) || Number(text) < min || Number(text) > max)
    throw new UsageError(`--${name} takes a number from ${min} to ${max}, not "${text}"`);
  return Number(text);
};
const list = (text: string) =>
  text
    .split(',')
    .map(item => item.trim())
    .filter(Boolean);

function policy(text: string): ImServerSetup {
  const found = ([0, 1, 4, 5] as const).find(number => String(number) === text);
  if (found === undefined) throw new UsageError(`--policy is 0, 1, 4 or 5, not "${text}"`);
  return { policy: found };
}

function origins(text: string): ImServerSetup {
  const corsOrigins = list(text).map(origin => {
    if (!URL.canParse(origin) || new URL(origin).origin !== origin.replace(/\/$/, ''))
      throw new UsageError(`--cors-origin takes origins as https://example.org, not "${origin}"`);
    return new URL(origin).origin;
  });
  return { corsOrigins };
}

function log(text: string): ImServerSetup {
  if (text !== 'json' && text !== 'text') throw new UsageError(`--log is text or json, not "${text}"`);
  return { log: text };
}

export const dataFlag: Flag = {
  name: 'data',
  value: 'DIR',
  about: `folder of the database and the secret (default ${DEFAULT_DATA})`,
  read: data => ({ data }),
};
export const passwordFlag: Flag = {
  name: 'password-stdin',
  about: 'read the password from standard input; without it one is made and shown',
};

export const serveFlags: readonly Flag[] = [
  {
    name: 'port',
    value: 'N',
    about: 'port to listen on (default 10002); 0 = any free one',
    read: text => ({ port: whole('port', text, 0, 65_535) }),
  },
  { name: 'next-port', about: 'when the port is taken, use the next free one' },
  {
    name: 'host',
    value: 'HOST',
    about: 'address to listen on (default 127.0.0.1, this machine alone)',
    read: host => ({ host }),
  },
  dataFlag,
  {
    name: 'secret',
    value: 'S',
    about: 'signs tokens and opens the admin API (default: made once and kept in DIR/secret)',
    read: secret => ({ secret }),
  },
  {
    name: 'admin',
    value: 'ID,…',
    many: true,
    about: 'user IDs of administrators (default imAdmin)',
    read: text => ({ admins: list(text) }),
  },
  {
    name: 'policy',
    value: 'N',
    about: 'sign-ins at a time: 0 all, 1 one a platform (default), 4 one a class, 5 PCs and one other',
    read: policy,
  },
  { name: 'friend-verify', about: 'messages from friends only', read: () => ({ friendVerify: true }) },
  {
    name: 'revoke-minutes',
    value: 'N',
    about: 'messages can be revoked for N minutes (default 0: always)',
    read: text => ({ revokeMinutes: whole('revoke-minutes', text, 0, 525_600) }),
  },
  {
    name: 'blocked-words',
    value: 'FILE',
    about: 'refuse messages with a word of the file: one word or phrase per line',
  },
  { name: 'no-registration', about: 'no new accounts but those of "user add"', read: () => ({ registration: false }) },
  { name: 'invitation', about: 'new accounts need a code of "invite create"', read: () => ({ invitation: true }) },
  {
    name: 'super-code',
    value: 'CODE',
    about: 'accept this verification code for everybody; development, on a loopback host only',
    read: superCode => ({ superCode }),
  },
  { name: 'print-codes', about: 'print verification codes instead of sending them; development only' },
  {
    name: 'default-friends',
    value: 'ID,…',
    many: true,
    about: 'friends of every new account',
    read: text => ({ defaultFriends: list(text) }),
  },
  {
    name: 'cors-origin',
    value: 'ORIGIN,…',
    many: true,
    about: 'pages that may use the server (default: all)',
    read: origins,
  },
  {
    name: 'trust-proxy',
    value: 'N',
    about: 'N proxies in front set X-Forwarded-For (default 0)',
    read: text => ({ trustProxy: whole('trust-proxy', text, 0, 10) }),
  },
  { name: 'public-url', value: 'URL', about: 'the address people use', read: publicUrl => ({ publicUrl }) },
  {
    name: 'max-file-mb',
    value: 'N',
    about: 'size of a file in MB (default 20)',
    read: text => ({ maxFileMb: whole('max-file-mb', text, 1, 10_240) }),
  },
  {
    name: 'user-files-mb',
    value: 'N',
    about: 'MB of all files of a user (default 1024)',
    read: text => ({ userFilesMb: whole('user-files-mb', text, 1, 999_999) }),
  },
  { name: 'log', value: 'text|json', about: 'form of the log on standard error (default text)', read: log },
  { name: 'static', value: 'DIR', about: 'serve the files of a folder', read: folder => ({ static: folder }) },
  { name: 'demo', about: 'serve the demo pages', read: () => ({ demo: true }) },
];
