/** Finds links in text and gives them as nodes, never as markup. Loaded when a message may contain one. */
import { html } from 'lit';
import { LinkifyIt } from 'linkify-it';
import { webAddress } from './web-address.js';

/** The rest of a longer text stays text. */
const MAX = 20_000;

const finder = () => new LinkifyIt({ fuzzyLink: true }).add('ftp:', null).add('//', null);
let found: ReturnType<typeof finder> | undefined;

/** The text in pieces: plain ones and links (http, https, mailto; to a page of its own that learns nothing of this one). */
export function linked(text: string): unknown {
  const matches = (found ??= finder()).match(text.slice(0, MAX));
  if (!matches) return text;
  const pieces: unknown[] = [];
  let from = 0;
  for (const { index, lastIndex, url, schema } of matches) {
    const href = schema === 'mailto:' ? url : webAddress(url)?.href;
    // A link cut in two would lead elsewhere.
    if (!href || (lastIndex === MAX && text.length > MAX)) continue;
    pieces.push(
      text.slice(from, index),
      html`<a href=${href} target="_blank" rel="noopener noreferrer">${text.slice(index, lastIndex)}</a>`,
    );
    from = lastIndex;
  }
  return [...pieces, text.slice(from)];
}
