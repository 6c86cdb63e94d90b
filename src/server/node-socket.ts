/** WebSocket upgrades: the handshake's answer, then the connection as the gateway sees it. */
import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer, type WebSocket } from 'ws';
import { MAX_FRAME } from '../protocol/envelope.js';
import type { Connection, Handshake } from './host.js';
import type { ServerCore } from './im-server.js';
import { headersOf, pathOf } from './node-request.js';

/** After this long an ended connection is cut, whether or not what was sent has been read. */
const LINGER_MS = 1000;

/** Bytes that wait for a slow reader: the frames of a queue may be few and long. */
const MAX_BUFFERED = 2 * 2 ** 20;

/** @returns a listener for `upgrade`, and `end`, which cuts all upgraded connections. */
export function createSockets(core: ServerCore, addressOf: (request: IncomingMessage) => string) {
  const server = new WebSocketServer({
    noServer: true,
    // Costs memory for every connection, and the frames are small; the protocol has gzip of its own.
    perMessageDeflate: false,
    maxPayload: MAX_FRAME,
    clientTracking: false,
    handleProtocols: () => false,
  });
  const open = new Set<Duplex>();

  async function upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    open.add(socket);
    socket.on('close', () => open.delete(socket));
    // Until `ws` takes over, a caller who goes away must not bring the process down.
    socket.on('error', () => socket.destroy());
    const { query } = pathOf(request);
    const result = await core.handshake({ query, headers: headersOf(request), ip: addressOf(request) });
    if (socket.destroyed) return;
    if (result.kind === 'http') return refuse(socket, result);
    server.handleUpgrade(request, socket, head, webSocket => {
      attach(webSocket, socket, result);
    });
  }

  return {
    upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
      upgrade(request, socket, head).catch(() => socket.destroy());
    },
    end(): void {
      for (const socket of open) socket.destroy();
    },
  };
}

function refuse(socket: Duplex, { status, headers, body }: Handshake & { kind: 'http' }): void {
  const lines = Object.entries({ ...headers, 'content-length': String(Buffer.byteLength(body)), connection: 'close' });
  socket.end(
    `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
  );
  setTimeout(() => socket.destroy(), LINGER_MS).unref();
}

function attach(webSocket: WebSocket, socket: Duplex, { firstText, attach: take }: Handshake & { kind: 'ws' }): void {
  let queued = 0;
  let ended = false;
  const connection: Connection = {
    send(data) {
      if (ended || webSocket.readyState !== webSocket.OPEN) return;
      if (webSocket.bufferedAmount > MAX_BUFFERED) {
        // Nobody reads: a graceful end would wait behind all of it.
        webSocket.terminate();
        return;
      }
      queued++;
      webSocket.send(data, { binary: typeof data !== 'string' }, () => {
        queued--;
      });
    },
    ping: () => {
      if (!ended && webSocket.readyState === webSocket.OPEN) webSocket.ping();
    },
    queued: () => queued,
    hold(held) {
      if (ended) return;
      if (held) webSocket.pause();
      else webSocket.resume();
    },
    terminate() {
      if (ended) return;
      ended = true;
      // What still comes is thrown away, and the other side's end must be seen.
      webSocket.resume();
      // No close frame, as in OpenIM; a plain end of the stream, so that what was sent still arrives.
      socket.end();
      setTimeout(() => webSocket.terminate(), LINGER_MS).unref();
    },
  };
  if (firstText !== undefined) connection.send(firstText);
  const events = take(connection);
  webSocket.on('message', (data: Buffer, isBinary: boolean) => {
    if (!ended) events.message(isBinary ? data : data.toString('utf8'), !isBinary);
  });
  webSocket.on('ping', () => events.alive());
  webSocket.on('pong', () => events.alive());
  webSocket.on('error', () => events.closed());
  webSocket.on('close', () => events.closed());
}
