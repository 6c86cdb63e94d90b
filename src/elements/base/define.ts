/** Registers an element, keeps the first on a collision and warns once. Only `src/define/*` and `src/index.ts` call it. */
let warned = false;

export function define(tag: string, type: CustomElementConstructor) {
  const there = customElements.get(tag);
  if (!there) customElements.define(tag, type);
  else if (there !== type && !warned) {
    warned = true;
    console.warn(`im-elements: <${tag}> is defined already; the first definition stays. Is the script loaded twice?`);
  }
}
