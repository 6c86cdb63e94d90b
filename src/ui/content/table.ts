/** Which template shows which content type. */
import { contentTypes as types } from '../../protocol/content.js';
import { card } from './card.js';
import { custom } from './custom.js';
import { face } from './face.js';
import { file } from './file.js';
import { location } from './location.js';
import { merge } from './merge.js';
import { picture } from './picture.js';
import { quote } from './quote.js';
import { sound } from './sound.js';
import { text } from './text.js';
import { video } from './video.js';
import type { Content } from './view.js';

/** What is not in here is shown by its summary. */
export const contents: Readonly<Record<number, Content>> = {
  [types.text]: text,
  [types.picture]: picture,
  [types.sound]: sound,
  [types.video]: video,
  [types.file]: file,
  [types.atText]: quote,
  [types.merge]: merge,
  [types.card]: card,
  [types.location]: location,
  [types.custom]: custom,
  [types.customSilent]: custom,
  [types.customOnline]: custom,
  [types.quote]: quote,
  [types.face]: face,
  [types.advancedText]: text,
  [types.markdown]: text,
};
