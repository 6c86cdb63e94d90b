/** What is seldom sent, loaded with the first of it. */
import { contentTypes as types } from '../../protocol/content.js';
import { card } from './card.js';
import { custom } from './custom.js';
import { face } from './face.js';
import { location } from './location.js';
import { merge } from './merge.js';
import { sound } from './sound.js';
import { video } from './video.js';
import type { Content } from './view.js';

export const rare: Readonly<Record<number, Content>> = {
  [types.sound]: sound,
  [types.video]: video,
  [types.merge]: merge,
  [types.card]: card,
  [types.location]: location,
  [types.custom]: custom,
  [types.customSilent]: custom,
  [types.customOnline]: custom,
  [types.face]: face,
};
