/** `serve`: from flags to a running server, until a signal ends it. */
import { createImServer, type ImServer, type ImServerSetup } from '../server.js';
import type { Terminal, Typed } from './cli-terminal.js';
import { blockedWords } from './cli-words.js';
import { DEFAULT_DATA, serveFlags } from './cli-flags.js';
import { isLoopback } from './node-address.js';

const PORTS_TRIED = 50;

/** @throws UsageError */
export function setupOf({ flags }: Typed, terminal: Terminal): ImServerSetup {
  const setup: ImServerSetup = { data: DEFAULT_DATA };
  for (const { name, read } of serveFlags) {
    const text = flags[name];
    if (text !== undefined && read) Object.assign(setup, read(text));
  }
  if ('print-codes' in flags) {
    setup.sendCode = (to, code) => {
      terminal.out(`code ${code} for ${to.email || (to.areaCode ?? '') + (to.phoneNumber ?? '')}`);
      return Promise.resolve();
    };
  }
  const words = flags['blocked-words'];
  if (words !== undefined)
    setup.checkMessage = blockedWords(words, line => {
      terminal.error(line);
    });
  return setup;
}

async function start(setup: ImServerSetup, nextPort: boolean): Promise<ImServer> {
  const first = setup.port ?? 10_002;
  const last = nextPort && first ? Math.min(first + PORTS_TRIED, 65_535) : first;
  for (let port = first; ; port++) {
    try {
      return await createImServer({ ...setup, port });
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === 'EADDRINUSE' && port < last) continue;
      throw inWords(error, { ...setup, port });
    }
  }
}

/** What the operating system says about addresses and folders, in words. */
export function inWords(
  error: unknown,
  { host = '127.0.0.1', port = 10_002, data = DEFAULT_DATA }: ImServerSetup,
): unknown {
  const { code = '', syscall = '' } = error as NodeJS.ErrnoException;
  const unusable: Readonly<Record<string, string>> = {
    EEXIST: `${data} is a file: --data takes a folder`,
    ENOTDIR: `${data} lies below a file: --data takes a folder`,
    ENOENT: `${data} can't be made there: take another folder with --data DIR`,
    EACCES: `${data} can't be written by this user: take another folder with --data DIR`,
    EPERM: `${data} can't be written by this user: take another folder with --data DIR`,
    EROFS: `${data} is on a disk that can only be read: take another folder with --data DIR`,
  };
  const words: Readonly<Record<string, string>> = {
    EADDRINUSE: `port ${port} of ${host} is in use: stop the other program, or take another with --port N (--next-port finds a free one)`,
    EACCES: `port ${port} may not be opened by this user: take one above 1023 with --port N`,
    EADDRNOTAVAIL: `${host} is no address of this machine: --host takes one of its own, 127.0.0.1 for this machine alone or 0.0.0.0 for all`,
    ENOTFOUND: `there is no host ${host}`,
  };
  const said = (/^(?:listen|getaddrinfo)$/.test(syscall) ? words : unusable)[code];
  return said ? new Error(said) : error;
}

/** The first signal that asks to stop. Whoever asks twice does not want to wait. */
function stopSignal(): Promise<void> {
  return new Promise(resolve => {
    let asked = false;
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
      process.on(signal, () => {
        if (asked) process.exit(1);
        asked = true;
        resolve();
      });
    }
  });
}

export async function serve(typed: Typed, terminal: Terminal): Promise<void> {
  const setup = setupOf(typed, terminal);
  // Before anybody can know that it runs: a signal in between would end it without closing its database.
  const stop = stopSignal();
  const server = await start(setup, 'next-port' in typed.flags);
  const { runtime } = server.context;
  terminal.out(`listening ${server.url}`);
  if (!isLoopback(server.host) && !setup.trustProxy) {
    runtime.log(
      'warn',
      'other machines reach this server without TLS: put a proxy in front, and name it with --trust-proxy 1',
    );
  }
  await stop;
  try {
    await server.close();
  } catch (error) {
    runtime.log('error', 'stopping failed', { reason: error instanceof Error ? error.name : 'unknown' });
    process.exit(1);
  }
  runtime.log('info', 'stopped');
}
