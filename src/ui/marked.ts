/** A text with what was searched for marked in it. */
import { html } from 'lit';

/** @param query - lower case; "" marks nothing. */
export function marked(text: string, query: string): unknown {
  const lower = text.toLowerCase();
  // Some letters change length in lower case: then places don't match, and the text stays plain.
  if (!query || lower.length !== text.length || !lower.includes(query)) return text;
  const parts: unknown[] = [];
  let from = 0;
  for (let at = lower.indexOf(query); at >= 0; at = lower.indexOf(query, from)) {
    parts.push(text.slice(from, at), html`<mark>${text.slice(at, at + query.length)}</mark>`);
    from = at + query.length;
  }
  return [...parts, text.slice(from)];
}
