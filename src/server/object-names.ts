/** Names of files and their addresses (protocol §8.9). Names are keys of a table, never paths. */
import * as codes from '../protocol/codes.js';
import { refuse } from './access.js';
import type { Call } from './context.js';
import type { RestRequest } from './host.js';

const MAX_NAME_BYTES = 1024;
/** Control characters and what Windows' paths have: no client makes such names. */
const ODD = /[\p{Cc}\p{Surrogate}\\]/u;

/** @throws ImError 1001 for what can be no name, 1002 for one that is not the caller's. */
export function checkName(call: Call, name: string): string {
  if (!name || name.startsWith('/')) refuse(codes.ArgsError, 'name is empty or begins with /');
  if (new TextEncoder().encode(name).length > MAX_NAME_BYTES)
    refuse(codes.ArgsError, `name must not be longer than ${MAX_NAME_BYTES} bytes`);
  if (ODD.test(name)) refuse(codes.ArgsError, 'name has characters that no name has');
  // An address with such parts leads elsewhere before it reaches the server.
  if (name.split('/').some(part => part === '' || part === '.' || part === '..'))
    refuse(codes.ArgsError, 'name has a part that is empty, "." or ".."');
  if (!call.isAdmin && !name.startsWith(`${call.userID}/`))
    refuse(codes.NoPermissionError, `name must begin with ${call.userID}/`);
  return name;
}

export const OBJECT_PATH = '/object/';

/** The name an address's path means, as it was sent; undefined for none. */
export function nameOf(path: string): string | undefined {
  if (!path.startsWith(OBJECT_PATH)) return undefined;
  try {
    return decodeURIComponent(path.slice(OBJECT_PATH.length)) || undefined;
  } catch {
    return undefined;
  }
}

/** Escaped, unlike OpenIM's: a name may have "?" and "#" in it. */
export const objectURL = (base: string, name: string) =>
  base + OBJECT_PATH + name.split('/').map(encodeURIComponent).join('/');

const isBase = (text: string) => /^https?:\/\/[^\s\p{Cc}?#]+$/u.test(text) && URL.canParse(text) && text.length <= 1000;

/** OpenIM's usual proxy paths. */
const PREFIX = /^\/(?:api|msg_gateway|chat)(?=\/)/;

/**
 * Where the caller reaches this server: what X-Request-Api says, else the operator's public address, else the Host the
 * call was for; and the path in front of the call's own. Only the caller gets to see it.
 */
export function baseOf(publicUrl: string, { headers, path }: Pick<RestRequest, 'headers' | 'path'>): string {
  const told = headers['x-request-api']?.replace(/\/+$/, '') ?? '';
  if (isBase(told)) return told;
  const [prefix = ''] = PREFIX.exec(path) ?? [];
  const own = publicUrl.replace(/\/+$/, '');
  if (own) return own.endsWith(prefix) ? own : own + prefix;
  const host = headers['host'] ?? '';
  const isTLS =
    headers['x-forwarded-proto']?.split(',')[0]?.trim() === 'https' || headers['origin'] === `https://${host}`;
  const base = `${isTLS ? 'https' : 'http'}://${host}`;
  return (isBase(base) ? base : '') + prefix;
}

const escapeValue = (text: string) =>
  encodeURIComponent(text).replace(/['()*]/g, char => `%${char.charCodeAt(0).toString(16).toUpperCase()}`);

/** The header that says whether to show or to save, and under which name (RFC 6266, RFC 5987). */
export function disposition(name: string, shown: boolean): string {
  const file = name.slice(name.lastIndexOf('/') + 1);
  const plain = file.replace(/[^\x20-\x7e]|["\\%;]/g, '_');
  return `${shown ? 'inline' : 'attachment'}; filename="${plain}"; filename*=UTF-8''${escapeValue(file)}`;
}
