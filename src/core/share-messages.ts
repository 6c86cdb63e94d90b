/** What the tabs of a session say to each other, on one channel. Internal to the package: only tabs of one version listen to each other. */
import type { Patch } from './patch.js';

/** Tabs of another version speak otherwise and keep apart. Grows with every change of the messages below. */
export const VERSION = 1;

/** A change of the state, or an event. */
export type Op = { k: string; p: Patch } | { e: string; d: unknown };

/** Every message; `to` names whom it is for. */
export type Message =
  /** A tab is there, and what it wants watched. `fresh`: it needs the state. */
  | { kind: 'hello'; wants: unknown; fresh: boolean }
  | { kind: 'wants'; wants: unknown }
  /** Another leader from now on; of two the one with the higher term. */
  | { kind: 'lead'; term: number }
  /** The leader's whole state. `n`: how many ops it includes. */
  | { kind: 'state'; to: string[]; term: number; n: number; state: [string, Patch][]; kept: unknown }
  | { kind: 'ops'; n: number; ops: Op[] }
  /** What the next leader needs, and is no state. */
  | { kind: 'kept'; kept: unknown }
  | { kind: 'call'; to: string; id: number; name: string; args: unknown; again: boolean }
  | { kind: 'reply'; to: string; id: number; value?: unknown; error?: unknown }
  /** Runs a function that was given to the other tab, or returned to it. */
  | { kind: 'run'; to: string; fn: number; args: unknown }
  | { kind: 'ping' }
  | { kind: 'pong'; to: string };

export type Envelope = Message & { v: number; from: string };
export type Of<K extends Message['kind']> = Extract<Envelope, { kind: K }>;
