import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createStore } from '../../src/core/store.js';

describe('store', () => {
  it('tells which slice was replaced, and only when it was', () => {
    const store = createStore({ a: 1, b: 2 });
    let calls = 0;
    const off = store.on(['a'], () => calls++);
    store.set('a', 3);
    store.set('a', 3);
    store.set('b', 4);
    assert.equal(calls, 1);
    assert.deepEqual(store.state, { a: 3, b: 4 });
    off();
    store.set('a', 5);
    assert.equal(calls, 1);
  });
  it('lets a throwing listener stop nobody', t => {
    t.mock.method(console, 'error', () => undefined);
    const store = createStore({ a: 1 });
    let calls = 0;
    store.on(['a'], () => {
      throw new Error('x');
    });
    store.on(['a'], () => calls++);
    store.set('a', 2);
    assert.equal(calls, 1);
  });
});
