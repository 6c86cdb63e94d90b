/** The Range header: players of sound and film ask for parts of a file (RFC 9110, §14). */

/**
 * One span of bytes, `end` not included; undefined for the whole file, 'none' when nothing of it lies in the file.
 * Several spans at once, and a file that changed since (If-Range), mean the whole.
 */
export function spanOf(
  headers: Readonly<Record<string, string | undefined>>,
  size: number,
  etag: string,
): { start: number; end: number } | undefined | 'none' {
  const [, first, last] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(headers['range']?.trim() ?? '') ?? [];
  if (first === undefined || last === undefined || (first === '' && last === '')) return undefined;
  const since = headers['if-range'];
  if (since !== undefined && since !== etag) return undefined;
  if (first === '') return Number(last) === 0 ? 'none' : { start: Math.max(0, size - Number(last)), end: size };
  const start = Number(first);
  if (last !== '' && Number(last) < start) return undefined;
  return start >= size ? 'none' : { start, end: last === '' ? size : Math.min(size, Number(last) + 1) };
}
