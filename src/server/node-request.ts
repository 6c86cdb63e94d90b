/** What the core reads of a Node request: path, query and headers as plain values. */
import type { IncomingMessage } from 'node:http';

/** The path as it was sent, and the query; a URL that is none has the path "". */
export function pathOf({ url = '' }: Pick<IncomingMessage, 'url'>): { path: string; query: URLSearchParams } {
  const at = url.indexOf('?');
  const path = at < 0 ? url : url.slice(0, at);
  return { path: path.startsWith('/') ? path : '', query: new URLSearchParams(at < 0 ? '' : url.slice(at + 1)) };
}

/** Repeated headers count once; Node gives their names in lower case. */
export function headersOf({ headers }: Pick<IncomingMessage, 'headers'>): Record<string, string | undefined> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value[0] : value]),
  );
}
