/** Passwords at rest: slow salted hashes, compared in constant time, few at once (protocol §2.6). */
import { TooManyRequests } from '../protocol/codes.js';
import { refuse } from './access.js';
import { equalSecrets, type Runtime } from './runtime.js';

/** Names how the hash was made, so that later ways can live beside it. */
const SCHEME = 'slow1';
/** Slow hashes take tens of MB and all of a core: more at once would starve everybody else. */
const PARALLEL = 2;
const MAX_WAITING = 200;

const hex = (bytes: Uint8Array) => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
const unhex = (digits: string) => Uint8Array.from(digits.match(/../g) ?? [], pair => parseInt(pair, 16));

interface Gate {
  running: number;
  waiting: (() => void)[];
}
const gates = new WeakMap<Runtime, Gate>();

/** The hash, when its turn has come. @throws ImError 429 when too many wait. */
async function slowHash(runtime: Runtime, secret: string, salt: Uint8Array): Promise<string> {
  const gate = gates.get(runtime) ?? { running: 0, waiting: [] };
  gates.set(runtime, gate);
  if (gate.running < PARALLEL) gate.running++;
  else {
    if (gate.waiting.length >= MAX_WAITING)
      refuse(TooManyRequests, 'too many people are signing in; try again in a minute');
    // Whoever ends passes its place on: `running` stays as it is.
    await new Promise<void>(go => gate.waiting.push(go));
  }
  try {
    return hex(await runtime.slowHash(secret, salt));
  } finally {
    const next = gate.waiting.shift();
    if (next) next();
    else gate.running--;
  }
}

/**
 * What to store for a password: `scheme$salt$hash`, with a salt of its own.
 * @param secret - what the client sent, usually an MD5 in hex: opaque here.
 */
export async function hashPassword(runtime: Runtime, secret: string): Promise<string> {
  const salt = runtime.random(new Uint8Array(16));
  return [SCHEME, hex(salt), await slowHash(runtime, secret, salt)].join('$');
}

/**
 * Does the password fit? Costs one slow hash in every case: who has no password, or does not exist, is not told apart by time.
 * @param stored - of `hashPassword`; "" when there is none.
 */
export async function passwordFits(runtime: Runtime, stored: string, secret: string): Promise<boolean> {
  const [scheme, salt = '', hash = ''] = stored.split('$');
  const found = await slowHash(runtime, secret, unhex(salt || '00'.repeat(16)));
  return equalSecrets(found, hash) && scheme === SCHEME;
}
