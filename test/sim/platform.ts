/** The globals that code under test reads (timers, the date, Web Crypto), on virtual time and without threads. */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Time } from './time.js';

let time: Time;

/** Whose time the globals show from now on. */
export const usePlatform = (next: Time) => {
  time = next;
};

interface Timer {
  cancel(): void;
  ref(): Timer;
  unref(): Timer;
}

/** HMAC keys of Web Crypto, whose real ones answer from another thread: at no certain time. */
class Key {
  readonly type = 'secret';
  readonly extractable = false;
  readonly algorithm = { name: 'HMAC', hash: { name: 'SHA-256' } };
  readonly [Symbol.toStringTag] = 'CryptoKey';
  constructor(
    readonly bytes: Uint8Array,
    readonly usages: string[],
  ) {}
}
const sign = (key: Key, data: Uint8Array) => createHmac('sha256', key.bytes).update(data).digest();
const bytesOf = (data: ArrayBuffer | Uint8Array) => (data instanceof Uint8Array ? data : new Uint8Array(data));

/** Puts them in place, for good: a process that runs histories does nothing else. */
export function installPlatform(): void {
  const setTimeout = (run: (...args: unknown[]) => void, ms = 0, ...args: unknown[]): Timer => {
    const timer: Timer = {
      cancel: time.after(ms, () => {
        run(...args);
      }),
      ref: () => timer,
      unref: () => timer,
    };
    return timer;
  };
  Object.assign(globalThis, {
    setTimeout,
    clearTimeout: (timer?: Timer) => timer?.cancel(),
  });
  Date.now = () => time.now;
  AbortSignal.timeout = ms => {
    const controller = new AbortController();
    time.after(ms, () => {
      controller.abort(new DOMException('the time is over', 'TimeoutError'));
    });
    return controller.signal;
  };
  Object.defineProperty(globalThis.crypto, 'subtle', {
    value: {
      importKey: async (_: string, bytes: Uint8Array, __: unknown, ___: boolean, usages: string[]) =>
        new Key(bytes.slice(), usages),
      sign: async (_: unknown, key: Key, data: Uint8Array) => new Uint8Array(sign(key, data)),
      verify: async (_: unknown, key: Key, signature: Uint8Array, data: Uint8Array) => {
        const right = sign(key, data);
        const given = bytesOf(signature);
        return right.length === given.length && timingSafeEqual(right, given);
      },
    },
  });
}
