import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CacheKey, CoreOptions } from '../../src/core/api.js';
import { openScope } from '../../src/core/scope.js';
import { emptyState } from '../../src/core/state.js';
import { createStore } from '../../src/core/store.js';
import { memoryCache } from '../../src/core/memory-cache.js';

function setUp(owner?: string, rows = new Map<string, readonly [CacheKey, unknown]>()) {
  const timers = new Set<() => void>();
  let answer: (value: unknown) => void = () => undefined;
  let cancels = 0;
  const told: string[] = [];
  const options = {
    clock: {
      now: () => 0,
      after: (_: number, run: () => void) => {
        timers.add(run);
        return () => {
          cancels++;
          timers.delete(run);
        };
      },
    },
    random: (bytes: Uint8Array) => bytes.fill(128),
    storage: { cache: () => memoryCache(rows) },
    backend: { id: 's' },
    owner,
  } as unknown as CoreOptions;
  const store = createStore(emptyState);
  const scope = openScope(
    {
      options,
      store,
      watch: { counts: new Map(), named: new Set() },
      emit: name => {
        told.push(name);
      },
    },
    'u',
    () =>
      new Promise(resolve => {
        answer = resolve;
      }) as never,
    () => Promise.reject(new Error('no')),
  );
  const tick = () => {
    for (const run of [...timers]) {
      timers.delete(run);
      run();
    }
  };
  return {
    scope,
    store,
    rows,
    timers,
    tick,
    told,
    cancels: () => cancels,
    answer: (value: unknown) => {
      answer(value);
    },
  };
}

describe('scope', () => {
  it('writes what came together in one go, the last value of a key', async () => {
    const { scope, rows, tick } = setUp();
    scope.put(['a', 'x'], 1);
    scope.put(['a', 'x'], 2);
    scope.put(['a', 'y'], 3);
    assert.equal(rows.size, 0);
    tick();
    await scope.get(['a', 'x']);
    assert.deepEqual(await scope.range('a'), [2, 3]);
  });
  it('lets nothing of an ended session through', async () => {
    const { scope, store, rows, tick, told, answer } = setUp();
    const late = scope.call({ path: '/x', service: 'im' }, {});
    const sleeping = scope.sleep(10);
    scope.put(['a', 'x'], 1);
    await scope.end('wipe');
    answer({});
    tick();
    await assert.rejects(late, { errCode: 10101 });
    await assert.rejects(sleeping, { errCode: 10101 });
    await assert.rejects(scope.call({ path: '/x', service: 'im' }, {}), { errCode: 10101 });
    await assert.rejects(scope.get(['a', 'x']), { errCode: 10101 });
    scope.set('focus', { userID: 'x', kind: 'card' });
    scope.list('friends', { status: 'ready' });
    scope.emit('connecting', undefined);
    scope.put(['a', 'y'], 1);
    tick();
    assert.equal(store.state, emptyState);
    assert.equal(rows.size, 0);
    assert.deepEqual(told, []);
  });
  it('writes what is pending when it ends without wiping', async () => {
    const { scope, rows } = setUp();
    scope.put(['a', 'x'], 1);
    await scope.end('keep');
    assert.equal(rows.size, 1);
  });
  it('ends without writing what is pending, also when it is asked to save later', async () => {
    const { scope, rows, tick } = setUp();
    scope.put(['a', 'x'], 1);
    await scope.save();
    scope.put(['a', 'x'], 2);
    await scope.end('drop');
    await scope.save();
    tick();
    assert.deepEqual([...rows.values()], [[['a', 'x'], 1]]);
  });
  it('saves at once, and says when it is kept, or can not be', async () => {
    const { scope, rows, timers } = setUp();
    scope.put(['a', 'x'], 1);
    await scope.save();
    assert.equal(rows.size, 1);
    assert.equal(timers.size, 0);
    rows.set = () => {
      throw new Error('full');
    };
    scope.put(['a', 'y'], 1);
    await scope.save();
    assert.equal(rows.size, 1);
  });
  it('goes on in memory when a row can not be written, and says so once', async () => {
    const { scope, rows, told } = setUp();
    rows.set = () => {
      throw new Error('full');
    };
    scope.put(['a', 'x'], 1);
    await scope.save();
    scope.put(['a', 'y'], 2);
    assert.deepEqual(await scope.range('a'), [1, 2]);
    assert.equal(await scope.get(['a', 'x']), 1);
    assert.deepEqual(told, ['storageFailed']);
  });
  it('rejects the reading that finds out, so that nothing is put together from both, and wipes what is left there', async () => {
    const { scope, rows, told } = setUp();
    scope.put(['a', 'x'], 1);
    await scope.save();
    rows.get = () => {
      throw new Error('unreadable');
    };
    await assert.rejects(scope.get(['a', 'x']), { message: 'unreadable' });
    assert.deepEqual(await scope.range('a'), []);
    await scope.wipe();
    assert.equal(rows.size, 0);
    assert.deepEqual(told, ['storageFailed']);
  });
  it('takes the rows over as their owner, and touches none once another has taken them', async () => {
    const old = setUp('old');
    old.scope.put(['a', 'x'], 'old');
    await old.scope.save();
    const { scope } = setUp('new', old.rows);
    scope.put(['a', 'x'], 'new');
    await scope.save();
    old.scope.put(['a', 'x'], 'late');
    old.tick();
    await old.scope.wipe();
    old.scope.put(['a', 'y'], 'late');
    await old.scope.end('keep');
    assert.deepEqual(
      [...old.rows.values()],
      [
        [['meta', 'owner'], 'new'],
        [['a', 'x'], 'new'],
      ],
    );
    await scope.end('wipe');
    assert.deepEqual([...old.rows.values()], [[['meta', 'owner'], 'new']]);
  });
  it('cancels its timers', async () => {
    const { scope, timers, cancels } = setUp();
    let ran = false;
    scope.after(5, () => {
      ran = true;
    });
    scope.after(5, () => undefined)();
    await scope.end('keep');
    assert.equal(cancels(), 2);
    assert.equal(timers.size, 0);
    assert.equal(ran, false);
  });
  it('draws a chance from the given randomness', () => {
    assert.equal(setUp().scope.chance(), 0.5);
  });
});
