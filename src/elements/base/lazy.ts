/** Parts of elements that are loaded when they are first needed. */
import type { ReactiveControllerHost } from 'lit';

const asked = new Map<string, Promise<void>>();

/**
 * True when the part can be rendered; else loads it, and has the host rendered again.
 * @param load - imports the part; a failure is tried again when it is needed again.
 */
export function lazy(host: ReactiveControllerHost, tag: string, load: () => Promise<{ define(): void }>): boolean {
  if (customElements.get(tag)) return true;
  let coming = asked.get(tag);
  if (!coming)
    asked.set(
      tag,
      (coming = load()
        .then(part => {
          part.define();
        })
        .finally(() => asked.delete(tag))),
    );
  coming.then(
    () => {
      host.requestUpdate();
    },
    (error: unknown) => {
      console.warn('im-elements: a part could not be loaded:', error);
    },
  );
  return false;
}
