/** Which template shows which content type. */
import { html } from 'lit';
import { contentTypes as types } from '../../protocol/content.js';
import { summary } from '../summary.js';
import { file } from './file.js';
import { fit, picture } from './picture.js';
import { quote } from './quote.js';
import { text } from './text.js';
import type { Content } from './view.js';

const contents: Readonly<Record<number, Content>> = {
  [types.text]: text,
  [types.picture]: picture,
  [types.file]: file,
  [types.atText]: quote,
  [types.quote]: quote,
  [types.advancedText]: text,
  [types.markdown]: text,
};

let rare: Readonly<Record<number, Content>> | undefined;
let coming: Promise<unknown> | undefined;

/** The template of a message's content; what has none is shown by its summary. */
export const contentOf: Content = (item, view) => {
  const template = (contents[item.contentType] ?? rare?.[item.contentType])?.(item, view);
  if (template || rare || contents[item.contentType]) return template;
  (coming ??= import('./rare.js').then(part => (rare = part.rareContents()))).then(view.again, () => {
    coming = undefined;
  });
  // Its room is there before it is.
  const { width, height } = fit(item.videoElem?.snapshotWidth, item.videoElem?.snapshotHeight);
  return item.videoElem
    ? html`<svg class="media" width=${width} height=${height} aria-hidden="true"></svg>`
    : html`<div class="row thing"><span class="disc"></span><span class="grow" dir="auto">${summary(item, view.t, view.me)}</span></div>`;
};
