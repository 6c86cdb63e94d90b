/** Very many friends in display order, kept in blocks by letter: a change touches only its place, and no step takes long however many there are. */
import type { FriendItem } from '../protocol/model.js';
import { byLetter, letterOf } from '../ui/letters.js';
import { compare, type Entry, nameOf, textOf } from './friend-order.js';

interface Block {
  entries: Entry[];
  sorted: boolean;
  /** The first HEAD entries stand in order already. */
  headed: boolean;
  /** Counts changes, so that a sort that ran meanwhile is thrown away. */
  stamp: number;
}

/** Blocks up to this size are sorted in one go (about 4 ms); larger ones in steps. */
const SMALL = 400;
const STEP = 128;
const HEAD = 64;
const BULK = 200;

export class LongOrder {
  #entries = new Map<string, Entry>();
  #blocks = new Map<string, Block>();
  #rows: readonly Entry[] | undefined;
  #heads = new Map<number, string>();

  get size() {
    return this.#entries.size;
  }

  /** Takes over a new list; only what differs from the last one is touched. Gives whether anything did. */
  update(friends: ReadonlyMap<string, FriendItem>, hidden: ReadonlyMap<string, unknown>): boolean {
    let changed = false;
    let shown = 0;
    if (!friends.size && this.size) return this.#clear();
    // Many at once are appended and sorted later; a few go to their places.
    const bulk = friends.size - this.#entries.size > BULK;
    for (const [userID, friend] of friends) {
      const old = this.#entries.get(userID);
      const hide = hidden.has(userID);
      if (!hide) shown++;
      if (hide ? !old : old?.friend === friend) continue;
      changed = true;
      if (old && !hide && nameOf(friend) === old.name && friend.isPinned === old.friend.isPinned) {
        old.friend = friend;
        old.text = '';
        continue;
      }
      if (old) this.#remove(old);
      if (!hide) this.#insert(friend, bulk);
    }
    if (shown !== this.#entries.size)
      for (const [userID, entry] of this.#entries) {
        if (friends.has(userID)) continue;
        this.#remove(entry);
        changed = true;
      }
    return changed;
  }

  /** All rows, block after block. The same array until something changes. */
  get rows(): readonly Entry[] {
    if (this.#rows) return this.#rows;
    this.#heads.clear();
    const rows: Entry[] = [];
    for (const [letter, { entries }] of this.#blocks) {
      this.#heads.set(rows.length, letter);
      for (const entry of entries) rows.push(entry);
    }
    return (this.#rows = rows);
  }

  /** The sections' letters by the index of their first row. */
  get heads(): ReadonlyMap<number, string> {
    void this.rows;
    return this.#heads;
  }

  /** Every block is in order. */
  get sorted() {
    for (const { sorted } of this.#blocks.values()) if (!sorted) return false;
    return true;
  }

  /** Sorts what rows `from`…`to` show, as far as that is quick: the head of a huge block, or a whole small one. */
  ensure(from: number, to: number) {
    let start = 0;
    for (const block of this.#blocks.values()) {
      const end = start + block.entries.length;
      if (start >= to) return;
      if (end > from && !block.sorted) {
        if (end - start <= SMALL) this.#settle(block, block.entries.sort(compare));
        else if (!block.headed) this.#head(block);
      }
      start = end;
    }
  }

  /** Sorts the rest and builds the search index, a few milliseconds per step. Gives whether rows moved. */
  *work(): Generator<void, boolean> {
    let moved = false;
    for (const block of this.#blocks.values()) {
      while (!block.sorted) {
        const { stamp } = block;
        const entries = yield* sortInSteps(block.entries.slice());
        if (stamp !== block.stamp) continue;
        this.#settle(block, entries);
        moved = true;
      }
    }
    let count = 0;
    for (const entry of this.#entries.values()) {
      textOf(entry);
      if (++count % 1000 === 0) yield;
    }
    return moved;
  }

  /** Those with `query` in remark, nickname or ID, in display order. */
  search(query: string): Entry[] {
    const wanted = query.toLowerCase();
    const found = this.rows.filter(entry => textOf(entry).includes(wanted));
    return this.sorted ? found : found.sort((a, b) => byLetter(a.letter, b.letter) || compare(a, b));
  }

  #clear() {
    this.#entries.clear();
    this.#blocks.clear();
    this.#rows = undefined;
    return true;
  }

  #insert(friend: FriendItem, bulk: boolean) {
    const name = nameOf(friend);
    const entry: Entry = { friend, name, letter: friend.isPinned ? '' : letterOf(name), text: '' };
    const block = this.#blocks.get(entry.letter) ?? this.#addBlock(entry.letter);
    block.sorted &&= !bulk;
    if (block.sorted) block.entries.splice(placeOf(block.entries, entry), 0, entry);
    else block.entries.push(entry);
    this.#entries.set(friend.userID, entry);
    this.#touch(block);
  }

  #remove(entry: Entry) {
    const block = this.#blocks.get(entry.letter)!;
    this.#entries.delete(entry.friend.userID);
    block.entries.splice(block.entries.indexOf(entry), 1);
    if (!block.entries.length) this.#blocks.delete(entry.letter);
    this.#touch(block);
  }

  #addBlock(letter: string): Block {
    const block: Block = { entries: [], sorted: true, headed: false, stamp: 0 };
    this.#blocks.set(letter, block);
    this.#blocks = new Map([...this.#blocks].sort(([a], [b]) => byLetter(a, b)));
    return block;
  }

  #touch(block: Block) {
    block.headed = false;
    block.stamp++;
    this.#rows = undefined;
  }

  #settle(block: Block, entries: Entry[]) {
    block.entries = entries;
    block.sorted = true;
    this.#touch(block);
  }

  /** Brings the smallest HEAD entries to the front: one comparison each for nearly all. */
  #head(block: Block) {
    const head: Entry[] = [];
    for (const entry of block.entries) {
      if (head.length === HEAD && compare(entry, head[HEAD - 1]!) > 0) continue;
      head.splice(placeOf(head, entry), 0, entry);
      head.length = Math.min(head.length, HEAD);
    }
    const inHead = new Set(head);
    block.entries = [...head, ...block.entries.filter(entry => !inHead.has(entry))];
    this.#touch(block);
    block.headed = true;
  }
}

/** Where `entry` belongs in a sorted array. */
function placeOf(entries: readonly Entry[], entry: Entry): number {
  let low = 0;
  let high = entries.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compare(entries[middle]!, entry) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Merge sort that pauses: runs of STEP by the engine's own sort, then merged pairwise. */
function* sortInSteps(entries: Entry[]): Generator<void, Entry[]> {
  const { length } = entries;
  let runs: Entry[][] = [];
  for (let at = 0; at < length; at += STEP) {
    runs.push(entries.slice(at, at + STEP).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const merged: Entry[][] = [];
    for (let i = 0; i < runs.length; i += 2) merged.push(yield* merge(runs[i]!, runs[i + 1] ?? []));
    runs = merged;
  }
  return runs[0] ?? [];
}

function* merge(a: Entry[], b: Entry[]): Generator<void, Entry[]> {
  const out: Entry[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length && j < b.length) {
    out.push(compare(a[i]!, b[j]!) < 0 ? a[i++]! : b[j++]!);
    if (out.length % 1024 === 0) yield;
  }
  while (i < a.length) out.push(a[i++]!);
  while (j < b.length) out.push(b[j++]!);
  return out;
}
