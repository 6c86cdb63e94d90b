import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { isDone, keyOf, rows, split } from '../../src/core/acts-table.js';
import { emptyState, requestKey, type State } from '../../src/core/state.js';
import { handleResult, type FriendApplicationItem, type FriendItem } from '../../src/protocol/model.js';

const me = 'me';
const state = (patch: Partial<State> = {}): State => ({
  ...emptyState,
  session: { ...emptyState.session, userID: me },
  ...patch,
});
const request = (fromUserID: string, toUserID: string, more: Partial<FriendApplicationItem>) =>
  new Map([
    [
      requestKey(fromUserID, toUserID),
      { fromUserID, toUserID, reqMsg: '', handleResult: 0, createTime: 5, ...more } as FriendApplicationItem,
    ],
  ]);
const friends = new Map([['u', { userID: 'u', remark: 'x', isPinned: true, ex: '' } as FriendItem]]);

describe('the table of acts', () => {
  it('makes single acts of one for several people or of several changes', () => {
    assert.deepEqual(split('pinFriends', { toUserIDs: ['a', 'b'], isPinned: false }).map(keyOf), ['pin:a', 'pin:b']);
    assert.deepEqual(split('updateFriends', { friendUserIDs: ['a'], remark: '', ex: 'e' }).map(keyOf), [
      'remark:a',
      'ex:a',
    ]);
    assert.deepEqual(split('updateFriends', { friendUserIDs: ['a'] }), []);
    assert.deepEqual(split('deleteFriend', 'a'), [{ name: 'deleteFriend', args: ['a'] }]);
    for (const act of split('updateFriends', { friendUserIDs: ['a'], remark: '', isPinned: true, ex: '' }))
      assert.ok(act.name in rows);
  });
  it('gives what contradicts each other one key, and nothing else', () => {
    const pair = { fromUserID: 'u', toUserID: me };
    assert.equal(keyOf({ name: 'addBlack', args: [{ toUserID: 'u' }] }), keyOf({ name: 'removeBlack', args: ['u'] }));
    assert.equal(
      keyOf({ name: 'deleteFriendApplication', args: [pair] }),
      keyOf({ name: 'restoreFriendApplication', args: [pair] }),
    );
    assert.equal(new Set(Object.values(rows).map(([kind]) => kind)).size, Object.keys(rows).length - 3);
  });
  it('knows what is done already', () => {
    const done = (name: string, argument: unknown, patch: Partial<State>, seen?: number) =>
      isDone(state(patch), { name, args: [argument], ...(seen !== undefined && { seen }) });
    assert.equal(done('setFriendRemark', { toUserID: 'u', remark: 'x' }, { friends }), true);
    assert.equal(done('setFriendRemark', { toUserID: 'u', remark: 'y' }, { friends }), false);
    assert.equal(done('pinFriends', { toUserIDs: ['u'], isPinned: true }, { friends }), true);
    assert.equal(done('deleteFriend', 'u', { friends }), false);
    const to = { toUserID: 'u', reqMsg: 'hi' };
    assert.equal(done('addFriend', to, { friends }), true);
    assert.equal(done('addFriend', to, { requests: request(me, 'u', { reqMsg: 'hi' }) }), true);
    assert.equal(done('addFriend', to, { requests: request(me, 'u', { reqMsg: 'other' }) }), false);
    assert.equal(done('addFriend', to, { requests: request(me, 'u', { reqMsg: 'hi' }) }, 5), false, 'the old one');
    const refused = request(me, 'u', { reqMsg: 'hi', handleResult: handleResult.refused });
    assert.equal(done('addFriend', to, { requests: refused }), false);
    assert.equal(done('addFriend', to, { requests: refused }, 4), true, 'sent, and answered already');
    const open = request('u', me, {});
    assert.equal(done('acceptFriendApplication', to, { requests: open, friends }), false);
    assert.equal(done('refuseFriendApplication', to, { requests: open }, 5), false);
    assert.equal(done('refuseFriendApplication', to, { requests: open }, 4), true, 'made anew');
  });
});
