/** The constants of the model. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addSource, commandTypes, handleResult, platforms } from '../../src/protocol/model.js';

describe('model', () => {
  it('numbers the platforms 1 to 11', () => {
    assert.deepEqual(Object.values(platforms), [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
    assert.deepEqual([platforms.iOS, platforms.Web, platforms.Admin, platforms.HarmonyOS], [1, 5, 10, 11]);
  });
  it("has the protocol's values for requests and friends", () => {
    assert.deepEqual(handleResult, { open: 0, agreed: 1, refused: -1 });
    assert.deepEqual(addSource, { import: 1, application: 2 });
    const types = Object.values(commandTypes);
    assert.equal(new Set(types).size, types.length);
  });
});
