/** The checks of request fields: what passes, what is refused, and in which words. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  anything,
  flag,
  id,
  idList,
  listOf,
  number,
  object,
  optional,
  pagination,
  readFields,
  text,
  whole,
  word,
  type Check,
} from '../../src/server/fields.js';

/** The checked value, or the refusal's words. */
const check = (one: Check<unknown>, value: unknown): unknown => {
  try {
    return one(value, 'field');
  } catch (error) {
    const { errCode, errMsg } = error as { errCode: number; errMsg: string };
    assert.equal(errCode, 1001);
    return errMsg;
  }
};
const cases = (one: Check<unknown>, table: [unknown, unknown][]) => {
  for (const [value, wanted] of table) assert.deepEqual(check(one, value), wanted, JSON.stringify(value));
};

describe('fields', () => {
  it('text and words', () => {
    cases(text(3), [
      ['abc', 'abc'],
      [undefined, ''],
      [null, ''],
      ['abcd', 'field must not be longer than 3 characters'],
      [7, 'field must be a string'],
      [['a'], 'field must be a string'],
    ]);
    cases(word(3), [
      ['abc', 'abc'],
      ['', 'field is empty'],
      [undefined, 'field is empty'],
    ]);
    cases(id, [
      ['x'.repeat(64), 'x'.repeat(64)],
      ['x'.repeat(65), 'field must not be longer than 64 characters'],
    ]);
  });

  it('numbers and flags', () => {
    cases(whole(1, 11, 5), [
      [1, 1],
      [undefined, 5],
      [0, 'field must be from 1 to 11'],
      [12, 'field must be from 1 to 11'],
      [1.5, 'field must be a whole number'],
      ['1', 'field must be a whole number'],
      [2 ** 53, 'field must be a whole number'],
      [true, 'field must be a whole number'],
    ]);
    cases(number, [
      [1.8e19, 1.8e19],
      [null, 0],
      ['1', 'field must be a number'],
    ]);
    cases(flag, [
      [true, true],
      [undefined, false],
      [1, 'field must be true or false'],
      ['true', 'field must be true or false'],
    ]);
    cases(optional(flag), [
      [false, false],
      [null, undefined],
      [0, 'field must be true or false'],
    ]);
  });

  it('lists', () => {
    cases(listOf(whole(), 2), [
      [
        [1, 2],
        [1, 2],
      ],
      [undefined, []],
      [[1, 2, 3], 'field need to be less than 2'],
      [[1, 'x'], 'field must be a whole number'],
      [{ length: 1 }, 'field must be a list'],
    ]);
    cases(idList(2), [
      [
        ['a', 'b'],
        ['a', 'b'],
      ],
      [[], 'field is empty'],
      [undefined, 'field is empty'],
      [['a', 'a'], 'field has repeats'],
      [['a', ''], 'field is empty'],
    ]);
  });

  it('objects: names without regard to case, unknown ones dropped', () => {
    cases(object({ userID: id, ex: text() }), [
      [
        { USERID: 'a', more: 1 },
        { userID: 'a', ex: '' },
      ],
      [{ ex: 7, userID: 'a' }, 'ex must be a string'],
      [[], 'field must be an object'],
      [null, 'field must be an object'],
      ['x', 'field must be an object'],
    ]);
    assert.deepEqual(readFields({ a: anything }, { A: { b: [1] } }), { a: { b: [1] } });
    assert.deepEqual(readFields({ constructor: text(), toString: text() }, {}), { constructor: '', toString: '' });
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
    readFields({ a: anything }, JSON.parse('{"__proto__":{"polluted":1}}') as object);
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  });

  it('pages', () => {
    cases(pagination, [
      [
        { pageNumber: 1, showNumber: -5 },
        { pageNumber: 1, showNumber: -5 },
      ],
      [undefined, 'field is empty'],
      [{ pageNumber: 0, showNumber: 1 }, 'pageNumber is invalid'],
      [{ showNumber: 1 }, 'pageNumber is invalid'],
    ]);
  });
});
