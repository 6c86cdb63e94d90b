/** Schemas are plain tables: numbers, types and rules, and nothing that reads or writes. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bool, bytes, int, list, map, msg, str, type Infer } from '../../src/protocol/schema.js';

describe('schema', () => {
  it('says number, type and rule of each field', () => {
    const inner = { n: int(1) };
    assert.deepEqual(
      [int(1), str(2), bool(3), bytes(4)],
      [
        { id: 1, type: 'int' },
        { id: 2, type: 'str' },
        { id: 3, type: 'bool' },
        { id: 4, type: 'bytes' },
      ],
    );
    assert.deepEqual(msg(5, inner), { id: 5, type: inner });
    assert.deepEqual(list(str(6)), { id: 6, type: 'str', rule: 'list' });
    assert.deepEqual(map(msg(7, inner)), { id: 7, type: inner, rule: 'map' });
  });

  it('gives the type of the message', () => {
    const schema = { n: int(1), names: list(str(2)), each: map(msg(3, { ok: bool(1) })) };
    const value: Infer<typeof schema> = { n: 1, names: ['a'], each: { x: { ok: true } } };
    assert.deepEqual(Object.keys(schema), Object.keys(value));
  });
});
