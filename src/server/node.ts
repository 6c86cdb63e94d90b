/** The host in Node: HTTP, WebSocket and static files on one port. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ServerCore } from './im-server.js';
import { callerAddress } from './node-address.js';
import { answerFile } from './node-files.js';
import { readRequestBody, RequestGoneError, writeAnswer } from './node-http.js';
import { headersOf, pathOf } from './node-request.js';
import { createSockets } from './node-socket.js';
import { createStatic, type StaticFolder } from './node-static.js';
import { MAX_BODY } from './rest-body.js';

const HEADERS_TIMEOUT_MS = 10_000;
/** Calls are small. */
const REST_TIMEOUT_MS = 30_000;
/** Long enough for a part of a file on a slow line; one that stands still ends sooner (node-files.ts). */
const REQUEST_TIMEOUT_MS = 900_000;
/** How often those two are looked after. */
const CHECK_MS = 5_000;
/** Longer than the idle time of usual proxies: they must be the ones who hang up. */
const KEEP_ALIVE_MS = 75_000;
const MAX_SOCKETS = 20_000;
/** How long a stopping host waits for calls that are being answered. */
const STOP_MS = 5_000;
/** OpenIM's usual proxy paths: all of the server is there, too. */
const PREFIX = /^\/(?:api|msg_gateway|chat)(?=\/)/;

export interface NodeHostOptions {
  host: string;
  /** 0 = any free one. */
  port: number;
  /** Proxies in front whose X-Forwarded-For is believed. */
  trustProxy: number;
  folders: readonly StaticFolder[];
  /** For /healthz: throws when the server can't work. */
  check(): void;
}

export interface NodeHost {
  readonly port: number;
  /** Stops accepting, lets running calls end, ends all connections. */
  close(): Promise<void>;
}

/** @throws the error of `listen`, as EADDRINUSE. */
export async function listenNode(core: ServerCore, options: NodeHostOptions): Promise<NodeHost> {
  const addressOf = (request: IncomingMessage) => callerAddress(request, options.trustProxy);
  const serveFile = createStatic(options.folders);
  const { runtime } = core.context;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { path, query } = pathOf(request);
    const { method = '' } = request;
    if (core.files.takes(method, path)) {
      const headers = headersOf(request);
      return answerFile(core.files, request, response, { method, path, query, headers, ip: addressOf(request) });
    }
    if (method === 'GET' || method === 'HEAD') {
      const bare = path.replace(PREFIX, '');
      if (bare === '/healthz') return writeAnswer(request, response, health(options.check));
      if ((await serveFile(request, response, path)) || (bare !== path && (await serveFile(request, response, bare))))
        return;
    }
    const ip = addressOf(request);
    const late = setTimeout(() => request.destroy(), REST_TIMEOUT_MS);
    const body = await readRequestBody(request, MAX_BODY + 1, ip).finally(() => clearTimeout(late));
    await writeAnswer(request, response, await core.rest({ method, path, headers: headersOf(request), body, ip }));
  }

  const server = createServer(
    {
      headersTimeout: HEADERS_TIMEOUT_MS,
      requestTimeout: REQUEST_TIMEOUT_MS,
      connectionsCheckingInterval: CHECK_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
    },
    (request, response) => {
      response.on('error', () => undefined);
      answer(request, response).catch((error: unknown) => {
        if (!(error instanceof RequestGoneError))
          runtime.log('error', 'request failed', { reason: error instanceof Error ? error.name : 'unknown' });
        response.destroy();
      });
    },
  );
  server.maxConnections = MAX_SOCKETS;
  const sockets = createSockets(core, addressOf);
  server.on('upgrade', sockets.upgrade);

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      resolve();
    });
  });
  // Out of file handles, for example: the server goes on with the connections it has.
  server.on('error', error => {
    runtime.log('error', 'listening failed', { reason: (error as NodeJS.ErrnoException).code ?? error.name });
  });

  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>(resolve => server.close(() => resolve()));
      core.close();
      // A kept-alive connection becomes idle when its last answer is out.
      const idle = setInterval(() => server.closeIdleConnections(), 50);
      const timer = setTimeout(() => {
        server.closeAllConnections();
        sockets.end();
      }, STOP_MS);
      await closed;
      clearInterval(idle);
      clearTimeout(timer);
    },
  };
}

function health(check: () => void) {
  const headers = { 'content-type': 'application/json', 'cache-control': 'no-store' };
  try {
    check();
    return { status: 200, headers, body: '{"status":"ok"}' };
  } catch {
    return { status: 503, headers, body: '{"status":"storage failed"}' };
  }
}
