/** `serve --blocked-words FILE`: messages with a word of the file are refused; the file is read again when it changed. */
import { readFileSync, statSync } from 'node:fs';
import type { CheckMessage } from './options.js';

const MAX_FILE = 2 ** 20;
/** Scripts that write without spaces: their words are found anywhere in a text. */
const UNSPACED = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
/** Addresses and names of things, which nobody wrote. */
const NOT_SAID = /(?:url|path|uuid|id|type)$/i;
const REFUSAL = 'This message has a word that is not allowed here.';

/** Full-width letters and capitals are no way around. */
const plain = (text: string) => text.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ');

/** What a message says: all texts of its content. */
function* texts(value: unknown): Generator<string> {
  if (typeof value === 'string') yield value;
  else if (value && typeof value === 'object')
    for (const [name, each] of Object.entries(value)) if (!NOT_SAID.test(name)) yield* texts(each);
}

/** @returns a test of plain texts; undefined for a list without words. */
export function wordsPattern(list: string): RegExp | undefined {
  const words = list.split('\n').map(line => plain(line).trim());
  const all = words.filter(Boolean).map(word => {
    const literal = word.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
    // "ass" is not meant where somebody says "class".
    return UNSPACED.test(word) ? literal : `(?<![\\p{L}\\p{N}])${literal}(?![\\p{L}\\p{N}])`;
  });
  return all.length ? new RegExp(all.join('|'), 'u') : undefined;
}

/**
 * @param file - a word or phrase per line.
 * @param warn - gets a line when the file can't be read any more: the words known until then stay in force.
 * @throws Error in words when it can't be read now.
 */
export function blockedWords(file: string, warn: (line: string) => void): CheckMessage {
  let stamp = '';
  let pattern: RegExp | undefined;
  /** Looked at with each message: no watcher to trust, none to end. */
  const read = () => {
    const { mtimeMs, size, ino } = statSync(file);
    const now = [mtimeMs, size, ino].join();
    if (now === stamp) return;
    if (size > MAX_FILE) throw new RangeError('more than 1 MB');
    pattern = wordsPattern(readFileSync(file, 'utf8'));
    stamp = now;
  };
  const why = (error: unknown) => `--blocked-words: ${file} can't be read (${(error as Error).message})`;
  try {
    read();
  } catch (error) {
    throw new Error(why(error), { cause: error });
  }
  let warned = false;
  return ({ content }) => {
    try {
      read();
      warned = false;
    } catch (error) {
      if (!warned) warn(`${why(error)}; the words read before stay in force`);
      warned = true;
    }
    let value: unknown = content;
    try {
      value = JSON.parse(content);
    } catch {
      // No JSON: looked through as it is.
    }
    for (const text of texts(value)) if (pattern?.test(plain(text))) return REFUSAL;
    return undefined;
  };
}
