/** The token calls, as an application server makes them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { T, World } from '../world.js';

describe('routes: auth', () => {
  it("the transcript: an administrator's token, then a user's", async () => {
    const world = new World();
    world.user('1002');
    const admin = await world.call('/auth/get_admin_token', { secret: 'openIM123', userID: 'imAdmin' });
    assert.equal(admin.errCode, 0);
    const { token, expireTimeSeconds } = admin.data as { token: string; expireTimeSeconds: number };
    assert.equal(expireTimeSeconds, 7776000);
    const user = await world.call('/auth/get_user_token', { platformID: 5, userID: '1002' }, token);
    const golden =
      'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJVc2VySUQiOiIxMDAyIiwiUGxhdGZvcm1JRCI6NSwiZXhwIjoxNzc1MDAxNjA' +
      'wLCJpYXQiOjE3NjcyMjU1OTV9.k95IQ6zmuDhCzujPMKqEHtxEBegsm53a_4qsPWvBBp4';
    assert.equal(
      user.text,
      `{"errCode":0,"errMsg":"","errDlt":"","data":{"token":"${golden}","expireTimeSeconds":7776000}}`,
    );
    assert.deepEqual((await world.call('/auth/parse_token', { token: golden })).data, {
      userID: '1002',
      platformID: 5,
      expireTimeSeconds: T / 1000 + 7776000,
    });
  });

  it('get_admin_token refuses a wrong secret and who is no administrator', async () => {
    const world = new World();
    const wrong = await world.call('/auth/get_admin_token', { secret: 'openIM124', userID: 'imAdmin' });
    assert.deepEqual([wrong.errCode, wrong.errMsg, wrong.errDlt], [1002, 'NoPermissionError', 'secret invalid']);
    assert.equal((await world.call('/auth/get_admin_token', { userID: 'imAdmin' })).errCode, 1002);
    assert.equal((await world.call('/auth/get_admin_token', { secret: 'openIM123', userID: '1002' })).errCode, 1001);
  });

  it('get_admin_token lets nobody guess without end', async () => {
    const world = new World({ limitFactor: 1 });
    const codes: number[] = [];
    for (let i = 0; i < 40; i++)
      codes.push((await world.call('/auth/get_admin_token', { secret: `s${i}`, userID: 'imAdmin' })).errCode);
    assert.equal(codes[0], 1002);
    assert.equal(codes.at(-1), 429);
  });

  it('get_user_token refuses by its rules', async () => {
    const world = new World();
    const admin = await world.adminToken();
    world.user('1002');
    world.user('robot', { appMangerLevel: 4 });
    world.user('notice', { appMangerLevel: 3 });
    const ask = async (body: object, token = admin) => (await world.call('/auth/get_user_token', body, token)).errCode;
    assert.deepEqual(
      [
        await ask({ platformID: 10, userID: '1002' }),
        await ask({ platformID: 5, userID: 'imAdmin' }),
        await ask({ platformID: 5, userID: 'robot' }),
        await ask({ platformID: 5, userID: 'notice' }),
        await ask({ platformID: 5, userID: 'nobody' }),
        await ask({ platformID: 99, userID: '1002' }),
        await ask({ userID: '1002' }),
        await ask({ platformID: '5', userID: '1002' }),
      ],
      [1002, 1002, 1001, 1001, 1004, 0, 0, 1001],
    );
    assert.equal(await ask({ platformID: 5, userID: '1002' }, await world.token('1002')), 1002);
  });

  it("parse_token answers the token's own error", async () => {
    const world = new World();
    assert.equal((await world.call('/auth/parse_token', { token: 'x' })).errCode, 1503);
    assert.equal((await world.call('/auth/parse_token', {})).errCode, 1001);
  });

  it('force_logout kicks the connections of one platform and their tokens [F8]', async () => {
    const world = new World();
    const admin = await world.adminToken();
    const web = await world.signIn('1002', 5);
    const phone = await world.signIn('1002', 1);
    assert.equal((await world.call('/auth/force_logout', { platformID: 5, userID: '1002' }, admin)).errCode, 0);
    await world.clock.advance(0);
    assert.deepEqual([web.frames.map(frame => frame.reqIdentifier), web.ended, phone.ended], [[2002], true, false]);
    assert.equal((await world.call('/user/get_users_info', { userIDs: ['1002'] }, web.args.token)).errCode, 1506);
    for (const platformID of [0, 11, -1])
      assert.equal((await world.call('/auth/force_logout', { platformID, userID: '1002' }, admin)).errCode, 1001);
    assert.equal((await world.call('/auth/force_logout', { platformID: 3, userID: 'nobody' }, admin)).errCode, 0);
    assert.equal(
      (await world.call('/auth/force_logout', { platformID: 5, userID: '1002' }, phone.args.token)).errCode,
      1002,
    );
  });
});
