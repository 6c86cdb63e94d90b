/** Whose address a request came from, when proxies stand in front. */
import { isIP, isIPv6 } from 'node:net';
import type { IncomingMessage } from 'node:http';

/**
 * The caller's address for rate limits.
 * @param trustedProxies - how many proxies in front are ours: so many entries at the end of X-Forwarded-For are true,
 * what stands before them is whatever the caller wrote.
 * @returns an IPv4 address, or the /64 network of an IPv6 one: a household has 2^64 of them.
 */
export function callerAddress(
  { headers, socket }: Pick<IncomingMessage, 'headers' | 'socket'>,
  trustedProxies: number,
): string {
  const peer = socket.remoteAddress ?? '';
  const chain =
    trustedProxies > 0
      ? String(headers['x-forwarded-for'] ?? '')
          .split(',')
          .map(bare)
      : [];
  // Counted before looked at: left out, what is no address would move the caller's own words into its place.
  const told = chain[Math.max(0, chain.length - trustedProxies)] ?? '';
  return network(isIP(told) ? told : bare(peer));
}

/** Without white space, port, brackets and IPv4-in-IPv6. */
function bare(text: string): string {
  const address = text
    .trim()
    .replace(/^\[(.*)\](?::\d+)?$/, '$1')
    .replace(/^(\d+\.\d+\.\d+\.\d+):\d+$/, '$1');
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}

function network(address: string): string {
  if (!isIPv6(address)) return address;
  const [head = '', tail = ''] = address.replace(/%.*$/, '').split('::');
  const front = head ? head.split(':') : [];
  const back = tail ? tail.split(':') : [];
  const middle = address.includes('::') ? Array<string>(Math.max(0, 8 - front.length - back.length)).fill('0') : [];
  const groups = [...front, ...middle, ...back].slice(0, 4).map(group => parseInt(group, 16).toString(16));
  return `${groups.join(':')}::/64`;
}

const LOOPBACK = /^(?:localhost|127(?:\.\d{1,3}){3}|\[?::1\]?)$/i;

/** True when only this machine reaches the host. */
export const isLoopback = (host: string) => LOOPBACK.test(host);
