import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { standing } from '../../src/core/standing.js';
import { requestKey, type State } from '../../src/core/state.js';

const state = (parts: Record<string, unknown>) =>
  ({
    session: { userID: 'me' },
    friends: new Map(),
    blacks: new Map(),
    requests: new Map(),
    ...parts,
  }) as unknown as State;
const request = (from: string, to: string, handleResult: number) => [[requestKey(from, to), { handleResult }]] as const;

describe('standing', () => {
  it('is what the lists say', () => {
    assert.equal(standing(state({}), 'me'), 'you');
    assert.equal(standing(state({}), 'ann'), 'add');
    assert.equal(standing(state({ friends: new Map([['ann', {}]]) }), 'ann'), 'isFriend');
    assert.equal(standing(state({ blacks: new Map([['ann', {}]]) }), 'ann'), 'blocked');
    assert.equal(standing(state({ requests: new Map(request('me', 'ann', 0)) }), 'ann'), 'requested');
    assert.equal(standing(state({ requests: new Map(request('ann', 'me', 0)) }), 'ann'), 'accept');
  });

  it('lets somebody ask again once a request was answered', () => {
    for (const result of [1, -1]) {
      assert.equal(standing(state({ requests: new Map(request('me', 'ann', result)) }), 'ann'), 'add');
      assert.equal(standing(state({ requests: new Map(request('ann', 'me', result)) }), 'ann'), 'add');
    }
  });

  it('counts a blocked friend as blocked, and a friend who asks as friend', () => {
    const friends = new Map([['ann', {}]]);
    assert.equal(standing(state({ friends, blacks: new Map([['ann', {}]]) }), 'ann'), 'blocked');
    assert.equal(standing(state({ friends, requests: new Map(request('ann', 'me', 0)) }), 'ann'), 'isFriend');
  });
});
