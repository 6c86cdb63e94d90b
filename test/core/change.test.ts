import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openTable } from '../../src/core/change.js';
import type { Scope } from '../../src/core/scope.js';
import type { FriendItem } from '../../src/protocol/model.js';
import { ImError } from '../../src/protocol/errors.js';

const item = (userID: string, remark = '') => ({ userID, remark }) as FriendItem;

function setUp(rows: FriendItem[] = [], version?: unknown, fetch: () => Promise<void> = async () => undefined) {
  const state = {
    friends: new Map<string, FriendItem>(),
    lists: { friends: { status: 'loading' as string } },
    connection: { status: 'connected' },
  };
  const puts: [string, unknown][] = [];
  const raised: string[] = [];
  const blocks: number[] = [];
  const waits: number[] = [];
  const scope = {
    state,
    set: (_: 'friends', next: typeof state.friends) => {
      state.friends = next;
    },
    list: (_: 'friends', patch: object) => {
      state.lists = { friends: { ...state.lists.friends, ...patch } };
    },
    put: (key: string[], value: unknown) => {
      puts.push([key.join('/'), value]);
    },
    get: async () => version,
    range: async (_: string, limit: number, after: string[]) => {
      const block = rows.filter(row => row.userID > after[1]!).slice(0, limit);
      blocks.push(block.length);
      return block;
    },
    after: (ms: number) => {
      waits.push(ms);
      return () => undefined;
    },
    chance: () => 0.5,
  } as unknown as Scope;
  const table = openTable<'friends', FriendItem>(
    scope,
    'friends',
    ['friends'],
    friend => friend.userID,
    (before, after) => {
      raised.push(!before ? `+${after!.userID}` : !after ? `-${before.userID}` : `~${after.userID}`);
    },
    fetch,
  );
  return { table, state, puts, raised, blocks, waits };
}

describe('table', () => {
  it('feeds state, cache and events with the difference alone', () => {
    const { table, state, puts, raised } = setUp();
    table.apply({ upserts: [item('a'), item('b')], version: 1 }, false);
    table.apply({ upserts: [item('a'), item('b', 'new'), item('c')], deletes: ['a', 'nobody'], version: 2 });
    assert.deepEqual(raised, ['+a', '+b', '~b', '+c', '-a']);
    assert.deepEqual([...state.friends.keys()], ['b', 'c']);
    assert.deepEqual(
      puts.map(([key]) => key),
      ['friends/a', 'friends/b', 'meta/friends', 'friends/b', 'friends/c', 'friends/a', 'meta/friends'],
    );
    assert.equal(puts[5]![1], undefined);
    const before = state.friends;
    table.apply({ upserts: [item('b', 'new')] });
    assert.equal(state.friends, before);
  });
  it('is quiet until the first load is done', () => {
    const { table, raised } = setUp();
    table.apply({ upserts: [item('a')], version: 1 });
    table.apply({ upserts: [item('b')] });
    assert.deepEqual(raised, ['+b']);
  });
  it('is restored in blocks', async () => {
    const rows = Array.from({ length: 2500 }, (_, i) => item(String(i).padStart(5, '0')));
    const { table, state, blocks } = setUp(rows, { version: 7 });
    await table.restore();
    assert.equal(state.friends.size, 2500);
    assert.deepEqual(blocks, [1000, 1000, 500]);
    assert.deepEqual(table.version(), { version: 7 });
    assert.equal(state.lists.friends.status, 'cached');
  });
  it('tells how a load went, keeps what was there, and tries again by itself when that may help', async () => {
    let failure: ImError | undefined = new ImError(500, 'x');
    const { table, state, waits } = setUp([], undefined, async () => {
      if (failure) throw failure;
    });
    table.apply({ upserts: [item('a')] });
    await assert.rejects(table.load(), { errCode: 500 });
    assert.equal(state.lists.friends.status, 'error');
    assert.deepEqual(waits, [6000]);
    assert.equal(state.friends.size, 1);
    failure = new ImError(1002, 'x');
    await assert.rejects(table.load());
    assert.equal(waits.length, 1);
    failure = undefined;
    await table.load();
    assert.deepEqual(state.lists.friends, { status: 'ready', error: undefined });
    assert.equal(table.busy(), false);
  });
});
