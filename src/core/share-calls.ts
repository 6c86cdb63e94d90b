/** Calls between the tabs of a session: the leader does them, here or for another tab; what it owes when it goes, the next one is asked for. */
import { NetworkError, UnknownError } from '../protocol/codes.js';
import { ImError } from '../protocol/errors.js';
import { pack, unpack } from './patch.js';
import type { Message, Of } from './share-messages.js';

export interface Origin {
  /** Another tab that asks; "" for this one. */
  tab: string;
  /** A leader that went was asked before: it may be done. */
  again: boolean;
}

export interface CallParts {
  /** Does what a tab asks. */
  perform(name: string, args: unknown[], origin: Origin): Promise<unknown>;
  /** Such a call does no harm when it was done already. */
  repeatable(name: string): boolean;
}

type Act = (...args: unknown[]) => unknown;
interface Call {
  name: string;
  args: unknown[];
  /** Who was asked; "" while nobody was there. */
  to: string;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/**
 * @param me - this tab.
 * @param leader - who leads now; "" while nobody is known to.
 * @param flush - sends what has changed: it comes before the answer.
 */
export function openCalls(
  { perform, repeatable }: CallParts,
  me: string,
  leader: () => string,
  post: (message: Message) => void,
  flush: () => void,
) {
  let count = 0;
  /** Grows with each leader: what was begun under another one ends otherwise. */
  let turn = 0;
  const calls = new Map<number, Call>();
  /** Functions that other tabs may run, by number, with the tab. */
  const functions = new Map<number, { act: Act; tab: string }>();
  /** Functions that calls have given, as the page has them: what ends something. A new leader gives new ones. */
  const held = new Map<Act, Call & { end?: Act }>();

  const give = (tab: string) => (act: Act) => {
    functions.set(++count, { act, tab });
    return count;
  };
  const taken =
    (tab: string) =>
    (fn: number) =>
    (...args: unknown[]) => {
      post({ kind: 'run', to: tab, fn, args: pack(args) });
    };

  function resolve(id: number, value: unknown) {
    const call = calls.get(id);
    calls.delete(id);
    if (!call || typeof value !== 'function') return call?.resolve(value);
    const close: Act = () => {
      const { end } = held.get(close) ?? {};
      held.delete(close);
      end?.();
    };
    held.set(close, { ...call, end: value as Act });
    call.resolve(close);
  }
  function reject(id: number, error: unknown) {
    calls.get(id)?.reject(error);
    calls.delete(id);
  }
  async function submit(id: number, again: boolean) {
    const call = calls.get(id)!;
    const { name, args } = call;
    const to = (call.to = leader());
    if (to !== me) {
      if (to) post({ kind: 'call', to, id, name, args: pack(args, give(to)), again });
      return;
    }
    const mine = turn;
    try {
      const value = await perform(name, args, { tab: '', again });
      if (mine === turn || typeof value !== 'function') resolve(id, value);
    } catch (error) {
      // Not it has failed, but this tab leads no more: the next one is asked.
      if (mine === turn || !repeatable(name)) reject(id, error);
    }
  }

  return {
    /** Somebody waits for an answer. */
    waits: () => !!calls.size,
    call: (name: string, args: unknown[]) =>
      new Promise((resolve, reject) => {
        calls.set(++count, { name, args, to: '', resolve, reject });
        void submit(count, false);
      }),
    /** Does what another tab asks. */
    async serve({ from, id, name, args, again }: Of<'call'>) {
      const reply: Extract<Message, { kind: 'reply' }> = { kind: 'reply', to: from, id };
      const mine = turn;
      try {
        reply.value = pack(
          await perform(name, unpack(args, taken(from)) as unknown[], { tab: from, again }),
          give(from),
        );
      } catch (error) {
        reply.error = pack(error instanceof ImError ? error : new ImError(UnknownError, String(error)));
      }
      // The next leader is asked.
      if (mine !== turn) return;
      flush();
      post(reply);
    },
    reply({ id, error, value, from }: Of<'reply'>) {
      if (error) reject(id, unpack(error));
      else resolve(id, unpack(value, taken(from)));
    },
    run({ from, fn, args }: Of<'run'>) {
      const known = functions.get(fn);
      if (known?.tab === from) known.act(...(unpack(args) as unknown[]));
    },
    /** A tab is gone: what it had open is ended. */
    part(tab: string) {
      for (const [fn, known] of functions)
        if (known.tab === tab) {
          functions.delete(fn);
          known.act();
        }
    },
    /** Nobody leads any more. */
    turn() {
      turn++;
      functions.clear();
    },
    /** Another one leads: what was asked of the old one is asked again, if that does no harm. */
    again() {
      for (const [id, { name, to }] of calls) {
        if (!to || repeatable(name)) void submit(id, !!to);
        else reject(id, new ImError(NetworkError, 'the tab that did it was closed: look whether it is done'));
      }
      for (const [close, call] of held) {
        delete call.end;
        calls.set(++count, {
          ...call,
          resolve(value) {
            const next = value as Act;
            const { end } = held.get(next)!;
            held.delete(next);
            const still = held.get(close);
            // Or it was closed meanwhile.
            if (still) still.end = end!;
            else end?.();
          },
          reject() {},
        });
        void submit(count, true);
      }
    },
  };
}
