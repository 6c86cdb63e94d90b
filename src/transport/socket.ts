/** The gateway's socket: dials when told, pairs requests with replies, notices silence (protocol §3). */
import ReconnectingWebSocket from 'partysocket/ws';
import { NetworkError, NetworkTimeoutError } from '../protocol/codes.js';
import { packEnvelope, fromBase64, toBase64, unpackEnvelope, type ResponseEnvelope } from '../protocol/envelope.js';
import { ImError } from '../protocol/errors.js';
import * as frames from '../protocol/frames.js';
import type { RestEnvelope } from '../protocol/model.js';
import type { Credentials, Socket, SocketEvents } from '../protocol/port.js';
import { decode, encode, type Infer, type Schema } from '../protocol/wire.js';

/** How long (ms) a dial, a first frame, a reply or a pong may take. */
const PATIENCE = 10_000;
/** Pause (ms) between text pings: the gateway's own pings are invisible to scripts. */
const HEARTBEAT = 20_000;

export interface SocketOptions {
  wsUrl: string;
  /** The WebSocket class; default the platform's. */
  WebSocket?: unknown;
  /** A fresh operation ID. */
  id(): string;
}

interface Waiter {
  resolve(data: Uint8Array): void;
  reject(error: ImError): void;
}

export function openSocket({ wsUrl, WebSocket, id }: SocketOptions, events: SocketEvents): Socket {
  let credentials: Credentials;
  let phase: 'idle' | 'dialling' | 'open' = 'idle';
  const waiting = new Map<string, Waiter>();
  const pongs: ((error?: ImError) => void)[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let count = 0;

  const url = () =>
    `${wsUrl}?` +
    new URLSearchParams({
      sendID: credentials.userID,
      token: credentials.imToken,
      platformID: String(credentials.platformID),
      operationID: id(),
      isBackground: 'false',
      isMsgResp: 'true',
      sdkType: 'js',
    }).toString();

  // It only dials: when to dial again is the core's to say, and nothing is queued behind its back.
  const ws = new ReconnectingWebSocket(url, undefined, {
    startClosed: true,
    maxRetries: 0,
    maxEnqueuedMessages: 0,
    connectionTimeout: PATIENCE,
    WebSocket,
  });
  ws.binaryType = 'arraybuffer';

  /** Ends what runs over the connection; gives true when there was one. */
  const drop = () => {
    const was = phase !== 'idle';
    phase = 'idle';
    clearTimeout(timer);
    ws.close();
    const error = new ImError(NetworkError, 'connection lost');
    for (const waiter of [...waiting.values()]) waiter.reject(error);
    for (const pong of pongs.splice(0)) pong(error);
    return was;
  };
  const lose = (errCode: number, words: string) => {
    if (drop()) events.lost(new ImError(errCode, words));
  };
  const probe = (ms: number) =>
    new Promise<void>((resolve, reject) => {
      const late = setTimeout(() => {
        reject(new ImError(NetworkTimeoutError, 'the server is silent'));
        lose(NetworkTimeoutError, 'the server is silent');
      }, ms);
      pongs.push(error => {
        clearTimeout(late);
        if (error) reject(error);
        else resolve();
      });
      ws.send('{"type":"ping"}');
    });
  const beat = () => {
    timer = setTimeout(() => {
      probe(PATIENCE).then(beat, () => undefined);
    }, HEARTBEAT);
  };

  /** Text: the first frame says how the sign-in went, all others are pongs. */
  function onText(text: string) {
    if (phase === 'open') {
      for (const pong of pongs.splice(0)) pong();
      return;
    }
    const { errCode = 0, errMsg = '' } = JSON.parse(text) as Partial<RestEnvelope>;
    clearTimeout(timer);
    if (errCode) {
      drop();
      events.refused(new ImError(errCode, errMsg));
    } else {
      phase = 'open';
      beat();
      events.open();
    }
  }

  function onFrame({ reqIdentifier, msgIncr, operationID, errCode, errMsg, data }: ResponseEnvelope) {
    const waiter = waiting.get(msgIncr);
    const body = fromBase64(data ?? '');
    if (waiter) {
      if (errCode) waiter.reject(new ImError(errCode, errMsg, operationID));
      else waiter.resolve(body);
    } else if (reqIdentifier === frames.kicked.id) {
      drop();
      events.kicked();
    } else if (reqIdentifier === frames.onlineStatus.id && !msgIncr) {
      events.presence(decode(frames.onlineStatus.response, body).subscribers);
    } else if (reqIdentifier === frames.pushMessages.id) {
      const push = decode(frames.pushMessages.response, body);
      for (const [conversationID, { Msgs }] of [...Object.entries(push.msgs), ...Object.entries(push.notificationMsgs)])
        for (const message of Msgs) events.message(message, conversationID);
    }
  }

  ws.onopen = () => {
    timer = setTimeout(() => { lose(NetworkTimeoutError, 'the gateway said nothing'); }, PATIENCE);
  };
  ws.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
    if (phase === 'idle') return;
    try {
      if (typeof data === 'string') onText(data);
      else onFrame(unpackEnvelope<ResponseEnvelope>(new Uint8Array(data)));
    } catch {
      // A peer that doesn't speak the protocol can't be talked to.
      lose(NetworkError, 'unreadable frame');
    }
  };
  ws.onclose = () => { lose(NetworkError, 'connection lost'); };

  return {
    dial(next) {
      credentials = next;
      if (phase !== 'idle') return;
      phase = 'dialling';
      events.connecting();
      ws.reconnect();
    },
    request<Q extends Schema, R extends Schema>(frame: frames.Frame<Q, R>, data: Partial<Infer<Q>>) {
      return new Promise<Infer<R>>((resolve, reject) => {
        const msgIncr = String(++count);
        const operationID = id();
        const late = setTimeout(() => { finish(() => { reject(new ImError(NetworkTimeoutError, 'no reply', operationID)); }); }, PATIENCE);
        const finish = (then: () => void) => {
          clearTimeout(late);
          waiting.delete(msgIncr);
          then();
        };
        waiting.set(msgIncr, {
          resolve: body => { finish(() => { resolve(decode(frame.response, body)); }); },
          reject: error => { finish(() => { reject(error); }); },
        });
        if (phase === 'open')
          ws.send(packEnvelope({ reqIdentifier: frame.id, msgIncr, operationID, sendID: credentials.userID, data: toBase64(encode(frame.request, data)) }) as Uint8Array<ArrayBuffer>);
        else finish(() => { reject(new ImError(NetworkError, 'not connected', operationID)); });
      });
    },
    probe: ms => (phase === 'open' ? probe(ms) : Promise.reject(new ImError(NetworkError, 'not connected'))),
    close() {
      drop();
    },
  };
}
