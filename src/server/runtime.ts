/** What differs between Node and the page: hashing, compression, time, chance. The rest of the server is pure. */

export interface Timer {
  cancel(): void;
}

export type LogFields = Readonly<Record<string, string | number | boolean>>;

export interface Runtime {
  /** ms since 1970. */
  now(): number;
  /** Fills the array with random bytes and gives it back. */
  random(bytes: Uint8Array): Uint8Array;
  /** Runs `run` once after `ms`. Does not keep a Node process alive. */
  after(ms: number, run: () => void): Timer;
  /** A slow hash of a password (Node: scrypt; page: PBKDF2), 32 bytes. */
  slowHash(secret: string, salt: Uint8Array): Promise<Uint8Array>;
  /** SHA-256 as lower-case hex. */
  sha256(text: string): string;
  gzip(data: Uint8Array): Promise<Uint8Array>;
  /** @throws when the data is no gzip or unpacks to more than `limit` bytes. */
  gunzip(data: Uint8Array, limit: number): Promise<Uint8Array>;
  /** One line of the log; never given a token, password or code. */
  log(level: 'info' | 'warn' | 'error', event: string, fields?: LogFields): void;
  /** One line for each connection, call and frame, of the same kind; missing where nobody counts them. */
  trace?: ((event: string, fields: LogFields) => void) | undefined;
}

/** True when the two are equal, in a time that depends on their lengths alone. */
export function equalSecrets(a: string, b: string): boolean {
  const left = new TextEncoder().encode(a);
  const right = new TextEncoder().encode(b);
  let difference = left.length ^ right.length;
  for (let i = 0; i < left.length; i++) difference |= left[i]! ^ (right[i % (right.length || 1)] ?? 0);
  return difference === 0;
}
