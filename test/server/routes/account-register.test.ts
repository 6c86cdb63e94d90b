/** Registration, and codes over the wire (protocol §2.6). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as codes from '../../../src/protocol/codes.js';
import * as api from '../../../src/protocol/endpoints.js';
import type { ImServerOptions } from '../../../src/server/options.js';
import { page, PASSWORD, People } from '../people.js';
import { T } from '../world.js';

/** A world that sends codes into `sent`. */
export function withMail(options: Partial<ImServerOptions> = {}) {
  const sent: { to: api.Identity; code: string; usedFor: number }[] = [];
  const sendCode = async (to: api.Identity, code: string, usedFor: number) => {
    sent.push({ to, code, usedFor });
  };
  return { world: new People({ sendCode, ...options }), sent };
}
const user = { nickname: 'Anna', account: 'anna', password: PASSWORD };
const body = (more: object = {}, rest: object = {}) => ({
  platform: 5,
  autoLogin: true,
  user: { ...user, ...more },
  ...rest,
});
const email = 'Anna@Example.org';

describe('registering by account name', () => {
  it('needs no code, makes a 10-digit ID, the user and the account', async () => {
    const world = new People();
    const answer = await world.ok(api.register, '', body({ nickname: ' Anna ', faceURL: 'f', gender: 2, birth: -1 }));
    assert.match(answer.userID, /^[1-9]\d{9}$/);
    const { passwordHash, ...account } = world.store.get('accounts', [answer.userID])!;
    assert.match(passwordHash, /^slow1\$[0-9a-f]{32}\$[0-9a-f]{64}$/);
    assert.deepEqual(account, {
      userID: answer.userID,
      account: 'anna',
      accountKey: 'anna',
      areaCode: '',
      phoneNumber: '',
      phoneKey: '',
      email: '',
      emailKey: '',
      gender: 2,
      birth: -1,
      level: 1,
      bio: '',
      allowAddFriend: 1,
      allowBeep: 1,
      allowVibration: 1,
      registerType: 0,
      banned: 0,
      createTime: T,
    });
    assert.deepEqual(world.store.get('users', [answer.userID]), {
      userID: answer.userID,
      nickname: 'Anna',
      faceURL: 'f',
      ex: '',
      createTime: T,
      appMangerLevel: 0,
      globalRecvMsgOpt: 0,
      lastOnlineTime: 0,
    });
    assert.equal((await world.call(api.getUsersInfo.path, { userIDs: [answer.userID] }, answer.imToken)).errCode, 0);
    assert.equal((await world.call(api.findUsersFull.path, { userIDs: [answer.userID] }, answer.chatToken)).errCode, 0);
  });

  it('gives tokens only with autoLogin', async () => {
    const world = new People();
    const answer = await world.ok(api.register, '', body({}, { autoLogin: false }));
    assert.deepEqual([answer.imToken, answer.chatToken, answer.userID.length], ['', '', 10]);
    assert.equal(world.store.count('tokens'), 0);
  });

  const refusals: [string, object, number][] = [
    ['no user', { platform: 5, autoLogin: true }, codes.ArgsError],
    ['no nickname', body({ nickname: ' ' }), codes.ArgsError],
    ['no password', body({ password: '' }), codes.ArgsError],
    ['no way to sign in', body({ account: '' }), codes.ArgsError],
    ['an account with a dot', body({ account: 'an.na' }), codes.ArgsError],
    ["a userID of one's own", body({ userID: '1234567890' }), codes.NoPermissionError],
    ['no platform', body({}, { platform: undefined }), codes.ArgsError],
    ['platform 12', body({}, { platform: 12 }), codes.ArgsError],
    ["the administrators' platform", body({}, { platform: 10 }), codes.NoPermissionError],
    ['an odd e-mail address', body({ email: 'anna' }, { verifyCode: '1' }), codes.ArgsError],
    [
      'a phone number with letters',
      body({ areaCode: '+86', phoneNumber: '12a' }, { verifyCode: '1' }),
      codes.ArgsError,
    ],
    ['a phone number without area', body({ phoneNumber: '123' }, { verifyCode: '1' }), codes.ArgsError],
    ['e-mail and phone', body({ email, areaCode: '+86', phoneNumber: '123' }, { verifyCode: '1' }), codes.ArgsError],
    ['e-mail without a code', body({ email }), codes.ArgsError],
    ['e-mail with a made-up code', body({ email }, { verifyCode: '123456' }), codes.VerifyCodeExpired],
    ['a password that is no string', body({ password: 5 }), codes.ArgsError],
  ];
  for (const [name, request, code] of refusals) {
    it(`${name} → ${code}, and nothing is stored`, async () => {
      const { world } = withMail();
      assert.equal(await world.code(api.register, '', request), code);
      assert.deepEqual(
        [world.store.count('users'), world.store.count('accounts'), world.store.count('tokens')],
        [0, 0, 0],
      );
    });
  }

  it('a taken account name → 20004, whatever its case', async () => {
    const world = new People();
    await world.register('anna');
    assert.equal(await world.code(api.register, '', body({ account: 'ANNA' })), codes.AccountAlreadyRegister);
    assert.equal(world.store.count('users'), 1);
  });

  it('two at once with the same name: one gets it', async () => {
    const world = new People();
    const found = await Promise.all([1, 2, 3].map(() => world.code(api.register, '', body())));
    assert.deepEqual(found.sort(), [0, codes.AccountAlreadyRegister, codes.AccountAlreadyRegister]);
    assert.equal(world.store.count('users'), 1);
  });

  it('closed → 1002', async () => {
    assert.equal(await new People({ registration: false }).code(api.register, '', body()), codes.NoPermissionError);
  });

  it('default friends are made as import_friend makes them; unknown ones are left out [H28]', async () => {
    const world = new People({ defaultFriends: ['helper', 'nobody'] });
    world.user('helper');
    const helper = await world.listen('helper');
    const { userID } = await world.register('anna');
    assert.deepEqual(
      [
        world.store.get('friends', [userID, 'helper'])?.addSource,
        world.store.get('friends', ['helper', userID])?.operatorUserID,
      ],
      [1, 'imAdmin'],
    );
    assert.deepEqual([world.store.count('friends'), world.versionOf(userID), world.versionOf('helper')], [2, 1, 1]);
    const detail = {
      fromToUserID: { fromUserID: userID, toUserID: 'helper' },
      handleMsg: '',
      friendVersion: 0,
      friendVersionID: '',
      request: null,
    };
    assert.deepEqual(await world.heard(helper), [{ type: 1201, from: 'helper', to: userID, detail }]);
    const { total } = await world.ok(api.getFriendList, userID, { userID, pagination: page });
    assert.equal(total, 1);
  });

  it('too many from one address → 429, with words', async () => {
    const world = new People({ limitFactor: 0.05 });
    for (let i = 0; i < 3; i++) assert.equal(await world.code(api.register, '', body({ account: `a${i}` })), 0);
    const { errCode, errDlt } = await world.ask(api.register, '', body({ account: 'a9' }));
    assert.equal(errCode, codes.TooManyRequests);
    assert.match(errDlt, /try again/);
  });
});

describe('registering by e-mail or phone', () => {
  it('needs the code that was sent, once', async () => {
    const { world, sent } = withMail();
    await world.ok(api.sendCode, '', { usedFor: 1, email });
    assert.deepEqual([sent[0]?.to, sent[0]?.usedFor], [{ email }, 1]);
    const { code } = sent[0]!;
    assert.match(code, /^\d{6}$/);
    await world.ok(api.verifyCode, '', { email: email.toLowerCase(), verifyCode: code });
    assert.equal(
      await world.code(
        api.register,
        '',
        body({ account: '', email }, { verifyCode: code === '000000' ? '1' : '000000' }),
      ),
      codes.VerifyCodeNotMatch,
    );
    const { userID } = await world.ok(
      api.register,
      '',
      body({ account: '', password: '', email }, { verifyCode: code }),
    );
    const { emailKey, email: stored, passwordHash } = world.store.get('accounts', [userID])!;
    assert.deepEqual([emailKey, stored, passwordHash], ['anna@example.org', email, '']);
    assert.equal(
      await world.code(api.register, '', body({ account: 'other', email }, { verifyCode: code })),
      codes.VerifyCodeUsed,
    );
  });

  it('an area code gets its plus sign', async () => {
    const { world, sent } = withMail();
    await world.ok(api.sendCode, '', { usedFor: 1, areaCode: '86', phoneNumber: '138' });
    const request = body({ areaCode: '+86', phoneNumber: '138' }, { verifyCode: sent[0]!.code });
    const { userID } = await world.ok(api.register, '', request);
    const { areaCode, phoneNumber, phoneKey } = world.store.get('accounts', [userID])!;
    assert.deepEqual([areaCode, phoneNumber, phoneKey], ['+86', '138', '+86138']);
  });

  it('taken: 20003, 20014; the code stays usable', async () => {
    const world = new People({ superCode: '666666' });
    const verifyCode = '666666';
    await world.ok(api.register, '', body({ account: '', email }, { verifyCode }));
    await world.ok(api.register, '', body({ account: '', areaCode: '86', phoneNumber: '138' }, { verifyCode }));
    assert.equal(
      await world.code(api.register, '', body({ account: '', email: email.toUpperCase() }, { verifyCode })),
      codes.EmailAlreadyRegister,
    );
    assert.equal(
      await world.code(api.register, '', body({ account: '', areaCode: '+86', phoneNumber: '138' }, { verifyCode })),
      codes.PhoneAlreadyRegister,
    );
    assert.equal(
      await world.code(api.register, '', body({ account: 'x', email: 'b@example.org' }, { verifyCode: '666667' })),
      codes.VerifyCodeNotMatch,
    );
  });

  it('a failed registration does not use up the code', async () => {
    const { world, sent } = withMail();
    await world.register('anna');
    await world.ok(api.sendCode, '', { usedFor: 1, email });
    const verifyCode = sent[0]!.code;
    assert.equal(
      await world.code(api.register, '', body({ account: 'anna', email }, { verifyCode })),
      codes.AccountAlreadyRegister,
    );
    assert.equal(await world.code(api.register, '', body({ account: 'anna2', email }, { verifyCode })), 0);
  });
});

describe('sending codes', () => {
  it('for an account that must exist → 20002; for registering it does not look', async () => {
    const { world, sent } = withMail();
    for (const usedFor of [2, 3])
      assert.equal(await world.code(api.sendCode, '', { usedFor, email }), codes.AccountNotFound);
    assert.equal(await world.code(api.sendCode, '', { usedFor: 1, email }), 0);
    assert.equal(sent.length, 1);
  });

  it('without identity, or for nothing known → 1001', async () => {
    const { world } = withMail();
    for (const request of [
      { usedFor: 1 },
      { usedFor: 0, email },
      { usedFor: 4, email },
      { usedFor: 1, email: 'x' },
      { usedFor: 1, areaCode: '+86' },
    ]) {
      assert.equal(await world.code(api.sendCode, '', request), codes.ArgsError);
    }
  });

  it('too many from one address → 429', async () => {
    const { world } = withMail({ limitFactor: 0.1 });
    const found: number[] = [];
    for (let i = 0; i < 4; i++)
      found.push(await world.code(api.sendCode, '', { usedFor: 1, email: `u${i}@example.org` }));
    assert.deepEqual(found, [0, 0, 0, codes.TooManyRequests]);
  });

  it('a server that sends none says so', async () => {
    const world = new People();
    assert.equal(await world.code(api.sendCode, '', { usedFor: 1, email }), codes.ArgsError);
    assert.equal(await world.code(api.verifyCode, '', { email, verifyCode: '1' }), codes.VerifyCodeExpired);
  });
});
