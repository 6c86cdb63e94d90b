/** Client configuration (protocol §7). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as codes from '../../../src/protocol/codes.js';
import * as more from '../../../src/protocol/endpoints-more.js';
import * as api from '../../../src/protocol/endpoints.js';
import { ADMIN, people } from '../people.js';

describe('client configuration', () => {
  it('is set by administrators and read by its user, over what is for everybody', async () => {
    const world = people('a', 'b');
    assert.deepEqual(await world.ok(api.getUserClientConfig, 'a', { userID: 'a' }), { configs: {} });
    await world.ok(api.setUserClientConfig, ADMIN, { userID: 'a', configs: { theme: 'dark', x: 'own' } });
    await world.ok(api.setUserClientConfig, ADMIN, { userID: '', configs: { motd: 'hi', x: '' } });
    assert.deepEqual(await world.ok(api.getUserClientConfig, 'a', { userID: 'a' }), {
      configs: { theme: 'dark', motd: 'hi', x: 'own' },
    });
    assert.deepEqual(await world.ok(api.getUserClientConfig, 'b', { userID: '' }), { configs: { motd: 'hi', x: '' } });
    assert.equal(await world.code(api.getUserClientConfig, 'b', { userID: 'a' }), codes.NoPermissionError);
    assert.equal(await world.code(api.setUserClientConfig, 'a', { userID: 'a', configs: {} }), codes.NoPermissionError);
    assert.equal(await world.code(api.getUserClientConfig, ADMIN, { userID: 'nobody' }), codes.RecordNotFoundError);
    assert.equal(
      await world.code(api.setUserClientConfig, ADMIN, { userID: 'nobody', configs: {} }),
      codes.RecordNotFoundError,
    );
    for (const configs of [undefined, [], 'x', { a: 1 }, { '': 'x' }]) {
      assert.equal(await world.code(api.setUserClientConfig, ADMIN, { userID: 'a', configs }), codes.ArgsError);
    }
  });

  it("is paged by key, everybody's and each user's, and deleted by key; both are the administrator's", async () => {
    const world = people('a', 'b');
    await world.ok(api.setUserClientConfig, ADMIN, { userID: 'a', configs: { z: '1', b: '2', m: '3' } });
    await world.ok(api.setUserClientConfig, ADMIN, { userID: '', configs: { b: 'all' } });
    const ask = (userID: string, key: string, pageNumber = 1, showNumber = 2) =>
      world.ok(more.pageUserClientConfig, ADMIN, { userID, key, pagination: { pageNumber, showNumber } });
    const a = (key: string, value: string) => ({ userID: 'a', key, value });
    assert.deepEqual(await ask('a', ''), { total: 3, configs: [a('b', '2'), a('m', '3')] });
    assert.deepEqual(await ask('a', '', 2), { total: 3, configs: [a('z', '1')] });
    assert.deepEqual(await ask('a', '', 3), { total: 3, configs: null });
    assert.deepEqual(await ask('a', 'm'), { total: 1, configs: [a('m', '3')] });
    assert.deepEqual(await ask('', 'b'), { total: 2, configs: [{ userID: '', key: 'b', value: 'all' }, a('b', '2')] });
    assert.equal((await ask('', '')).total, 4);
    await world.ok(more.deleteUserClientConfig, ADMIN, { userID: 'a', keys: ['z', 'b', 'nothing'] });
    assert.deepEqual(await world.ok(api.getUserClientConfig, 'a', { userID: 'a' }), { configs: { b: 'all', m: '3' } });
    for (const endpoint of [more.deleteUserClientConfig, more.pageUserClientConfig]) {
      const request = { userID: 'a', keys: ['m'], pagination: { pageNumber: 1, showNumber: 1 } };
      assert.equal(await world.code(endpoint, 'a', request), codes.NoPermissionError);
    }
    assert.equal(await world.code(more.pageUserClientConfig, ADMIN, { userID: 'a' }), codes.ArgsError);
    assert.equal(world.store.count('configs'), 2);
  });
});
