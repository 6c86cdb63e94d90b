/** Passwords as OpenIM's account service wants them. This protects nothing: TLS does (protocol §2.6). */
import { md5 } from '@noble/hashes/legacy.js';

/** Lower-case MD5 hex of the password's UTF-8. */
export const passwordHash = (password: string): string =>
  Array.from(md5(new TextEncoder().encode(password)), byte => byte.toString(16).padStart(2, '0')).join('');
