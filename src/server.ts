/** The embedded server as a library for Node: `const server = await createImServer({ data: './data' })`. */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ServerContext } from './server/context.js';
import { createServerCore } from './server/im-server.js';
import { listenNode } from './server/node.js';
import { isLoopback } from './server/node-address.js';
import { listenOperator } from './server/node-operator.js';
import { packageRoot } from './server/node-package.js';
import { createFolderObjects } from './server/node-objects.js';
import { folderSecret, newSecret } from './server/node-secret.js';
import type { StaticFolder } from './server/node-static.js';
import { defaultOptions, type ImServerOptions } from './server/options.js';
import { createNodeRuntime, type NodeRuntimeOptions } from './server/runtime-node.js';
import { MemoryStore } from './server/store/memory.js';
import type { Store } from './server/store/port.js';
import { openSqliteStore } from './server/store/sqlite-open.js';

export type { CheckMessage, ImServerOptions, MessageToCheck } from './server/options.js';

export interface ImServerSetup extends Partial<ImServerOptions> {
  /** Folder of the database and the secret, made when missing. Without it everything is in memory and ends with the process. */
  data?: string;
  /** Default 127.0.0.1. */
  host?: string;
  /** Default 10002; 0 = any free one. */
  port?: number;
  /** How many proxies in front set X-Forwarded-For; default 0: the header is not believed. */
  trustProxy?: number;
  /** A folder of files to serve. */
  static?: string;
  /** Serve the demo pages of this package. */
  demo?: boolean;
  log?: NodeRuntimeOptions['log'];
  /** Takes the log's lines; default: standard error. */
  logLine?: NodeRuntimeOptions['logLine'];
}

export interface ImServer {
  /** `http://HOST:PORT`. */
  readonly url: string;
  readonly host: string;
  readonly port: number;
  /** The server's parts: for administration inside the process. */
  readonly context: ServerContext;
  /** Lets running calls end, ends all connections, closes the database and frees its folder. */
  close(): Promise<void>;
}

/**
 * Starts a server.
 * @throws Error in words: another process has the folder, the port is taken (EADDRINUSE), the data is of a newer
 * version, an option makes no sense.
 */
export async function createImServer(setup: ImServerSetup = {}): Promise<ImServer> {
  const { data, host = '127.0.0.1', port = 10_002, trustProxy = 0, log, logLine } = setup;
  checkSetup(setup, host);
  const folders = foldersOf(setup);
  const storage = data === undefined ? memory() : await openSqliteStore(data);
  /** What to end, the last one first. */
  const ends: (() => void | Promise<void>)[] = [() => storage.close()];
  const endAll = async () => {
    for (let end = ends.pop(); end; end = ends.pop()) await end();
  };
  try {
    const secret = setup.secret || (data === undefined ? newSecret() : folderSecret(data));
    const runtime = createNodeRuntime({ ...(log && { log }), ...(logLine && { logLine }) });
    const core = createServerCore({
      store: storage.store,
      runtime,
      options: optionsOf(setup, secret),
      ...(data !== undefined && { files: createFolderObjects(data) }),
    });
    // What the last process left behind; nobody has to wait for it.
    void core.context.objects.sweep().catch(() => runtime.log('warn', 'sweeping files failed'));
    if (data !== undefined) {
      try {
        ends.push(await listenOperator(core, data));
      } catch {
        // Some file systems have no sockets. The accounts can still be managed while the server is stopped.
        runtime.log('warn', 'no socket for the operator in the data folder: stop the server to use "user" commands');
      }
    }
    const node = await listenNode(core, {
      host,
      port,
      trustProxy,
      folders,
      check: () => void storage.store.get('meta', ['']),
    });
    ends.push(() => node.close());
    let closing: Promise<void> | undefined;
    return {
      url: `http://${host.includes(':') ? `[${host}]` : host}:${node.port}`,
      host,
      port: node.port,
      context: core.context,
      close: () => (closing ??= endAll()),
    };
  } catch (error) {
    await endAll();
    throw error;
  }
}

const memory = (): { store: Store; close(): void } => ({ store: new MemoryStore(), close: () => undefined });

function optionsOf(setup: ImServerSetup, secret: string): ImServerOptions {
  const known = Object.entries(setup).filter(([name, value]) => name in defaultOptions && value !== undefined);
  const options: ImServerOptions = { ...defaultOptions, ...Object.fromEntries(known), secret };
  if (options.corsOrigins.length && setup.publicUrl)
    options.corsOrigins = [...options.corsOrigins, new URL(setup.publicUrl).origin];
  return options;
}

/** A code that opens every account must not be within reach of others. */
function checkSetup({ superCode, trustProxy, publicUrl }: ImServerSetup, host: string): void {
  if (publicUrl && !/^https?:$/.test(URL.canParse(publicUrl) ? new URL(publicUrl).protocol : '')) {
    throw new Error(`publicUrl must be an address that begins with http:// or https://, not "${publicUrl}"`);
  }
  if (!superCode) return;
  const words = 'superCode is for development on this machine alone';
  if (!isLoopback(host))
    throw new Error(`${words}: it can't be used with host ${host}, only with 127.0.0.1, ::1 or localhost`);
  if (trustProxy || (publicUrl && !isLoopback(new URL(publicUrl).hostname)))
    throw new Error(`${words}: it can't be used behind a proxy or with a public address`);
}

/** The operator's files or the demo, then the bundle: a page needs no other place for it. */
function foldersOf({ static: folder, demo }: ImServerSetup): StaticFolder[] {
  if (folder !== undefined && !existsSync(folder)) throw new Error(`there is no folder ${folder} to serve files from`);
  const root = packageRoot();
  return [
    ...(folder === undefined ? [] : [{ path: folder, strict: false, shared: false }]),
    ...(demo ? [{ path: join(root, 'demo'), strict: true, shared: false }] : []),
    { path: join(root, 'dist/cdn'), strict: true, shared: true },
  ];
}
