/** Which origins may call, and the headers that say so (protocol §1.6). */
import type { ImServerOptions } from './options.js';

type Headers = Readonly<Record<string, string | undefined>>;

/** True without an Origin, for the server's own, and for every one when `corsOrigins` is empty. */
export function originAllowed(
  { corsOrigins }: Pick<ImServerOptions, 'corsOrigins'>,
  { origin, host }: Headers,
): boolean {
  if (!corsOrigins.length || !origin || corsOrigins.includes(origin)) return true;
  // Without the scheme: a proxy may speak TLS for the server.
  return URL.canParse(origin) && new URL(origin).host === host;
}

export function corsHeaders(options: Pick<ImServerOptions, 'corsOrigins'>, headers: Headers): Record<string, string> {
  const all = !options.corsOrigins.length;
  const origin = all ? '*' : originAllowed(options, headers) ? headers['origin'] : undefined;
  return {
    ...(origin && { 'access-control-allow-origin': origin }),
    ...(!all && { vary: 'Origin' }),
    'access-control-allow-methods': '*',
    'access-control-allow-headers': '*',
    'access-control-expose-headers':
      'Content-Length, X-HTTP-ID, Access-Control-Allow-Origin, Access-Control-Allow-Headers, Cache-Control, Content-Language, Content-Type',
    'access-control-max-age': '172800',
    'access-control-allow-credentials': 'false',
    'content-type': 'application/json',
  };
}
