/** The JSON envelope of the gateway with base64 data, in binary frames (protocol §3.4). */

export interface RequestEnvelope {
  reqIdentifier: number;
  msgIncr: string;
  operationID: string;
  sendID: string;
  token?: string;
  data?: string | null;
}

export interface ResponseEnvelope {
  reqIdentifier: number;
  msgIncr: string;
  operationID: string;
  errCode: number;
  errMsg: string;
  /** base64 of the protobuf; `""` is an empty message, null is none. */
  data: string | null;
}

/** The text heartbeat (protocol §3.7). */
export interface Heartbeat {
  type: 'ping' | 'pong';
  body?: unknown;
}

/** Frames of a client above this many bytes are refused by the gateway (protocol §3.3). */
export const MAX_FRAME = 51200;

const CHUNK = 0x8000;

/** Standard, padded base64. */
export function toBase64(data: Uint8Array): string {
  let binary = '';
  for (let i = 0; i < data.length; i += CHUNK) binary += String.fromCharCode(...data.subarray(i, i + CHUNK));
  return btoa(binary);
}

/** @throws when `text` is not base64. */
export const fromBase64 = (text: string): Uint8Array => Uint8Array.from(atob(text), char => char.charCodeAt(0));

/** The bytes of a binary frame carrying `envelope`. */
export const packEnvelope = (envelope: RequestEnvelope | ResponseEnvelope): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(envelope));

/** @throws SyntaxError when the frame is not a JSON object, TypeError when it is not UTF-8. */
export function unpackEnvelope<T extends RequestEnvelope | ResponseEnvelope>(frame: Uint8Array): T {
  const envelope: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(frame));
  if (!envelope || typeof envelope !== 'object' || Array.isArray(envelope))
    throw new SyntaxError('the frame is not an envelope');
  return envelope as T;
}
