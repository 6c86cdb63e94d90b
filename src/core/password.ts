/** Passwords as OpenIM's account service wants them. This protects nothing: TLS does (protocol §2.6). */
import { _MD5 } from '@noble/hashes/legacy.js';
import { hex } from '../protocol/ids.js';

/** Lower-case MD5 hex of the password's UTF-8. */
export const passwordHash = (password: string): string =>
  hex(new _MD5().update(new TextEncoder().encode(password)).digest());
