/** Passwords at rest: slow salted hashes, compared in constant time, few at once (protocol §2.6). */
import { TooManyRequests } from '../protocol/codes.js';
import { ImError } from '../protocol/errors.js';
import { equalSecrets, type Runtime } from './runtime.js';

/** Names how the hash was made, so that later ways can live beside it. */
const SCHEME = 'slow1';
/** Slow hashes take tens of MB and all of a core: more at once would starve everybody else. */
const PARALLEL = 2;
const MAX_WAITING = 200;

const hex = (bytes: Uint8Array) => Array.from(bytes, byte => byte.toString(16).padStart(2, '0')).join('');
const unhex = (digits: string) => Uint8Array.from(digits.match(/../g) ?? [], pair => parseInt(pair, 16));

interface Waiting {
  go(): void;
  fail(error: unknown): void;
}
/** Who waits, by the address they call from; the order of the addresses is the order of their turns. */
interface Gate {
  running: number;
  size: number;
  lines: Map<string, Waiting[]>;
}
const gates = new WeakMap<Runtime, Gate>();

/** Addresses take turns: whoever sends many waits behind their own. */
function next({ lines }: Gate): Waiting | undefined {
  const [first] = lines;
  if (!first) return undefined;
  const [who, line] = first;
  const waiting = line.shift();
  lines.delete(who);
  if (line.length) lines.set(who, line);
  return waiting;
}

const busy = () => new ImError(TooManyRequests, 'too many people are signing in; try again in a minute');

/** Nobody takes the room of all others: when it is full, the longest line loses its last. @throws ImError 429 */
function makeRoom(gate: Gate, who: string): void {
  if (gate.size < MAX_WAITING) return;
  const [longest] = [...gate.lines.values()].sort((a, b) => b.length - a.length);
  if (!longest || longest.length <= (gate.lines.get(who)?.length ?? 0) + 1) throw busy();
  longest.pop()!.fail(busy());
  gate.size--;
}

/** The hash, when its turn has come. @throws ImError 429 when too many wait. */
async function slowHash(runtime: Runtime, secret: string, salt: Uint8Array, who: string): Promise<string> {
  const gate = gates.get(runtime) ?? { running: 0, size: 0, lines: new Map<string, Waiting[]>() };
  gates.set(runtime, gate);
  if (gate.running < PARALLEL) gate.running++;
  else {
    makeRoom(gate, who);
    gate.size++;
    // Whoever ends passes its place on: `running` stays as it is.
    await new Promise<void>((go, fail) => {
      const line = gate.lines.get(who) ?? [];
      line.push({ go, fail });
      gate.lines.set(who, line);
    });
  }
  try {
    return hex(await runtime.slowHash(secret, salt));
  } finally {
    const waiting = next(gate);
    if (waiting) {
      gate.size--;
      waiting.go();
    } else gate.running--;
  }
}

/**
 * What to store for a password: `scheme$salt$hash`, with a salt of its own.
 * @param secret - what the client sent, usually an MD5 in hex: opaque here.
 * @param who - the address (or user) that asks: they take turns.
 */
export async function hashPassword(runtime: Runtime, secret: string, who = ''): Promise<string> {
  const salt = runtime.random(new Uint8Array(16));
  return [SCHEME, hex(salt), await slowHash(runtime, secret, salt, who)].join('$');
}

/**
 * Does the password fit? Costs one slow hash in every case: who has no password, or does not exist, is not told apart by time.
 * @param stored - of `hashPassword`; "" when there is none.
 * @param who - the address (or user) that asks: they take turns.
 */
export async function passwordFits(runtime: Runtime, stored: string, secret: string, who = ''): Promise<boolean> {
  const [scheme, salt = '', hash = ''] = stored.split('$');
  const found = await slowHash(runtime, secret, unhex(salt || '00'.repeat(16)), who);
  return equalSecrets(found, hash) && scheme === SCHEME;
}
