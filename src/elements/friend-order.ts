/** Friends in display order: the pinned, then by letter. */
import type { FriendItem } from '../protocol/model.js';
import { byLetter, collator, letterOf } from '../ui/letters.js';

export interface Entry {
  friend: FriendItem;
  /** What the row is called: remark, else nickname, else ID. */
  readonly name: string;
  /** The section: a letter, `#`, or "" for the pinned. */
  readonly letter: string;
  /** What a search looks through; made when needed. */
  text: string;
}
export const nameOf = ({ remark, nickname, userID }: Pick<FriendItem, 'remark' | 'nickname' | 'userID'>) =>
  remark || nickname || userID;
export const compare = (a: Entry, b: Entry) =>
  collator.compare(a.name, b.name) || (a.friend.userID < b.friend.userID ? -1 : 1);

/** What a search looks through. */
export const textOf = (entry: Entry) => {
  const { remark, nickname, userID } = entry.friend;
  return (entry.text ||= `${remark}\n${nickname}\n${userID}`.toLowerCase());
};

const inOrder = (a: Entry, b: Entry) => byLetter(a.letter, b.letter) || compare(a, b);

/** More than these are not sorted as a whole: that would hold the page up. */
const SORTED = 400;
/** So many rows of them, the first in order, until what sorts in steps is there. */
const FIRST = 14;

/** Some hundred friends, sorted as a whole whenever something changed; of thousands the first rows. */
export class FriendOrder {
  rows: readonly Entry[] = [];
  /** The sections' letters by the index of their first row. */
  heads: ReadonlyMap<number, string> = new Map();
  /** How many there are, shown or not. */
  size = 0;
  #from: readonly unknown[] = [];

  update(friends: ReadonlyMap<string, FriendItem>, hidden: ReadonlyMap<string, unknown>) {
    if (friends === this.#from[0] && hidden === this.#from[1]) return;
    this.#from = [friends, hidden];
    const rows: Entry[] = [];
    const heads = new Map<number, string>();
    const few = friends.size > SORTED;
    this.size = 0;
    for (const friend of friends.values()) {
      if (hidden.has(friend.userID)) continue;
      this.size++;
      const name = nameOf(friend);
      const entry = { friend, name, letter: friend.isPinned ? '' : letterOf(name), text: '' };
      if (few && rows.length >= FIRST) {
        if (inOrder(entry, rows[FIRST - 1]!) > 0) continue;
        rows.pop();
      }
      rows.push(entry);
      if (few) rows.sort(inOrder);
    }
    rows.sort(inOrder);
    rows.forEach(({ letter }, at) => {
      if (letter !== rows[at - 1]?.letter) heads.set(at, letter);
    });
    this.rows = rows;
    this.heads = heads;
  }

  /** Those with `query` (lower case) in remark, nickname or ID, in display order. */
  search(query: string): Entry[] {
    return this.rows.filter(entry => textOf(entry).includes(query));
  }
}
