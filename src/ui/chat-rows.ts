/** Messages as rows: which day begins, where the unread ones begin, which belong together. */
import { messageStatus, type MessageItem } from '../protocol/chat-model.js';
import { contentTypes } from '../protocol/content.js';
import { isLine, timeOf } from './im-message.js';

/** ms within which messages of one person stand together. */
const TOGETHER = 300_000;

export interface Row {
  item: MessageItem;
  /** Stays the same when the server gives it a seq. */
  key: string;
  /** ms of the day that begins with it; 0 = none. */
  day: number;
  /** The unread ones begin with it. */
  unread: boolean;
  /** Of a group. */
  first: boolean;
  last: boolean;
}

const dayOf = (item: MessageItem) => new Date(timeOf(item)).setHours(0, 0, 0, 0) || 0;

/**
 * @param me - the own userID; own messages are never unread.
 * @param unreadFrom - the seq read last when the conversation was opened; Infinity = all were read.
 */
export function rowsOf(items: readonly MessageItem[], me: string, unreadFrom: number): Row[] {
  const rows: Row[] = [];
  let before: MessageItem | undefined;
  let dayBefore = 0;
  // Whoever answered has read what was before.
  const answered = items.findLastIndex(item => item.sendID === me && !isLine(item));
  let divided = answered > items.findIndex(item => item.seq > unreadFrom && item.sendID !== me);
  for (const item of items) {
    if (item.status === messageStatus.deleted || item.contentType === contentTypes.typing) continue;
    const day = dayOf(item);
    const newDay = !before || dayBefore !== day;
    dayBefore = day;
    const unread: boolean = !divided && item.seq > unreadFrom && item.sendID !== me;
    divided ||= unread;
    const joins =
      !!before &&
      !newDay &&
      !unread &&
      !isLine(item) &&
      !isLine(before) &&
      before.sendID === item.sendID &&
      timeOf(item) - timeOf(before) < TOGETHER;
    const previous = rows.at(-1);
    if (joins && previous) previous.last = false;
    rows.push({
      item,
      key: item.clientMsgID || String(item.seq),
      day: newDay ? day : 0,
      unread,
      first: !joins,
      last: true,
    });
    before = item;
  }
  return rows;
}

/** What of the window of a conversation is shown. */
export interface LogWindow {
  readonly items: readonly MessageItem[];
  readonly older: boolean;
  readonly newer: boolean;
  readonly loading: string;
  readonly unreadFrom: number;
}

/** Rows from the edge at which more are asked for: half a page, so that it is there before the edge is. */
const NEAR = 20;

/**
 * What is asked for when these rows are in view; '' = nothing.
 * @param near - the view may be near the beginning.
 */
export function wish(
  { older, newer, loading }: LogWindow,
  range: { startIndex: number; endIndex: number } | null,
  count: number,
  near: boolean,
): string {
  const { startIndex, endIndex } = range ?? { startIndex: 0, endIndex: 0 };
  if (loading) return '';
  if (older && near && startIndex < NEAR) return 'older';
  return newer && endIndex > count - NEAR ? 'newer' : '';
}

/** Remembers where the first message in view is. Gives the function that puts it there again. */
export function held(scroller: HTMLElement | null, list: HTMLElement | null): (() => void) | undefined {
  const top = scroller?.getBoundingClientRect().top ?? 0;
  const all = [...(list?.children ?? [])].map(row => row.lastElementChild!);
  const message = all.find(each => each.getBoundingClientRect().bottom > top);
  const before = message?.getBoundingClientRect().top ?? 0;
  return () => {
    const moved = message?.isConnected ? message.getBoundingClientRect().top - before : 0;
    if (moved) scroller!.scrollTop += moved;
  };
}

/** What of a virtualiser is told of sizes. */
interface Measures {
  measureElement(row: HTMLElement): void;
  resizeItem(index: number, size: number): void;
}

/**
 * Has the rows watched.
 * @param now - tells their sizes at once, because what is read is being held: a virtualiser that saw them change later would take that back once more.
 */
export function measured(virtual: Measures, list: HTMLElement | null, now: boolean) {
  for (const row of (list?.children ?? []) as Iterable<HTMLElement>) {
    virtual.measureElement(row);
    if (now) virtual.resizeItem(+row.dataset.index!, row.offsetHeight);
  }
}
