/** The account's own data (protocol §2.6). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as codes from '../../../src/protocol/codes.js';
import * as api from '../../../src/protocol/endpoints.js';
import { People } from '../people.js';

async function home() {
  const world = new People();
  const { userID } = await world.register('anna');
  await world.register('bea');
  const update = (more: object, who = userID) => world.code(api.updateUser, who, { userID, ...more });
  const self = async () => (await world.ok(api.findUsersFull, userID, { userIDs: [userID] })).users![0]!;
  return { world, userID, update, self };
}

describe('/user/update', () => {
  it('changes what is given, and nothing else', async () => {
    const { world, userID, update, self } = await home();
    const before = await self();
    const all = {
      nickname: 'Anna',
      faceURL: 'f',
      gender: 2,
      level: 3,
      birth: -5,
      allowAddFriend: 2,
      allowBeep: 2,
      allowVibration: 2,
      globalRecvMsgOpt: 1,
      bio: 'me',
    };
    assert.equal(await update(all), 0);
    assert.deepEqual(await self(), { ...before, ...all });
    assert.equal(await update({ email: 'A@example.org', areaCode: '86', phoneNumber: '138', account: 'anna2' }), 0);
    assert.deepEqual(await self(), {
      ...before,
      ...all,
      email: 'A@example.org',
      areaCode: '+86',
      phoneNumber: '138',
      account: 'anna2',
    });
    assert.equal(await update({ bio: '', faceURL: '', nickname: null }), 0);
    const { bio, faceURL, nickname } = await self();
    assert.deepEqual([bio, faceURL, nickname], ['', '', 'Anna']);
    assert.equal(world.store.get('users', [userID])?.globalRecvMsgOpt, 1);
  });

  it('1303 follows always, 1209 and a version when name or picture changed', async () => {
    const { world, userID, update } = await home();
    world.user('b');
    await world.befriend(userID, 'b');
    const [a, b] = [await world.listen(userID), await world.listen('b')];
    const before = world.versionOf('b');
    await update({ bio: 'x' });
    assert.deepEqual([(await world.heard(a)).map(one => one.type), (await world.heard(b)).length], [[1303], 0]);
    await update({ nickname: 'Anna' });
    assert.deepEqual(await world.heard(b), [{ type: 1209, from: userID, to: 'b', detail: { userID } }]);
    assert.equal(world.versionOf('b'), before + 1);
  });

  it('a changed address is what signs in, and must be free', async () => {
    const { world, userID, update } = await home();
    const { userID: bea } = await world.register('carla');
    await world.ok(api.updateUser, bea, { userID: bea, email: 'c@example.org', areaCode: '+1', phoneNumber: '5' });
    assert.equal(await update({ email: 'C@EXAMPLE.org' }), codes.EmailAlreadyRegister);
    assert.equal(await update({ areaCode: '1', phoneNumber: '5' }), codes.PhoneAlreadyRegister);
    assert.equal(await update({ account: 'BEA' }), codes.AccountAlreadyRegister);
    assert.equal(await update({ email: 'free@example.org', nickname: 'N' }), 0);
    assert.equal(await update({ email: 'free@example.org' }), 0);
    const session = await world.ok(api.login, '', {
      platform: 5,
      email: 'free@example.org',
      password: '5f4dcc3b5aa765d61d8327deb882cf99',
    });
    assert.equal(session.userID, userID);
  });

  it('a refused update changes nothing at all', async () => {
    const { update, self } = await home();
    const before = await self();
    assert.equal(await update({ nickname: 'N', bio: 'x', account: 'bea' }), codes.AccountAlreadyRegister);
    assert.deepEqual(await self(), before);
  });

  const refusals: [string, object, number][] = [
    ['an empty nickname', { nickname: '' }, codes.ArgsError],
    ['a blank nickname', { nickname: '  ' }, codes.ArgsError],
    ['a phone number without area', { phoneNumber: '5' }, codes.ArgsError],
    ['an area without number', { areaCode: '+1' }, codes.ArgsError],
    ['half a phone', { areaCode: '+1', phoneNumber: '' }, codes.ArgsError],
    ['an odd e-mail address', { email: 'x' }, codes.ArgsError],
    ['an odd account', { account: 'a b' }, codes.ArgsError],
    ['the last way to sign in taken away', { account: '' }, codes.ArgsError],
    ['RegisterType', { RegisterType: 1 }, codes.NoPermissionError],
    ['allowAddFriend 3', { allowAddFriend: 3 }, codes.ArgsError],
    ['a bio of 1001', { bio: 'x'.repeat(1001) }, codes.ArgsError],
    ['no userID', { userID: '' }, codes.ArgsError],
    ["another's userID", { userID: 'x' }, codes.NoPermissionError],
  ];
  for (const [name, request, code] of refusals) {
    it(`${name} → ${code}`, async () => assert.equal(await (await home()).update(request), code));
  }

  it('an address can be taken away while another way to sign in is left', async () => {
    const { update, self } = await home();
    await update({ email: 'a@example.org', areaCode: '+1', phoneNumber: '5' });
    assert.equal(await update({ account: '', areaCode: '', phoneNumber: '' }), 0);
    assert.equal(await update({ email: '' }), codes.ArgsError);
    const { account, phoneNumber, areaCode, email } = await self();
    assert.deepEqual([account, phoneNumber, areaCode, email], ['', '', '', 'a@example.org']);
  });
});

describe('/user/update, where codes are sent [H14]', () => {
  async function coded() {
    const sent: string[] = [];
    const world = new People({
      sendCode: (_, code) => {
        sent.push(code);
        return Promise.resolve();
      },
    });
    const { userID } = await world.register('anna');
    const update = (more: object) => world.code(api.updateUser, userID, { userID, ...more });
    const code = async (identity: object) => {
      await world.ok(api.sendCode, '', { usedFor: 1, ...identity });
      return sent.at(-1)!;
    };
    const self = async () => (await world.ok(api.findUsersFull, userID, { userIDs: [userID] })).users![0]!;
    return { world, userID, update, code, self };
  }
  const email = 'anna@example.org';
  const phone = { areaCode: '+86', phoneNumber: '138' };

  it('a new address is bound with the code that was sent to it, once', async () => {
    const { world, update, code, self } = await coded();
    assert.equal(await update({ email }), codes.ArgsError);
    assert.equal(await update({ email, verifyCode: '1' }), codes.VerifyCodeExpired);
    const verifyCode = await code({ email });
    assert.equal(await update({ email: 'other@example.org', verifyCode }), codes.VerifyCodeExpired);
    assert.equal(await update({ email, verifyCode: `${verifyCode}0` }), codes.VerifyCodeNotMatch);
    assert.equal((await self()).email, '');
    // As clients of OpenIM do: verified first, which uses nothing up.
    await world.ok(api.verifyCode, '', { email, verifyCode });
    assert.equal(await update({ email, verifyCode }), 0);
    assert.equal((await self()).email, email);
    assert.equal(await update({ email: '' }), 0);
    assert.equal(await update({ email, verifyCode }), codes.VerifyCodeUsed);
    assert.equal(await update({ ...phone, verifyCode: await code(phone) }), 0);
    assert.equal((await self()).phoneNumber, '138');
  });

  it('what stays, goes, or is no address needs none; both at once are refused in words', async () => {
    const { world, userID, update, code } = await coded();
    assert.equal(await update({ email, verifyCode: await code({ email }) }), 0);
    assert.equal(await update({ email: email.toUpperCase(), nickname: 'N', areaCode: '', phoneNumber: '' }), 0);
    const both = await world.ask(api.updateUser, userID, { userID, email: 'x@example.org', ...phone, verifyCode: '1' });
    assert.deepEqual([both.errCode, /one after the other/.test(both.errDlt)], [codes.ArgsError, true]);
    assert.equal(await update({ email: '' }), 0);
  });

  it('a refused update leaves the code', async () => {
    const { world, update, code } = await coded();
    await world.register('bea');
    const verifyCode = await code({ email });
    assert.equal(await update({ email, verifyCode, account: 'bea' }), codes.AccountAlreadyRegister);
    assert.equal(await update({ email, verifyCode }), 0);
  });
});
