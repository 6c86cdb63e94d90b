/** What a client's login sync needs of the parts that are not there yet (protocol §13.3). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as codes from '../../../src/protocol/codes.js';
import * as api from '../../../src/protocol/endpoints.js';
import { page, people } from '../people.js';

const unchanged = {
  version: 1,
  versionID: '000000000000000000000001',
  full: false,
  delete: null,
  insert: null,
  update: null,
};
const ids = { version: 1, versionID: unchanged.versionID, equal: true };
const first = { userID: 'a', versionID: '', version: 0 };

describe('login sync', () => {
  const answers: [{ path: string; service: 'im' | 'account' }, object, unknown, string][] = [
    [api.getIncrementalJoinGroups, first, unchanged, 'userID'],
    [api.getJoinedGroups, { fromUserID: 'a', pagination: page }, { total: 0, groups: null }, 'fromUserID'],
    [api.getFullJoinGroupIDs, { userID: 'a', idHash: 0 }, { ...ids, groupIDs: null }, 'userID'],
    [api.getIncrementalGroupMembers, { userID: 'a', reqList: [] }, { respList: {} }, 'userID'],
  ];
  for (const [endpoint, body, expected, field] of answers) {
    it(`${endpoint.path} is empty, and its owner's`, async () => {
      const world = people('a', 'b');
      assert.deepEqual(await world.ok(endpoint as api.Endpoint<object, unknown>, 'a', body), expected);
      assert.equal(await world.code(endpoint, 'a', { ...body, [field]: 'b' }), codes.NoPermissionError);
      assert.equal(await world.code(endpoint, 'a', { ...body, [field]: '' }), codes.ArgsError);
    });
  }
});

describe('what is not there', () => {
  it('says so, with a code and words; what nobody knows is 404', async () => {
    const world = people('a');
    const token = await world.tokenOf('a', 'im');
    for (const path of ['/group/create_group', '/third/set_app_badge']) {
      const { errCode, errMsg, errDlt } = await world.call(path, { anything: [1] }, token);
      assert.deepEqual([errCode, errMsg], [codes.ArgsError, 'ArgsError']);
      assert.match(errDlt, /^this server does not keep .+ yet$/);
    }
    assert.equal((await world.call('/group/no_such_call', {}, token)).status, 404);
  });
});
