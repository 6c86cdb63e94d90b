/** What a flow needs around a browser: the server as its own process, and a site of somebody else with the elements on it. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';

/** ms that a page may take for a step; one that is late fails, one that is slow does not. */
export const PATIENCE = 60_000;
/** ms for what comes by a push: within a second on a quiet machine; before the heartbeat would find out on any. */
export const LIVE = 15_000;

const root = join(import.meta.dirname, '../..');

/** What the log says of a connection, call or frame (docs/embedded-server.md). */
export interface LogLine {
  event: string;
  userID?: string;
  path?: string;
  reqIdentifier?: number;
}

/** The built command line, as an operator runs it. */
export class ServerProcess {
  url = '';
  /** With the flags `--log json`: what it has logged. */
  readonly log: LogLine[] = [];
  #child: ChildProcess | undefined;

  private constructor(
    readonly data: string,
    readonly flags: readonly string[],
  ) {}

  /** @param flags - further ones of `serve`. */
  static async start(...flags: string[]): Promise<ServerProcess> {
    const server = new ServerProcess(await mkdtemp(join(tmpdir(), 'im-flow-')), flags);
    await server.up();
    return server;
  }

  /** Starts it, after the first time on the same port and data. */
  async up() {
    const port = this.url ? new URL(this.url).port : '0';
    const child = spawn(
      process.execPath,
      [join(root, 'dist/server/cli.js'), 'serve', '--port', port, '--data', this.data, ...this.flags],
      {
        stdio: ['ignore', 'pipe', this.flags.includes('json') ? 'pipe' : 'inherit'],
      },
    );
    this.#child = child;
    if (child.stderr)
      createInterface({ input: child.stderr }).on('line', line => {
        if (line.startsWith('{')) this.log.push(JSON.parse(line) as LogLine);
        else console.error(line);
      });
    for await (const line of createInterface({ input: child.stdout! })) {
      const [, url] = /^listening (http\S+)/.exec(line) ?? [];
      if (!url) continue;
      this.url = url;
      return;
    }
    throw new Error('the server ended before it was listening');
  }

  /** Stops it as a machine that hangs (SIGSTOP), and lets it go on (SIGCONT). */
  signal(signal: 'SIGSTOP' | 'SIGCONT') {
    this.#child?.kill(signal);
  }

  /** @param signal - SIGKILL: as when the power is cut. */
  async down(signal: NodeJS.Signals = 'SIGTERM') {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  }

  async remove() {
    await this.down();
    await rm(this.data, { recursive: true, force: true });
  }
}

const people = `<im-login></im-login> <im-status></im-status> <im-unread for="requests"></im-unread>
<im-add-friend></im-add-friend> <im-requests></im-requests> <im-friend-list></im-friend-list>
<im-blacklist></im-blacklist> <im-profile></im-profile> <im-user-card></im-user-card>`;
/** What stands on the site's pages, by their path. */
const bodies: Readonly<Record<string, (query: URLSearchParams) => string>> = {
  '/': () => people,
  '/bare': () => '',
  '/chat': () => `<im-login></im-login> <im-status></im-status> <im-unread for="messages"></im-unread>
<im-friend-list></im-friend-list> <im-conversation-list></im-conversation-list> <im-chat></im-chat>`,
  '/alone': query => `<im-chat user-id="${query.get('user')}"></im-chat>`,
};

/** Of the query, for `<im-client>`. */
const attributes = (query: URLSearchParams) =>
  ['name', 'persist']
    .flatMap(key => (/^\w+$/.test(query.get(key) ?? '') ? ` ${key}="${query.get(key)}"` : []))
    .join('');

const page = (server: string, body: string, query: URLSearchParams) => `<!doctype html>
<html lang="en"><meta charset="utf-8"><title>A site</title>
<script type="module" src="/im-elements.js"></script>
<main>
<h1>A site</h1>
<im-client server="${server}"${attributes(query)}></im-client>
${body}
</main></html>`;

/**
 * A site on an origin of its own, which is up while the IM server is down: `/` has every element for people, `/bare` none, `/chat` those to talk,
 * `/alone?user=ID` the chat with one person. `name` and `persist` in the query are given to `<im-client>`.
 * @param headers - with which it sends its page.
 */
export async function startSite(
  server: string,
  headers: Record<string, string> = {},
): Promise<{ url: string; close(): Promise<void> }> {
  const http = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://site');
    const body = bodies[pathname]?.(searchParams);
    if (body !== undefined)
      return void response
        .writeHead(200, { ...headers, 'content-type': 'text/html; charset=utf-8' })
        .end(page(server, body, searchParams));
    readFile(join(root, 'dist/cdn', basename(pathname))).then(
      body => response.writeHead(200, { 'content-type': 'text/javascript' }).end(body),
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>(done => http.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/`,
    close: () =>
      new Promise(done => {
        http.close(() => done());
        http.closeAllConnections();
      }),
  };
}
