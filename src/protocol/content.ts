/** Every content type of a message, once: its number and the member of a MessageItem that holds its body (protocol §5.1, §8.3). */
import type { ElemName } from './chat-model.js';

export const contentTypes = {
  text: 101,
  picture: 102,
  sound: 103,
  video: 104,
  file: 105,
  atText: 106,
  merge: 107,
  card: 108,
  location: 109,
  custom: 110,
  typing: 113,
  quote: 114,
  face: 115,
  advancedText: 117,
  markdown: 118,
  /** Custom; does not raise its conversation. */
  customSilent: 119,
  /** Custom; for whoever is online. */
  customOnline: 120,
  friendAdded: 1201,
  systemNotice: 1400,
  privateChat: 1701,
  revoked: 2101,
} as const;

const elems: Readonly<Record<number, ElemName>> = {
  101: 'textElem',
  102: 'pictureElem',
  103: 'soundElem',
  104: 'videoElem',
  105: 'fileElem',
  106: 'atTextElem',
  107: 'mergeElem',
  108: 'cardElem',
  109: 'locationElem',
  110: 'customElem',
  113: 'typingElem',
  114: 'quoteElem',
  115: 'faceElem',
  117: 'advancedTextElem',
  118: 'markdownTextElem',
  119: 'customElem',
  120: 'customElem',
};
/** The member of a MessageItem that holds a content type's body; types nobody knows are read as notifications. */
export const elemOf = (contentType: number): ElemName => elems[contentType] ?? 'notificationElem';

/** Notifications are 1000…5000: only the server sends them. */
export const isNotice = (contentType: number) => contentType >= 1000 && contentType <= 5000;

/** Far above quotes and merged messages within each other, far below what a stack has room for. */
const MAX_DEPTH = 100;

/** True for JSON that nests so deep that to write, copy or store its value again can fail. In linear time, also of no JSON. */
export function isTooDeep(json: string): boolean {
  let depth = 0;
  for (const [mark] of json.matchAll(/"(?:[^"\\]+|\\.)*"?|[[\]{}]/gs)) {
    if (mark === '[' || mark === '{') depth++;
    else if (mark === ']' || mark === '}') depth--;
    if (depth > MAX_DEPTH) return true;
  }
  return false;
}

/** The largest file of a message, bytes: the embedded server's default, and what a device can keep until it is sent. */
export const MAX_FILE = 20 << 20;
