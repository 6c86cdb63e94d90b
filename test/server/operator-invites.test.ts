import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as api from '../../src/protocol/endpoints.js';
import { operate } from '../../src/server/operator.js';
import { PASSWORD, People } from './people.js';

it('makes, lists and deletes invitation codes, and says who used one [H11]', async () => {
  const world = new People({ invitation: true });
  const [code = '', other = ''] = await operate(world.core, 'invite create', { count: '2' });
  assert.equal((await operate(world.core, 'invite create', {})).length, 1);
  const user = { nickname: 'Anna', account: 'anna', password: PASSWORD };
  const request = { platform: 5, autoLogin: false, invitationCode: code, user };
  const { userID } = await world.ok(api.register, '', request);
  const time = '2026-01-01T00:00:00.000Z';
  const lines = await operate(world.core, 'invite list', {});
  assert.equal(lines.length, 3);
  assert.ok(lines.includes(`${code}\t${time}\tused ${time}\t${userID} anna`));
  assert.ok(lines.includes(`${other}\t${time}`));
  assert.deepEqual(await operate(world.core, 'invite delete', { code: other }), [`deleted ${other}`]);
  await operate(world.core, 'delete', { user: 'anna' });
  assert.ok((await operate(world.core, 'invite list', {})).includes(`${code}\t${time}\tused ${time}\tgone`));
  for (const count of ['0', 'x', '1001', '1e2'])
    await assert.rejects(operate(world.core, 'invite create', { count }), /from 1 to 1000/);
  await assert.rejects(operate(world.core, 'invite delete', {}), /no such invitation code/);
});
