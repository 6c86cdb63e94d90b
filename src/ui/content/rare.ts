/** What a conversation of words does without: pictures, files and all else that is sent, and what is said when something was not. */
import { chatMore } from '../../locales/en/chat-more.js';
import { contentTypes as types } from '../../protocol/content.js';
import { speak } from '../localize.js';
import { card } from './card.js';
import { custom } from './custom.js';
import { face } from './face.js';
import { file } from './file.js';
import { location } from './location.js';
import { merge } from './merge.js';
import { picture } from './picture.js';
import { rareStyles } from './rare-styles.js';
import { sound } from './sound.js';
import { again, burns, why } from './unsent.js';
import { video } from './video.js';
import type { Content } from './view.js';

const contents: Readonly<Record<number, Content>> = {
  [types.picture]: picture,
  [types.sound]: sound,
  [types.video]: video,
  [types.file]: file,
  [types.merge]: merge,
  [types.card]: card,
  [types.location]: location,
  [types.custom]: custom,
  [types.customSilent]: custom,
  [types.customOnline]: custom,
  [types.face]: face,
};

export type Rare = ReturnType<typeof rare>;

/** The templates by content type, what is below a message that was not sent, and their styles; from now on their words can be said. */
export function rare() {
  speak(chatMore);
  return { contents, again, burns, why, styles: rareStyles.styleSheet! };
}
