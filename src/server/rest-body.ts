/** From the bytes of a request to its fields, and from an answer's data to JSON (protocol §1.2, §8.6). */
import {
  getJssdkActiveConversations,
  getJssdkConversations,
  type ActiveConversations,
} from '../protocol/chat-endpoints.js';
import { ArgsError } from '../protocol/codes.js';
import { fromBase64, toBase64 } from '../protocol/envelope.js';
import { ImError } from '../protocol/errors.js';
import {
  GetActiveConversationsReq,
  GetActiveConversationsResp,
  GetConversationsReq,
} from '../protocol/jssdk-messages.js';
import type { Infer, Schema } from '../protocol/schema.js';
import { decode, encode } from '../protocol/wire.js';

/** Bytes of a request's body; a longer one is refused. */
export const MAX_BODY = 2 * 2 ** 20;
/** Objects and lists inside each other. No call needs more than 5. */
const MAX_NESTING = 32;

const refuse = (words: string): never => {
  throw new ImError(ArgsError, words);
};

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const OPENING = new Set([0x5b, 0x7b]);
const CLOSING = new Set([0x5d, 0x7d]);

/** Looked at before parsing: what is nested deeply can be parsed, but not always written out again. */
function nestedTooDeep(body: Uint8Array): boolean {
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < body.length; i++) {
    const byte = body[i]!;
    if (quoted) {
      if (byte === BACKSLASH) i++;
      else if (byte === QUOTE) quoted = false;
    } else if (byte === QUOTE) quoted = true;
    else if (OPENING.has(byte)) {
      if (++depth > MAX_NESTING) return true;
    } else if (CLOSING.has(byte)) depth--;
  }
  return false;
}

/** Tells a body that is no JSON from one that is, but not what was asked for: a few calls answer the first with HTTP 400. */
export class MalformedBody extends ImError {
  /** Errors are known by what they carry, not by their class (errors.ts). */
  readonly malformed = true;
}
export const isMalformed = (error: ImError): boolean => 'malformed' in error;

function readJson(body: Uint8Array): object {
  if (body.length > MAX_BODY) refuse(`the body is longer than ${MAX_BODY} bytes`);
  if (!body.length) throw new MalformedBody(ArgsError, 'EOF: the body is empty, send at least {}');
  if (nestedTooDeep(body)) refuse('the body is nested too deep');
  let value: unknown;
  try {
    value = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    // The parser's own words would quote the body, passwords and all.
    throw new MalformedBody(ArgsError, error instanceof SyntaxError ? 'the body is not JSON' : 'the body is not UTF-8');
  }
  return value && typeof value === 'object' && !Array.isArray(value) ? value : refuse('the body must be a JSON object');
}

/** The calls below /jssdk/ also speak protobuf; the answers of both have one shape. */
const protobuf = new Map<string, Schema>([
  [getJssdkActiveConversations.path, GetActiveConversationsReq],
  [getJssdkConversations.path, GetConversationsReq],
]);

/** The same answer, in which a message's content is bytes instead of base64. */
function packConversations({ unreadCount, conversations }: ActiveConversations): string {
  const list = conversations?.map(({ lastMsg, ...one }) => ({
    ...one,
    lastMsg: lastMsg && { ...lastMsg, content: fromBase64(lastMsg.content) },
  }));
  const answer = { unreadCount, conversations: list } as Partial<Infer<typeof GetActiveConversationsResp>>;
  return toBase64(encode(GetActiveConversationsResp, answer));
}

export interface Body {
  fields: object;
  /** What the envelope carries as `data`. */
  data(value: unknown): unknown;
}

/** @throws ImError 1001 */
export function readBody(path: string, contentType: string, body: Uint8Array): Body {
  const asJson = () => ({ fields: readJson(body), data: (value: unknown) => value });
  if (!path.startsWith('/jssdk/')) return asJson();
  const type = contentType.split(';')[0]!.trim().toLowerCase();
  if (!type || type === 'application/json') return asJson();
  const schema = protobuf.get(path);
  if (!schema || (type !== 'application/x-protobuf' && type !== 'application/protobuf'))
    return refuse('unsupported content type');
  try {
    const fields = decode(schema, body);
    return { fields, data: value => packConversations(value as ActiveConversations) };
  } catch {
    return refuse('the body is not the protobuf of this call');
  }
}
