/** The letter a name is filed under: Latin letters without accents, Chinese names by pinyin, other scripts by their own letter. */

// The first character of each pinyin letter in the collator's order; no syllable begins with I, U or V.
const FIRST = '阿丷嚓咑妸发旮哈丌咔垃呣拏喔妑七呥仨他屲夕丫帀';
const LETTERS = 'ABCDEFGHJKLMNOPQRSTWXYZ';
/** Surnames whose reading as a name begins with another letter than the reading the collator files them under. */
const SURNAMES: Readonly<Record<string, string>> = {
  曾: 'Z',
  单: 'S',
  單: 'S',
  仇: 'Q',
  解: 'X',
  查: 'Z',
  区: 'O',
  區: 'O',
  繁: 'P',
  覃: 'Q',
  翟: 'Z',
  乐: 'Y',
  樂: 'Y',
  秘: 'B',
  种: 'C',
  折: 'S',
  召: 'S',
  祭: 'Z',
  郇: 'X',
  乜: 'N',
  尉迟: 'Y',
  尉遲: 'Y',
  万俟: 'M',
  萬俟: 'M',
  单于: 'C',
  單于: 'C',
  澹台: 'T',
  澹臺: 'T',
};

/** Names in the order a Chinese reader expects: by pinyin, numbers by value. */
export const collator = new Intl.Collator('zh-CN', { numeric: true });

const known = new Map<string, string>();

/** @param name - as shown. Gives one letter, or `#` for names that begin with none (digits, signs, emoji). */
export function letterOf(name: string): string {
  const first = String.fromCodePoint(name.codePointAt(0) ?? 35);
  let letter = known.get(first);
  if (letter === undefined) known.set(first, (letter = SURNAMES[first] ?? find(first)));
  return (first > '\u4dff' && SURNAMES[name.slice(0, 2)]) || letter;
}

function find(first: string): string {
  if (/\p{Script=Han}/u.test(first)) {
    let low = 0;
    let high = LETTERS.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (collator.compare(first, FIRST[middle]!) < 0) high = middle;
      else low = middle + 1;
    }
    // Collators differ in which character is the first of all.
    return LETTERS[Math.max(low - 1, 0)]!;
  }
  // Decomposed: É files under E, a Hangul syllable under its first consonant.
  const [letter = ''] = first.normalize('NFKD').toLocaleUpperCase('en');
  return /\p{L}/u.test(letter) ? letter : '#';
}

/** Latin first, then other scripts, then `#`; "" (the pinned) before all. */
export const byLetter = (a: string, b: string) => rank(a) - rank(b) || collator.compare(a, b);
const rank = (letter: string) => (letter === '' ? 0 : letter === '#' ? 3 : letter <= 'Z' ? 1 : 2);
