/** Telling listeners: one that throws is reported and stops nobody. */
import type { Emitter } from 'mitt';

/** Calls every listener of `type`, in order of registration. */
export function tell<E extends Record<string | symbol, unknown>, K extends keyof E>(bus: Emitter<E>, type: K, detail: E[K]): void {
  for (const listener of [...(bus.all.get(type) ?? [])]) {
    try {
      (listener as (detail: E[K]) => void)(detail);
    } catch (error) {
      (globalThis.reportError ?? console.error)(error);
    }
  }
}
