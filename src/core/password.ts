/** Passwords as OpenIM's account service wants them. This protects nothing: TLS does (protocol §2.6). */
import { NetworkError } from '../protocol/codes.js';
import { ImError } from '../protocol/errors.js';

/** Lower-case MD5 hex of the password's UTF-8. @throws ImError 10000 when the code for it could not be loaded. */
export async function passwordHash(password: string): Promise<string> {
  const { md5 } = await import('./md5.js').catch(() => {
    throw new ImError(NetworkError, 'md5.js');
  });
  return md5(password);
}
