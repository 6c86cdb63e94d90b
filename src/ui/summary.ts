/** A message in one line, by content type: for lists, quotes, notices and whoever listens. */
import type { MessageItem, RevokedInfo } from '../protocol/chat-model.js';
import { contentTypes as types } from '../protocol/content.js';
import type { Key, Translate } from './localize.js';

/** A longer line is never seen. */
const MAX = 200;

/** Only text is text: the wire may bring anything. */
export const plain = (value: unknown): string => (typeof value === 'string' ? value : '');

/** The JSON that a notification carries; {} for what is none. */
export function detailOf<T extends object>({ notificationElem }: MessageItem): Partial<T> {
  try {
    const detail: unknown = JSON.parse(notificationElem?.detail || '{}');
    return detail && typeof detail === 'object' ? detail : {};
  } catch {
    return {};
  }
}

/** "0:07", "12:30". */
export const lengthText = (seconds: number) => {
  const whole = Math.max(0, Math.round(seconds)) || 0;
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, '0')}`;
};

type Line = (item: MessageItem, t: Translate, me: string) => string | undefined;
const after = (key: Key, text: string | undefined, t: Translate) => (plain(text) ? `${t(key)}: ${text}` : t(key));
const custom: Line = ({ customElem }) => customElem?.description;

const lines: Readonly<Record<number, Line>> = {
  [types.text]: ({ textElem }) => textElem?.content,
  [types.picture]: (_, t) => t('sPicture'),
  [types.sound]: ({ soundElem }, t) => after('sSound', soundElem && lengthText(soundElem.duration), t),
  [types.video]: (_, t) => t('sVideo'),
  [types.file]: ({ fileElem }, t) => after('sFile', fileElem?.fileName, t),
  [types.atText]: ({ atTextElem }) => atTextElem?.text,
  [types.merge]: ({ mergeElem }, t) => after('sMerge', mergeElem?.title, t),
  [types.card]: ({ cardElem }, t) => after('sCard', cardElem?.nickname || cardElem?.userID, t),
  [types.location]: ({ locationElem }, t) => after('sLocation', locationElem?.description, t),
  [types.custom]: custom,
  [types.customSilent]: custom,
  [types.customOnline]: custom,
  [types.quote]: ({ quoteElem }) => quoteElem?.text,
  [types.face]: (_, t) => t('sFace'),
  [types.advancedText]: ({ advancedTextElem }) => advancedTextElem?.text,
  [types.markdown]: ({ markdownTextElem }) => markdownTextElem?.content,
  [types.friendAdded]: (_, t) => t('sFriends'),
  [types.systemNotice]: item => detailOf<{ text: string }>(item).text,
  [types.privateChat]: (item, t) => t(detailOf<{ isPrivate: boolean }>(item).isPrivate ? 'sPrivateOn' : 'sPrivateOff'),
  [types.revoked](item, t, me) {
    const { revokerID = item.sendID, revokerNickname = item.senderNickname } = detailOf<RevokedInfo>(item);
    return revokerID === me ? t('sRevokedOwn') : t('sRevoked', { name: plain(revokerNickname) || plain(revokerID) });
  },
};

/**
 * What a message says, in one line of plain text; a general sentence for what nobody knows.
 * @param me - the own userID: what one took back oneself is said so.
 */
export function summary(item: MessageItem, t: Translate, me = ''): string {
  const text = plain(lines[item.contentType]?.(item, t, me));
  return (
    text
      .slice(0, MAX * 2)
      .replace(/\s+/g, ' ')
      .trim()
      .slice(0, MAX) || t('sOther')
  );
}
