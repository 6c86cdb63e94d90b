/** Passwords forgotten and changed (protocol §2.6). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as codes from '../../../src/protocol/codes.js';
import * as api from '../../../src/protocol/endpoints.js';
import { PASSWORD, People } from '../people.js';

const superCode = '666666';
const NEXT = '0123456789abcdef0123456789abcdef';
const email = 'a@example.org';

async function home() {
  const world = new People({ superCode });
  const user = { nickname: 'n', account: 'anna', email, password: PASSWORD };
  const session = await world.ok(api.register, '', { platform: 5, autoLogin: true, verifyCode: superCode, user });
  const change = async (more: object = {}, token = session.chatToken) =>
    (
      await world.call(
        api.changePassword.path,
        { userID: session.userID, currentPassword: PASSWORD, newPassword: NEXT, ...more },
        token,
      )
    ).errCode;
  const tryLogin = (password: string) => world.code(api.login, '', { platform: 5, account: 'anna', password });
  const alive = async () => [
    (await world.call(api.getUsersInfo.path, { userIDs: ['x'] }, session.imToken)).errCode,
    (await world.call(api.findUsersFull.path, { userIDs: ['x'] }, session.chatToken)).errCode,
  ];
  return { world, session, change, tryLogin, alive };
}
const ENDED = [codes.TokenKickedError, codes.TokenNotExist];

describe('password/change', () => {
  it('takes the new one, ends every session, kicks the connections of every platform', async () => {
    const { world, session, change, tryLogin, alive } = await home();
    const { userID } = session;
    const peers = [
      await world.connect({ userID, token: session.imToken }),
      await world.signIn(userID, 3),
      await world.signIn(userID, 11),
    ];
    assert.equal(await change(), 0);
    assert.ok(
      peers.every(peer => !peer.ended),
      'the answer goes first: who asks must not take it for a kick',
    );
    await world.clock.advance(0);
    assert.deepEqual(await alive(), ENDED);
    assert.deepEqual(
      peers.map(peer => [peer.ended, peer.frames.map(frame => frame.reqIdentifier)]),
      [
        [true, [2002]],
        [true, [2002]],
        [true, [2002]],
      ],
    );
    assert.deepEqual([await tryLogin(PASSWORD), await tryLogin(NEXT)], [codes.PasswordError, 0]);
  });

  it("a wrong current one → 1002, the same again → 1001, none → 1001, another user's → 1002", async () => {
    const { world, change, tryLogin, alive } = await home();
    const other = await world.register('bea');
    assert.equal(await change({ currentPassword: NEXT }), codes.NoPermissionError);
    assert.equal(await change({ newPassword: PASSWORD }), codes.ArgsError);
    assert.equal(await change({ newPassword: '' }), codes.ArgsError);
    assert.equal(await change({ userID: '' }), codes.ArgsError);
    assert.equal(await change({}, other.chatToken), codes.NoPermissionError);
    assert.deepEqual([await tryLogin(PASSWORD), await alive()], [0, [0, 0]]);
  });

  it('ten wrong tries, then 429', async () => {
    const world = new People({ limitFactor: 1 });
    const { userID, chatToken } = await world.register('anna');
    const body = { userID, currentPassword: NEXT, newPassword: 'x' };
    const found: number[] = [];
    for (let i = 0; i < 11; i++) found.push((await world.call(api.changePassword.path, body, chatToken)).errCode);
    assert.deepEqual(found, [...Array<number>(10).fill(codes.NoPermissionError), codes.TooManyRequests]);
  });
});

describe('password/reset', () => {
  it('with the code: takes the new one and ends every session', async () => {
    const { world, tryLogin, alive } = await home();
    await world.ok(api.resetPassword, '', { email, verifyCode: superCode, password: NEXT });
    assert.deepEqual(await alive(), ENDED);
    assert.deepEqual([await tryLogin(PASSWORD), await tryLogin(NEXT)], [codes.PasswordError, 0]);
  });

  it('the code is looked at first, then the account → 1004', async () => {
    const { world, alive } = await home();
    const reset = (more: object) =>
      world.code(api.resetPassword, '', { email, verifyCode: superCode, password: NEXT, ...more });
    assert.equal(await reset({ email: 'n@example.org', verifyCode: '1' }), codes.VerifyCodeNotMatch);
    assert.equal(await reset({ email: 'n@example.org' }), codes.RecordNotFoundError);
    assert.equal(await reset({ verifyCode: '' }), codes.ArgsError);
    assert.equal(await reset({ password: '' }), codes.ArgsError);
    assert.equal(await reset({ email: '' }), codes.ArgsError);
    assert.deepEqual(await alive(), [0, 0]);
  });

  it('uses the code up, and takes none that was sent for something else', async () => {
    const sent: string[] = [];
    const world = new People({
      superCode,
      sendCode: async (_to, code) => {
        sent.push(code);
      },
    });
    const user = { nickname: 'n', email, password: PASSWORD };
    await world.ok(api.register, '', { platform: 5, autoLogin: true, verifyCode: superCode, user });
    await world.ok(api.sendCode, '', { usedFor: 3, email });
    const reset = () => world.code(api.resetPassword, '', { email, verifyCode: sent.at(-1), password: NEXT });
    assert.equal(await reset(), codes.VerifyCodeExpired);
    await world.clock.advance(60_000);
    await world.ok(api.sendCode, '', { usedFor: 2, email });
    assert.equal(await reset(), 0);
    assert.equal(await reset(), codes.VerifyCodeUsed);
  });
});
