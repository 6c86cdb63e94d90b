/** Passwords as OpenIM's account service wants them. This protects nothing: TLS does (protocol §2.6). */
import { _MD5 } from '@noble/hashes/legacy.js';

/** Lower-case MD5 hex of the password's UTF-8. */
export const passwordHash = (password: string): string =>
  Array.from(new _MD5().update(new TextEncoder().encode(password)).digest(), byte => byte.toString(16).padStart(2, '0')).join('');
