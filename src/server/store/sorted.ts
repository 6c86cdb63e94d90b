/** Rows in an order, in blocks: finding is two binary searches, a change moves one block and not the table. */
import type { AnyRow } from './order.js';

const BLOCK = 512;

/** The first place in `list` whose item fails `test`, given that all before it pass and none after. */
function firstFailing<T>(list: readonly T[], test: (item: T) => boolean): number {
  let low = 0;
  let high = list.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (test(list[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}

export class SortedRows {
  /** Never an empty block. */
  readonly #blocks: AnyRow[][] = [];
  readonly #compare: (a: AnyRow, b: AnyRow) => number;

  /** @param compare - gives 0 for no two different rows of the list. */
  constructor(compare: (a: AnyRow, b: AnyRow) => number) {
    this.#compare = compare;
  }

  add(row: AnyRow): void {
    const before = (other: AnyRow) => this.#compare(other, row) < 0;
    const at = Math.min(this.#blockOf(before), Math.max(0, this.#blocks.length - 1));
    const block = (this.#blocks[at] ??= []);
    block.splice(firstFailing(block, before), 0, row);
    if (block.length > BLOCK) this.#blocks.splice(at + 1, 0, block.splice(BLOCK >> 1));
  }

  /** Takes out the row equal to `row` in this order. */
  remove(row: AnyRow): void {
    const before = (other: AnyRow) => this.#compare(other, row) < 0;
    const at = this.#blockOf(before);
    const block = this.#blocks[at];
    if (!block) return;
    const place = firstFailing(block, before);
    if (!block[place] || this.#compare(block[place], row) !== 0) return;
    block.splice(place, 1);
    if (!block.length) this.#blocks.splice(at, 1);
  }

  /** How many rows pass `test`; all of them must come before all that fail. */
  rank(test: (row: AnyRow) => boolean): number {
    const at = this.#blockOf(test);
    let rank = 0;
    for (let i = 0; i < at; i++) rank += this.#blocks[i]!.length;
    return at < this.#blocks.length ? rank + firstFailing(this.#blocks[at]!, test) : rank;
  }

  /** The rows from place `start` up to, not with, place `end`. */
  slice(start: number, end: number): AnyRow[] {
    const rows: AnyRow[] = [];
    let first = 0;
    for (const block of this.#blocks) {
      if (first >= end) break;
      if (first + block.length > start) rows.push(...block.slice(Math.max(0, start - first), end - first));
      first += block.length;
    }
    return rows;
  }

  #blockOf(test: (row: AnyRow) => boolean): number {
    return firstFailing(this.#blocks, block => test(block[block.length - 1]!));
  }
}
