/** Telling listeners: one that throws is reported and stops nobody. */
import type { Emitter } from 'mitt';

/** Calls every listener of `type`, in order of registration. */
export function tell<E extends Record<string, unknown>>(bus: Emitter<E>, type: keyof E, detail: unknown): void {
  for (const listener of [...(bus.all.get(type) ?? [])]) {
    try {
      (listener as (detail: unknown) => void)(detail);
    } catch (error) {
      (globalThis.reportError ?? console.error)(error);
    }
  }
}
