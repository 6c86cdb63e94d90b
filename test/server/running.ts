/** A real server in a process of its own, for tests that kill it or look at it from outside. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

const root = join(import.meta.dirname, '../..');
let built: string | undefined;

/** The command line as one file, so that a start takes no compiling. Dependencies are taken from node_modules. */
export function commandFile(): string {
  if (built) return built;
  const folder = join(root, 'node_modules/.cache/im-elements-test');
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `cli-${process.pid}.mjs`);
  buildSync({
    entryPoints: [join(root, 'src/server/cli.ts')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    outfile,
  });
  process.on('exit', () => rmSync(outfile, { force: true }));
  return (built = outfile);
}

export interface Running {
  url: string;
  child: ChildProcess;
  /** All of its standard error so far. */
  errors(): string;
  /** Ends it and gives its exit status (or the signal's name). */
  end(signal: NodeJS.Signals): Promise<number | string>;
}

/**
 * `im-elements serve --port 0 …`, when it listens.
 * @param before - a program to run it under, with its arguments.
 */
export async function startServer(
  args: readonly string[],
  { node = [], before = [] }: { node?: readonly string[]; before?: readonly string[] } = {},
): Promise<Running> {
  const [program, ...rest] = [...before, process.execPath, ...node, commandFile(), 'serve', '--port', '0', ...args];
  const child = spawn(program!, rest, { stdio: ['ignore', 'pipe', 'pipe'] });
  let errors = '';
  child.stderr.on('data', data => (errors += String(data)));
  // Not "exit": what the process wrote last may still be in the pipe then.
  const ended = once(child, 'close').then(([code, signal]) => (code ?? signal) as number | string);
  const url = await new Promise<string>((resolve, reject) => {
    let text = '';
    child.stdout.on('data', data => {
      text += String(data);
      const [, address] = /^listening (\S+)$/m.exec(text) ?? [];
      if (address) resolve(address);
    });
    void ended.then(status => reject(new Error(`the server ended with ${status}: ${errors}`)));
  });
  return {
    url,
    child,
    errors: () => errors,
    end(signal) {
      child.kill(signal);
      return ended;
    },
  };
}

export interface Envelope {
  errCode: number;
  errMsg: string;
  errDlt: string;
  data?: Record<string, unknown>;
}

/** One REST call. */
export async function call(url: string, path: string, body: object, token = ''): Promise<Envelope> {
  const headers = { operationID: 'test', ...(token && { token }) };
  const response = await fetch(url + path, { method: 'POST', headers, body: JSON.stringify(body) });
  return (await response.json()) as Envelope;
}

/** A token of the administrator, who needs the secret. */
export async function adminToken(url: string, secret: string): Promise<string> {
  const { errCode, data } = await call(url, '/auth/get_admin_token', { secret, userID: 'imAdmin' });
  if (errCode) throw new Error(`no admin token: ${errCode}`);
  return String(data?.['token']);
}
