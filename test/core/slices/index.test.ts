import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Scope } from '../../../src/core/scope.js';
import { openSlices } from '../../../src/core/slices/index.js';

describe('slices', () => {
  const { slices, all, actions } = openSlices({} as Scope, { counts: new Map(), named: new Set() }, () => false);
  it('are each there once, and give each function once', () => {
    assert.equal(all.length, new Set(Object.values(slices)).size);
    const names = all.flatMap(slice => Object.keys(slice.actions));
    assert.equal(names.length, new Set(names).size);
    // That one is no slice's own.
    assert.deepEqual([...names, 'cancelAct'].sort(), Object.keys(actions).sort());
  });
});
