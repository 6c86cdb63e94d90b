/** Reading hostile bytes: an error, soon, and never more memory than was brought. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { MsgData, PushMessages } from '../../src/protocol/messages.js';
import { bool, bytes, int, list, map, msg, str, type Schema } from '../../src/protocol/schema.js';
import { decode, encode } from '../../src/protocol/wire.js';

const All = {
  n: int(1),
  s: str(2),
  b: bool(3),
  raw: bytes(4),
  ns: list(int(5)),
  bs: list(bool(6)),
  m: map(int(7)),
  inner: msg(8, { s: str(1) }),
  each: map(msg(9, { n: int(1) })),
};
const attempt = (schema: Schema, input: Uint8Array) => {
  try {
    return decode(schema, input);
  } catch (error) {
    assert.ok(error instanceof Error);
    return undefined;
  }
};

describe('wire', () => {
  it('gives every field, with zeros where nothing was sent', () => {
    assert.deepEqual(decode(All, new Uint8Array()), {
      n: 0,
      s: '',
      b: false,
      raw: new Uint8Array(),
      ns: [],
      bs: [],
      m: {},
      inner: undefined,
      each: {},
    });
  });

  it('leaves zeros out', () => {
    assert.equal(
      encode(All, { n: 0, s: '', b: false, raw: new Uint8Array(), ns: [], bs: [], m: {}, each: {} }).length,
      0,
    );
  });

  it('keeps integers up to 2^53 and below zero', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), n => {
        assert.equal(decode(All, encode(All, { n })).n, n);
      }),
      { seed: 1 },
    );
  });

  it('reads number lists packed and unpacked, and zeros in them', () => {
    assert.deepEqual(decode(All, encode(All, { ns: [0, 5, 300], bs: [true, false] })).ns, [0, 5, 300]);
    assert.deepEqual(decode(All, Uint8Array.from([0x28, 0, 0x28, 5, 0x28, 0xac, 2])).ns, [0, 5, 300]);
    assert.deepEqual(decode(All, encode(All, { bs: [true, false] })).bs, [true, false]);
  });

  it('takes bytes as a copy: the frame may be used again', () => {
    const frame = encode(All, { raw: Uint8Array.from([1, 2, 3]) });
    const { raw } = decode(All, frame);
    frame.fill(0);
    assert.deepEqual([...raw], [1, 2, 3]);
  });

  it('keeps any text, a byte order mark at its beginning too', () => {
    for (const s of ['\ufeffx', '\u{20000}', '😀', 'ab\0c']) assert.equal(decode(All, encode(All, { s })).s, s);
    assert.equal(decode(All, encode(All, { s: 'a\ud800b' })).s, 'a\ufffdb');
  });

  it('keeps __proto__ as a key like any other', () => {
    const { m } = decode(All, encode(All, { m: Object.fromEntries([['__proto__', 7]]) }));
    assert.equal(Object.getOwnPropertyDescriptor(m, '__proto__')?.value, 7);
    assert.equal(Object.getPrototypeOf(m), Object.prototype);
  });

  it('refuses a frame cut anywhere inside a field', () => {
    const content = new TextEncoder().encode('hello');
    const frame = encode(PushMessages, {
      msgs: {
        c: {
          Msgs: [{ ...decode(MsgData, new Uint8Array()), sendID: 'a', content, options: { x: true } }],
          isEnd: false,
          endSeq: 0,
        },
      },
    });
    for (let end = 1; end < frame.length; end++)
      assert.throws(() => decode(PushMessages, frame.slice(0, end)), Error, `cut at ${end}`);
  });

  it('refuses lengths beyond the frame, wrong wire types and endless varints', () => {
    const hostile = [
      [0x12, 0xff, 0xff, 0xff, 0xff, 0x0f], // a string of 4 GB
      [0x12, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0x7f],
      [0x42, 5, 0x0a, 50, 0x41], // inner longer than outer
      [0x10, 1], // a string as varint
      [0x0a, 1, 1], // a number as block
      [0x08, ...new Array<number>(12).fill(0xff)],
      [0x2a, 2, 0xff, 0xff], // packed, cut
      [0x0f, 1], // wire type 7
    ];
    for (const input of hostile) assert.throws(() => decode(All, Uint8Array.from(input)), Error, input.join());
  });

  it('refuses messages nested without end', () => {
    const Loop: Schema = {};
    Loop['loop'] = msg(1, Loop);
    let frame = new Uint8Array();
    for (let i = 0; i < 40; i++) frame = Uint8Array.from([0x0a, frame.length, ...frame]);
    assert.throws(() => decode(Loop, frame), /too deep/);
  });

  it('answers 20,000 random and damaged frames with a value or an error', () => {
    const before = process.memoryUsage().heapUsed;
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), input => void [attempt(All, input), attempt(PushMessages, input)]),
      { numRuns: 10_000, seed: 3 },
    );
    const whole = encode(All, {
      n: 300,
      s: 'text',
      b: true,
      raw: new Uint8Array(9),
      ns: [1, 2],
      m: { k: 1 },
      inner: { s: 'x' },
      each: { e: { n: 1 } },
    });
    fc.assert(
      fc.property(fc.nat(whole.length - 1), fc.nat(255), (at, byte) => {
        const damaged = whole.slice();
        damaged[at] = byte;
        attempt(All, damaged);
      }),
      { numRuns: 10_000, seed: 4 },
    );
    assert.ok(process.memoryUsage().heapUsed - before < 300e6);
  });

  it('never takes much more memory than the frame has bytes', () => {
    // 50 kB of the smallest list items and map entries there are.
    const dense = new Uint8Array(51_200);
    for (let i = 0; i < dense.length; i += 2) dense.set([0x28, 1], i);
    assert.equal(decode(All, dense).ns.length, 25_600);
    for (let i = 0; i < dense.length; i += 2) dense.set([0x4a, 0], i);
    assert.equal(Object.keys(decode(All, dense).each).length, 1);
  });
});
