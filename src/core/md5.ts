/** The hash of passwords, apart from the rest: only who types one needs it. */
import { _MD5 } from '@noble/hashes/legacy.js';
import { hex } from '../protocol/ids.js';

/** Lower-case MD5 hex of a text's UTF-8. */
export const md5 = (text: string): string => hex(new _MD5().update(new TextEncoder().encode(text)).digest());
