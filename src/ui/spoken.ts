/** A message as it is heard. */
import type { MessageItem } from '../protocol/chat-model.js';
import type { MessageView } from './content/view.js';
import { isLine, stateOf, states, timeOf } from './im-message.js';
import { summary } from './summary.js';
import { clockText } from './time.js';

/** All of it in a sentence, for whoever listens. */
export function spoken(item: MessageItem, view: MessageView): string {
  const { t, lang, me } = view;
  const text = summary(item, t, me);
  if (isLine(item)) return text;
  const own = item.sendID === me;
  const said = t('itself', {
    name: own ? t('you') : view.name,
    time: clockText(timeOf(item), lang),
    text,
  });
  return own ? `${said} (${t(states[stateOf(item, view.offline)][0])})` : said;
}
