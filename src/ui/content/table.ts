/** Which template shows which content type; all but words are loaded with the first of it. */
import { html } from 'lit';
import { contentTypes as types } from '../../protocol/content.js';
import { summary } from '../summary.js';
import type { Rare } from './rare.js';
import { quote } from './quote.js';
import { fit } from './room.js';
import { text } from './text.js';
import type { Content, ContentView } from './view.js';

const contents: Readonly<Record<number, Content>> = {
  [types.text]: text,
  [types.atText]: quote,
  [types.quote]: quote,
  [types.advancedText]: text,
  [types.markdown]: text,
};

let rare: Rare | undefined;
let coming: Promise<unknown> | undefined;

/** Loads what a conversation of words does without; a failure is tried again by the next who needs it. */
export const fetchRare = () =>
  (coming ??= import('./rare.js').then(
    part => {
      rare = part.rare();
    },
    (error: unknown) => {
      coming = undefined;
      throw error;
    },
  ));

/** The same, with its styles on the message; nothing until it is there: then the message is rendered again. */
export function seldom({ again, dress }: Pick<ContentView, 'again' | 'dress'>): Rare | undefined {
  if (rare) dress(rare.styles);
  else fetchRare().then(again, () => undefined);
  return rare;
}

/** The template of a message's content; what has none is shown by its summary. */
export const contentOf: Content = (item, view) => {
  const often = contents[item.contentType];
  if (often) return often(item, view);
  const part = seldom(view);
  if (part) return part.contents[item.contentType]?.(item, view);
  // Its room is there before it is.
  const { pictureElem, videoElem } = item;
  const { width, height } = fit(
    videoElem?.snapshotWidth ?? pictureElem?.sourcePicture?.width,
    videoElem?.snapshotHeight ?? pictureElem?.sourcePicture?.height,
  );
  return videoElem || pictureElem
    ? html`<svg class="media" viewBox="0 0 ${width} ${height}" width=${width} height=${height} aria-hidden="true"></svg>`
    : html`<div class="thing" dir="auto">${summary(item, view.t, view.me)}</div>`;
};
