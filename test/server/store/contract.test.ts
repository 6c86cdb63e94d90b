/** What every adapter of the store's port must do: one suite, run on both. */
import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Store } from '../../../src/server/store/port.js';
import type { Row } from '../../../src/server/store/tables.js';
import { tables, type TableName } from '../../../src/server/store/tables.js';
import { adapters, type Fresh } from './stores.js';

const friend = (ownerUserID: string, userID: string, more: Partial<Row<'friends'>> = {}): Row<'friends'> => ({
  ownerUserID,
  userID,
  remark: '',
  createTime: 1,
  addSource: 0,
  operatorUserID: '',
  ex: '',
  rank: 1,
  seq: 1,
  ...more,
});
const ids = (rows: { userID: string }[]) => rows.map(row => row.userID).join(' ');

for (const [name, open] of Object.entries(adapters)) {
  describe(`store contract: ${name}`, () => {
    let fresh: Fresh;
    let store: Store;
    beforeEach(async () => {
      fresh = await open();
      store = fresh.store;
    });
    afterEach(() => fresh.end());

    it('gives back what was put, and undefined for what was not', () => {
      store.put('friends', friend('a', 'b', { remark: 'Bob' }));
      assert.deepEqual(store.get('friends', ['a', 'b']), friend('a', 'b', { remark: 'Bob' }));
      assert.equal(store.get('friends', ['b', 'a']), undefined);
    });

    it('replaces the row with the same key, in every index', () => {
      store.put('friends', friend('a', 'b', { seq: 1 }));
      store.put('friends', friend('a', 'b', { seq: 9, remark: 'new' }));
      assert.equal(store.count('friends'), 1);
      assert.deepEqual(store.range('friends', { index: 'byOrder', prefix: ['a', 1] }), [
        friend('a', 'b', { seq: 9, remark: 'new' }),
      ]);
      assert.equal(store.count('friends', { index: 'byOrder', prefix: ['a', 1, 1] }), 0);
    });

    it('deletes once', () => {
      store.put('friends', friend('a', 'b'));
      assert.equal(store.delete('friends', ['a', 'b']), true);
      assert.equal(store.delete('friends', ['a', 'b']), false);
      assert.equal(store.count('friends', { index: 'byFriend', prefix: ['b'] }), 0);
    });

    it('hands out copies: changing one changes nothing stored', () => {
      const row = friend('a', 'b');
      store.put('friends', row);
      row.remark = 'outside';
      store.get('friends', ['a', 'b'])!.remark = 'got';
      store.range('friends')[0]!.remark = 'ranged';
      assert.equal(store.get('friends', ['a', 'b'])!.remark, '');
    });

    it('orders text by code points, with emoji after U+FFFD and the empty string first', () => {
      const texts = [
        '',
        '\u0001',
        'A',
        'Z',
        'a',
        'ab',
        'z',
        'é',
        '中',
        '\uffee',
        '\u{1f600}',
        '\u{1f600}a',
        '\u{10ffff}',
      ];
      for (const text of [...texts].reverse()) store.put('friends', friend('o', text));
      assert.deepEqual(
        store.range('friends', { prefix: ['o'] }).map(row => row.userID),
        texts,
      );
    });

    it('keeps line ends, quotes, control characters and long texts as they are', () => {
      const text = `a\u0001b\r\n'"; DROP TABLE friends; --\\ ${'x'.repeat(100_000)}`;
      store.put('friends', friend('a', 'b', { remark: text }));
      assert.equal(store.get('friends', ['a', 'b'])!.remark, text);
    });

    it('stores NUL and half a surrogate pair as the replacement character, also in keys', () => {
      store.put('friends', friend('a', 'n\u0000'));
      assert.deepEqual(store.get('friends', ['a', 'n\u0000']), friend('a', 'n\ufffd'));
      store.put('friends', friend('a', 'x\ud800y'));
      assert.deepEqual(store.get('friends', ['a', 'x\ud800y']), friend('a', 'x\ufffdy'));
    });

    it('keeps whole numbers up to 2^53 − 1, negative ones, and no minus zero', () => {
      for (const n of [Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, -1, 0]) {
        store.put('friends', friend('a', 'b', { createTime: n }));
        assert.equal(store.get('friends', ['a', 'b'])!.createTime, n);
      }
      store.put('friends', friend('a', 'b', { createTime: -0 }));
      assert.ok(Object.is(store.get('friends', ['a', 'b'])!.createTime, 0));
    });

    it('pages a span by offset and limit, forwards and backwards; count knows no page', () => {
      for (let i = 0; i < 10; i++) store.put('friends', friend('o', `u${i}`, { seq: i % 3 }));
      assert.equal(ids(store.range('friends', { prefix: ['o'], offset: 2, limit: 3 })), 'u2 u3 u4');
      assert.equal(ids(store.range('friends', { prefix: ['o'], offset: 2, limit: 3, reverse: true })), 'u7 u6 u5');
      assert.equal(ids(store.range('friends', { prefix: ['o'], offset: 8, limit: 5 })), 'u8 u9');
      assert.equal(ids(store.range('friends', { prefix: ['o'], offset: 10 })), '');
      assert.equal(ids(store.range('friends', { prefix: ['o'], limit: 0 })), '');
      assert.equal(store.count('friends', { prefix: ['o'], offset: 8, limit: 1, reverse: true }), 10);
      assert.equal(
        ids(store.range('friends', { index: 'byOrder', prefix: ['o', 1] })),
        'u0 u3 u6 u9 u1 u4 u7 u2 u5 u8',
      );
    });

    it('bounds the column after the prefix: greater than, at most', () => {
      for (let i = 0; i < 10; i++) store.put('friends', friend('o', `u${i}`, { seq: i }));
      const span = { index: 'byOrder' as const, prefix: ['o', 1] };
      assert.equal(ids(store.range('friends', { ...span, after: 6 })), 'u7 u8 u9');
      assert.equal(ids(store.range('friends', { ...span, upTo: 1 })), 'u0 u1');
      assert.equal(ids(store.range('friends', { ...span, after: 2, upTo: 5, reverse: true, limit: 2 })), 'u5 u4');
      assert.equal(store.count('friends', { ...span, after: 2, upTo: 5 }), 3);
      assert.equal(store.count('friends', { ...span, after: 5, upTo: 2 }), 0);
      assert.equal(ids(store.range('friends', { prefix: ['o'], after: 'u7' })), 'u8 u9');
      assert.equal(store.count('friends', { ...span, after: -Infinity, upTo: 4.5 }), 5);
    });

    it('takes back all writes of a transaction that throws, and gives the error on', () => {
      store.put('friends', friend('a', 'b', { remark: 'before' }));
      const boom = new Error('boom');
      assert.throws(
        () =>
          store.transaction(() => {
            store.put('friends', friend('a', 'b', { remark: 'during' }));
            store.put('friends', friend('a', 'c'));
            store.delete('friends', ['a', 'b']);
            throw boom;
          }),
        boom,
      );
      assert.deepEqual(store.range('friends'), [friend('a', 'b', { remark: 'before' })]);
    });

    it('joins nested transactions: the outer one takes back the inner', () => {
      assert.throws(() =>
        store.transaction(() => {
          store.transaction(() => store.put('friends', friend('a', 'inner')));
          throw new Error('boom');
        }),
      );
      assert.equal(store.count('friends'), 0);
    });

    it('takes back a nested transaction alone when the outer one catches its error', () => {
      store.transaction(() => {
        store.put('friends', friend('a', 'outer'));
        assert.throws(() =>
          store.transaction(() => {
            store.put('friends', friend('a', 'inner'));
            throw new Error('boom');
          }),
        );
        store.put('friends', friend('a', 'later'));
      });
      assert.equal(ids(store.range('friends')), 'later outer');
    });

    it('gives the value of a transaction and goes on after a failed one', () => {
      assert.throws(() =>
        store.transaction(() => {
          throw new Error('boom');
        }),
      );
      assert.equal(
        store.transaction(() => store.transaction(() => 42)),
        42,
      );
      store.put('friends', friend('a', 'b'));
      assert.equal(store.count('friends'), 1);
    });

    it('refuses an async transaction and writes nothing of it', () => {
      assert.throws(() => store.transaction(async () => store.put('friends', friend('a', 'b'))), /must not be async/);
      assert.equal(store.count('friends'), 0);
    });

    it('refuses wrong tables, columns, types, keys and indexes with a TypeError', () => {
      const wrong: (() => unknown)[] = [
        () => store.get('nothing' as TableName, ['a']),
        () => store.get('friends', ['a']),
        () => store.get('friends', ['a', 1]),
        () => store.put('friends', { ...friend('a', 'b'), seq: 1.5 }),
        () => store.put('friends', { ...friend('a', 'b'), seq: 2 ** 53 }),
        () => store.put('friends', { ...friend('a', 'b'), seq: NaN }),
        () => store.put('friends', { ...friend('a', 'b'), remark: null as unknown as string }),
        () => store.put('friends', { ...friend('a', 'b'), more: 'x' } as Row<'friends'>),
        () => store.put('friends', { ownerUserID: 'a', userID: 'b' } as Row<'friends'>),
        () => store.range('friends', { index: 'none' as 'byOrder' }),
        () => store.range('friends', { prefix: ['a', 'b', 'c'] }),
        () => store.range('friends', { prefix: ['a', 'b'], after: 'c' }),
        () => store.range('friends', { prefix: ['a'], after: 1 }),
      ];
      for (const call of wrong) assert.throws(call, TypeError, call.toString());
      assert.equal(store.count('friends'), 0);
    });

    it('keeps rows of every table of the definitions', () => {
      for (const [table, { columns, key }] of Object.entries(tables) as [
        TableName,
        { columns: Record<string, string>; key: readonly string[] },
      ][]) {
        const row = Object.fromEntries(
          Object.entries(columns).map(([column, type], i) => [column, type === 'int' ? i : `${column}-${i}`]),
        );
        store.put(table, row);
        assert.deepEqual(
          store.get(
            table,
            key.map(column => row[column]!),
          ),
          row,
          table,
        );
        assert.equal(store.count(table), 1, table);
      }
    });
  });
}
