/** Seeded nonsense: values, and bodies that look like those of a call. */
export const MEGABYTE = 'x'.repeat(2 ** 20);

/** mulberry32: the same cases on every machine. */
export function chance(seed: number) {
  let state = seed;
  const next = () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (n: number) => Math.floor(next() * n);
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  return { next, below, pick, bytes: (max: number) => Uint8Array.from({ length: below(max) }, () => below(256)) };
}
type Chance = ReturnType<typeof chance>;

export const strings = [
  '',
  ' ',
  '1001',
  '1002',
  '1003',
  'nobody',
  'imAdmin',
  '__proto__',
  'constructor',
  'toString',
  '\u0000',
  '\ud800',
  '😀'.repeat(50),
  "' OR 1=1 --",
  '%',
  '_',
  '*',
  '.*',
  '../../etc',
  '+86',
  '13800000000',
  'a@b.example',
  '0'.repeat(32),
  'x'.repeat(5000),
  '<script>',
  '\u202e',
  '000000',
  '1e9',
  'null',
];
export const numbers = [0, 1, -1, 5, 10, 11, 99, 1000, 1001, 2 ** 31, 2 ** 53, -(2 ** 53), 1.5, 1e308, 1767225600000];
const nest = (depth: number): unknown => (depth ? [nest(depth - 1)] : 0);

export function value(c: Chance, depth = 0): unknown {
  const kinds = [
    () => c.pick(strings),
    () => c.pick(strings),
    () => c.pick(numbers),
    () => c.next() < 0.5,
    () => null,
    ...(depth < 3
      ? [
          () => Array.from({ length: c.below(4) }, () => value(c, depth + 1)),
          () =>
            Object.fromEntries(
              Array.from({ length: c.below(4) }, () => [
                c.pick([...strings, 'userID', 'nickname', 'pageNumber', 'showNumber', 'password', 'account']),
                value(c, depth + 1),
              ]),
            ),
          () => ({ pageNumber: c.pick([0, 1, 2, 1e9]), showNumber: c.pick([-1, 0, 10, 1e9]) }),
          () => ['1001', c.pick(strings)],
          () => ({ userID: '1001', nickname: c.pick(strings), faceURL: c.pick(strings) }),
          () => ({
            nickname: 'n',
            password: c.pick(strings),
            account: `acc${c.below(50)}`,
            email: '',
            phoneNumber: '',
          }),
        ]
      : []),
  ];
  return c.pick(kinds)();
}

const people = ['1001', '1001', '1002', '1003', 'nobody'];
/** What a field of this name may hold in earnest, by the first pattern that fits. */
const plausible: [RegExp, (c: Chance) => unknown][] = [
  [/^(userID|ownerUserID|fromUserID)$/, c => c.pick(['1001', '1001', '1001', '1002'])],
  [/IDs$|IDList$/, c => [...new Set([c.pick(people), c.pick(people)])]],
  [/ID\d?$/i, c => c.pick(people)],
  [/^pagination$/, c => ({ pageNumber: c.pick([1, 1, 2]), showNumber: c.pick([1, 20]) })],
  [/^handleResults?$/, c => c.pick([1, -1, [0], [1, -1]])],
  [/^user$/, c => ({ nickname: 'n', password: '0'.repeat(32), account: `acc${c.below(500)}` })],
  [/^users$/, c => [{ userID: `u${c.below(500)}`, nickname: 'n' }]],
  [/^userInfo$/, c => ({ userID: '1001', nickname: c.pick(strings), ex: c.pick(strings) })],
  [/^is|^autoLogin$/, c => c.next() < 0.5],
  [/^(platform|type|genre|usedFor|version|idHash|count|time)$/, c => c.pick([0, 1, 2, 5])],
  [/^keyword$/, c => c.pick(['10', '1001', 'n', ...strings])],
  [/^(account)$/, c => `acc${c.below(500)}`],
  [/password/i, () => '0'.repeat(32)],
];

/** A body that looks like one of this call, most of the time. */
export function body(c: Chance, names: readonly string[]): Uint8Array {
  const text = new TextEncoder();
  const fields = Object.fromEntries(
    names
      .filter(() => c.next() < 0.95)
      .map(name => {
        const earnest = plausible.find(([pattern]) => pattern.test(name))?.[1];
        const made =
          c.next() < 0.85
            ? earnest
              ? earnest(c)
              : c.next() < 0.8
                ? c.pick(strings.slice(0, 20))
                : value(c)
            : value(c);
        return [c.next() < 0.05 ? name.toUpperCase() : name, made];
      }),
  );
  const whole = text.encode(JSON.stringify(fields));
  const roll = c.next();
  if (roll < 0.7) return whole;
  if (roll < 0.76) return whole.subarray(0, c.below(whole.length));
  if (roll < 0.82) {
    const damaged = whole.slice();
    if (damaged.length) damaged[c.below(damaged.length)] = c.below(256);
    return damaged;
  }
  if (roll < 0.86) return c.bytes(200);
  if (roll < 0.9) return text.encode(JSON.stringify(value(c)));
  if (roll < 0.93)
    return text.encode(
      JSON.stringify({ ...fields, [c.pick(names.length ? names : ['x'])]: nest(c.pick([20, 40, 3000])) }),
    );
  if (roll < 0.95) return text.encode('['.repeat(c.pick([10, 100_000])));
  if (roll < 0.97) return new Uint8Array();
  if (roll < 0.98) return text.encode(JSON.stringify({ ...fields, [c.pick(names.length ? names : ['x'])]: MEGABYTE }));
  return Uint8Array.from([...whole.subarray(0, 5), 0xff, 0xc0, 0x80, 0xed, 0xa0, 0x80]);
}
