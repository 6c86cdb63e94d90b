/** Words: as they were typed, with links where there are any. */
import { html } from 'lit';
import type { MessageItem } from '../../protocol/chat-model.js';
import type { Content, ContentView } from './view.js';

let links: { linked(text: string): unknown } | undefined;
let coming: Promise<typeof links> | undefined;

/** What may be a link; the rest need not load what finds them. */
const LINK_LIKE = /[^\s.][.@:][^\s.]|:\/\//;
const EMOJI = /^(?:(?![\d#*])(?:\p{Emoji_Presentation}|\p{Extended_Pictographic}|\p{Emoji_Component}|\p{M})){1,16}$/u;

/** Nothing but a few emoji: shown large, without a bubble. */
export const isEmoji = ({ textElem }: MessageItem) => EMOJI.test(textElem?.content ?? '');

/** Text as Lit nodes. */
export function words(text: string, { again }: Pick<ContentView, 'again'>): unknown {
  if (!LINK_LIKE.test(text)) return text;
  if (links) return links.linked(text);
  (coming ??= import('../links.js')).then(
    loaded => {
      links = loaded;
      again();
    },
    () => {
      coming = undefined;
    },
  );
  return text;
}

/** The text of a message that consists of it, else undefined. */
export const textOf = (item: MessageItem): string | undefined => {
  const text: unknown =
    item.textElem?.content ??
    item.quoteElem?.text ??
    item.atTextElem?.text ??
    item.advancedTextElem?.text ??
    item.markdownTextElem?.content;
  return typeof text === 'string' ? text : undefined;
};

export const text: Content = (item, view) => {
  const said = textOf(item);
  return said === undefined ? undefined : html`<span class="text" dir="auto">${words(said, view)}</span>`;
};
