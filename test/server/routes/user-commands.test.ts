/** User commands (protocol §7). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as codes from '../../../src/protocol/codes.js';
import * as api from '../../../src/protocol/endpoints.js';
import { ADMIN, people } from '../people.js';
import { T } from '../world.js';

const key = (type: number, uuid: string) => ({ userID: 'a', type, uuid });

describe('user commands', () => {
  it('are kept by type and uuid, in seconds, oldest first; ex lands in ex', async () => {
    const world = people('a');
    await world.ok(api.addUserCommand, 'a', { ...key(2, 'z'), value: 'v', ex: 'e' });
    await world.clock.advance(1500);
    await world.ok(api.addUserCommand, 'a', key(2, 'b'));
    await world.ok(api.addUserCommand, 'a', key(1, 'b'));
    const z = { type: 2, createTime: T / 1000, uuid: 'z', value: 'v', ex: 'e' };
    const b = { type: 2, createTime: T / 1000 + 1, uuid: 'b', value: '', ex: '' };
    assert.deepEqual(await world.ok(api.getUserCommands, 'a', { userID: 'a', type: 2 }), { CommandResp: [z, b] });
    const all = await world.ok(api.getAllUserCommands, 'a', { userID: 'a' });
    assert.deepEqual(all, { CommandResp: [z, { ...b, type: 1 }, b] });
    assert.deepEqual(await world.ok(api.getUserCommands, 'a', { userID: 'a', type: 3 }), { CommandResp: null });
  });

  it('update changes what is given; absent → 1004; delete is silent', async () => {
    const world = people('a');
    await world.ok(api.addUserCommand, 'a', { ...key(1, 'u'), value: 'v', ex: 'e' });
    await world.ok(api.updateUserCommand, 'a', { ...key(1, 'u'), value: '' });
    await world.ok(api.updateUserCommand, 'a', { ...key(1, 'u'), ex: 'E' });
    const row = world.store.get('commands', ['a', 1, 'u']);
    assert.deepEqual([row?.value, row?.ex], ['', 'E']);
    await world.ok(api.addUserCommand, 'a', { ...key(1, 'u'), value: 'again' });
    assert.deepEqual([world.store.get('commands', ['a', 1, 'u'])?.value, world.store.count('commands')], ['again', 1]);
    await world.ok(api.deleteUserCommand, 'a', key(1, 'u'));
    await world.ok(api.deleteUserCommand, 'a', key(1, 'u'));
    assert.equal(world.store.count('commands'), 0);
    assert.equal(
      await world.code(api.updateUserCommand, 'a', { ...key(1, 'u'), value: 'x' }),
      codes.RecordNotFoundError,
    );
  });

  it("are their owner's (1002), need a type and a uuid (1001)", async () => {
    const world = people('a', 'b');
    for (const endpoint of [
      api.addUserCommand,
      api.updateUserCommand,
      api.deleteUserCommand,
      api.getUserCommands,
      api.getAllUserCommands,
    ]) {
      assert.equal(await world.code(endpoint, 'b', key(1, 'u')), codes.NoPermissionError);
    }
    for (const endpoint of [api.addUserCommand, api.updateUserCommand, api.deleteUserCommand]) {
      assert.equal(await world.code(endpoint, 'a', key(0, 'u')), codes.ArgsError);
      assert.equal(await world.code(endpoint, 'a', key(1, '')), codes.ArgsError);
    }
    assert.equal(
      await world.code(api.addUserCommand, ADMIN, { ...key(1, 'u'), userID: 'nobody' }),
      codes.RecordNotFoundError,
    );
  });

  it('stop at 10,000 per user, replacing goes on', async () => {
    const world = people('a');
    for (let i = 0; i < 10_000; i++)
      world.store.put('commands', { userID: 'a', type: 1, uuid: `u${i}`, value: '', ex: '', createTime: T });
    assert.equal(await world.code(api.addUserCommand, 'a', key(1, 'one too many')), codes.ArgsError);
    await world.ok(api.addUserCommand, 'a', { ...key(1, 'u7'), value: 'x' });
  });
});
