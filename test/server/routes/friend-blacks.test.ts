/** The blacklist (protocol §6.1, §6.2). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as codes from '../../../src/protocol/codes.js';
import * as api from '../../../src/protocol/endpoints.js';
import { ADMIN, page, people } from '../people.js';
import { T } from '../world.js';

const pair = (ownerUserID: string, blackUserID: string) => ({ ownerUserID, blackUserID });

describe('the blacklist', () => {
  it('blocks: friendship untouched, both told', async () => {
    const world = people('a', 'b');
    await world.befriend('a', 'b');
    const [a, b] = [await world.listen('a'), await world.listen('b')];
    const versions = [world.versionOf('a'), world.versionOf('b')];
    await world.ok(api.addBlack, 'a', { ...pair('a', 'b'), ex: 'x' });
    const notice = { type: 1207, from: 'a', to: 'b', detail: { fromToUserID: { fromUserID: 'a', toUserID: 'b' } } };
    assert.deepEqual(await world.heard(a), [notice]);
    assert.deepEqual(await world.heard(b), [notice]);
    assert.equal(world.store.count('friends'), 2);
    assert.deepEqual([world.versionOf('a'), world.versionOf('b')], versions);
  });

  const refusals = [
    ['an unknown user', 'a', pair('a', 'nobody'), codes.RecordNotFoundError],
    ['oneself', 'a', pair('a', 'a'), codes.ArgsError],
    ['for another', 'b', pair('a', 'b'), codes.NoPermissionError],
  ] as const;
  for (const [name, who, body, code] of refusals) {
    it(`blocking ${name} → ${code}`, async () =>
      assert.equal(await people('a', 'b').code(api.addBlack, who, body), code));
  }

  it('blocking twice → 1003, not 500', async () => {
    const world = people('a', 'b');
    await world.ok(api.addBlack, 'a', pair('a', 'b'));
    assert.equal(await world.code(api.addBlack, 'a', pair('a', 'b')), codes.DuplicateKeyError);
  });

  it('unblocking tells both, and never fails for an absent entry', async () => {
    const world = people('a', 'b');
    await world.ok(api.addBlack, 'a', pair('a', 'b'));
    const b = await world.listen('b');
    await world.ok(api.removeBlack, 'a', pair('a', 'b'));
    assert.equal(world.store.count('blacks'), 0);
    await world.ok(api.removeBlack, 'a', pair('a', 'b'));
    const notice = { type: 1208, from: 'a', to: 'b', detail: { fromToUserID: { fromUserID: 'a', toUserID: 'b' } } };
    assert.deepEqual(await world.heard(b), [notice, notice]);
    assert.equal(await world.code(api.removeBlack, 'b', pair('a', 'b')), codes.NoPermissionError);
  });

  it('get_black_list: seconds, insertion order, pages; null when empty', async () => {
    const world = people('a', 'b', 'c', 'd');
    await world.clock.advance(1700);
    for (const black of ['d', 'b', 'c']) await world.ok(api.addBlack, 'a', pair('a', black));
    const { blacks, total } = await world.ok(api.getBlackList, 'a', { userID: 'a', pagination: page });
    assert.equal(total, 3);
    assert.deepEqual(
      blacks?.map(one => one.blackUserInfo.userID),
      ['d', 'b', 'c'],
    );
    assert.deepEqual(blacks?.[0], {
      ownerUserID: 'a',
      createTime: (T + 1000) / 1000,
      addSource: 0,
      operatorUserID: 'a',
      ex: '',
      blackUserInfo: { userID: 'd', nickname: 'd', faceURL: '', ex: '' },
    });
    const second = await world.ok(api.getBlackList, 'a', { userID: 'a', pagination: { pageNumber: 2, showNumber: 2 } });
    assert.deepEqual([second.blacks?.map(one => one.blackUserInfo.userID), second.total], [['c'], 3]);
    assert.deepEqual(await world.ok(api.getBlackList, 'b', { userID: 'b', pagination: page }), {
      blacks: null,
      total: 0,
    });
    assert.equal(await world.code(api.getBlackList, 'b', { userID: 'a', pagination: page }), codes.NoPermissionError);
  });

  it('get_specified_blacks: ms, input order, only those blocked; empty or repeating → 1001', async () => {
    const world = people('a', 'b', 'c', 'd');
    await world.clock.advance(1700);
    await world.ok(api.addBlack, 'a', pair('a', 'b'));
    await world.ok(api.addBlack, ADMIN, pair('a', 'c'));
    const { blacks, total } = await world.ok(api.getSpecifiedBlacks, 'a', {
      ownerUserID: 'a',
      userIDList: ['c', 'd', 'b'],
    });
    assert.equal(total, 2);
    assert.deepEqual(
      blacks?.map(one => [one.blackUserInfo.userID, one.createTime, one.operatorUserID]),
      [
        ['c', T + 1700, ADMIN],
        ['b', T + 1700, 'a'],
      ],
    );
    assert.deepEqual(await world.ok(api.getSpecifiedBlacks, 'a', { ownerUserID: 'a', userIDList: ['d'] }), {
      blacks: null,
      total: 0,
    });
    for (const userIDList of [[], ['b', 'b']])
      assert.equal(await world.code(api.getSpecifiedBlacks, 'a', { ownerUserID: 'a', userIDList }), codes.ArgsError);
    assert.equal(
      await world.code(api.getSpecifiedBlacks, 'b', { ownerUserID: 'a', userIDList: ['b'] }),
      codes.NoPermissionError,
    );
  });
});
