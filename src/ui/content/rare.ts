/** What is seldom sent, loaded with the first of it. */
import { chatMore } from '../../locales/en/chat-more.js';
import { contentTypes as types } from '../../protocol/content.js';
import { speak } from '../localize.js';
import { card } from './card.js';
import { custom } from './custom.js';
import { face } from './face.js';
import { location } from './location.js';
import { merge } from './merge.js';
import { sound } from './sound.js';
import { video } from './video.js';
import type { Content } from './view.js';

const rare: Readonly<Record<number, Content>> = {
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

/** The templates by content type; from now on their words can be said. */
export function rareContents() {
  speak(chatMore);
  return rare;
}
