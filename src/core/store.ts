/** The one place where state lives: a snapshot per slice, and a bus that says which slice was replaced. */
import mitt from 'mitt';
import { tell } from './events.js';

export interface Store<S extends object> {
  readonly state: Readonly<S>;
  set<K extends keyof S>(key: K, next: S[K]): void;
  /** Calls `fn` whenever one of `keys` is replaced. Gives the unsubscribe function. */
  on(keys: readonly (keyof S)[], fn: () => void): () => void;
}

/** @param initial - the state to begin with; never changed in place. */
export function createStore<S extends object>(initial: S): Store<S> {
  const bus = mitt<Record<string, undefined>>();
  let state = initial;
  return {
    get state() {
      return state;
    },
    set(key, next) {
      if (Object.is(state[key], next)) return;
      state = { ...state, [key]: next };
      tell(bus, key as string, undefined);
    },
    on(keys, fn) {
      for (const key of keys) bus.on(key as string, fn);
      return () => {
        for (const key of keys) bus.off(key as string, fn);
      };
    },
  };
}
