/** The gateway's socket: dials when told, pairs requests with replies, notices silence (protocol §3). */
import ReconnectingWebSocket from 'partysocket/ws';
import { ClientArgsError, NetworkError, NetworkTimeoutError } from '../protocol/codes.js';
import { packEnvelope, fromBase64, toBase64, unpackEnvelope, type ResponseEnvelope } from '../protocol/envelope.js';
import { ImError } from '../protocol/errors.js';
import type { Frame } from '../protocol/frame.js';
import type { RestEnvelope } from '../protocol/model.js';
import { kicked, pushMessages } from '../protocol/push-frames.js';
import type { Credentials, Socket, SocketEvents } from '../protocol/port.js';
import type { Infer, Schema } from '../protocol/schema.js';
import { onlineStatus } from '../protocol/session-frames.js';
import { decode, encode } from '../protocol/wire.js';

/** How long (ms) a dial, a first frame or a reply may take. */
const PATIENCE = 10_000;
/** Pause (ms) between text pings: the gateway's own pings are invisible to scripts; and how long a pong may take. */
const HEARTBEAT = 10_000;
const PONG = 4000;

export interface SocketOptions {
  wsUrl: string;
  /** The WebSocket class; default the platform's. */
  WebSocket?: unknown;
  /** A fresh operation ID. */
  id(): string;
}

/** Opens a socket; it dials when told. */
export type OpenSocket = (options: SocketOptions, events: SocketEvents) => Socket;

type Settle = (error?: ImError, body?: Uint8Array) => void;

/** @throws ImError 10002 where there is no WebSocket, as in Node 20. */
export function openSocket(
  { wsUrl, WebSocket = globalThis.WebSocket, id }: SocketOptions,
  events: SocketEvents,
): Socket {
  if (!WebSocket) throw new ImError(ClientArgsError, "pass createClient a WebSocket, e.g. that of 'ws'");
  let credentials: Credentials;
  let phase: 'idle' | 'dialling' | 'open' = 'idle';
  /** Who waits for a reply, by msgIncr; pings under names that no msgIncr has. */
  const waiting = new Map<string, Settle>();
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

  const gone = (operationID?: string) => new ImError(NetworkError, 'no connection', operationID);
  const late = (operationID?: string) => new ImError(NetworkTimeoutError, 'no answer', operationID);
  /** Ends what runs over the connection; gives true when there was one. */
  const drop = () => {
    const was = phase !== 'idle';
    phase = 'idle';
    clearTimeout(timer);
    ws.close();
    for (const settle of waiting.values()) settle(gone());
    return was;
  };
  const lose = (error: ImError) => {
    if (drop()) events.lost(error);
  };

  /** Sends, and waits for what comes under `key`. */
  const exchange = (key: string, data: Parameters<typeof ws.send>[0], ms: number, operationID?: string) =>
    new Promise<Uint8Array>((resolve, reject) => {
      const settle: Settle = (error, body) => {
        clearTimeout(over);
        waiting.delete(key);
        if (error) reject(error);
        else resolve(body!);
      };
      const over = setTimeout(() => {
        settle(late(operationID));
      }, ms);
      waiting.set(key, settle);
      if (phase === 'open') ws.send(data);
      else settle(gone(operationID));
    });
  const probe = async (ms: number) => {
    const at = timer;
    try {
      await exchange(`ping ${++count}`, '{"type":"ping"}', ms);
    } catch (error) {
      // Silence is death, unless another connection is up by now.
      if (at === timer) lose(error as ImError);
      throw error;
    }
  };
  const beat = () => {
    timer = setTimeout(() => {
      probe(PONG).then(beat, () => undefined);
    }, HEARTBEAT);
  };

  /** Text: the first frame says how the sign-in went, all others are pongs. */
  function onText(text: string) {
    if (phase === 'open') {
      for (const [key, settle] of waiting) if (key.startsWith('ping')) settle();
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
    const settle = waiting.get(msgIncr);
    const body = fromBase64(data ?? '');
    if (settle) settle(errCode ? new ImError(errCode, errMsg, operationID) : undefined, body);
    else if (reqIdentifier === kicked.id) {
      drop();
      events.kicked();
    } else if (reqIdentifier === onlineStatus.id && !msgIncr) {
      events.presence(decode(onlineStatus.response, body).subscribers);
    } else if (reqIdentifier === pushMessages.id) {
      const push = decode(pushMessages.response, body);
      for (const [conversationID, { Msgs }] of [...Object.entries(push.msgs), ...Object.entries(push.notificationMsgs)])
        for (const message of Msgs) events.message(message, conversationID);
    }
  }

  ws.onopen = () => {
    timer = setTimeout(() => {
      lose(late());
    }, PATIENCE);
  };
  ws.onmessage = ({ data }: MessageEvent<string | ArrayBuffer>) => {
    if (phase === 'idle') return;
    try {
      if (typeof data === 'string') onText(data);
      else onFrame(unpackEnvelope<ResponseEnvelope>(new Uint8Array(data)));
    } catch {
      // A peer that doesn't speak the protocol can't be talked to.
      lose(gone());
    }
  };
  ws.onclose = () => {
    lose(gone());
  };

  return {
    dial(next) {
      credentials = next;
      if (phase !== 'idle') return;
      phase = 'dialling';
      events.connecting();
      ws.reconnect();
    },
    async request<Q extends Schema, R extends Schema>(frame: Frame<Q, R>, data: Partial<Infer<Q>>) {
      const msgIncr = String(++count);
      const operationID = id();
      const envelope = {
        reqIdentifier: frame.id,
        msgIncr,
        operationID,
        sendID: credentials.userID,
        data: toBase64(encode(frame.request, data)),
      };
      return decode(
        frame.response,
        await exchange(msgIncr, packEnvelope(envelope) as Uint8Array<ArrayBuffer>, PATIENCE, operationID),
      );
    },
    probe,
    close() {
      drop();
    },
  };
}
