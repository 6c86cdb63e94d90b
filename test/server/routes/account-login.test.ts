/** Signing in and out (protocol §2.6). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as codes from '../../../src/protocol/codes.js';
import * as api from '../../../src/protocol/endpoints.js';
import type { AccountSession } from '../../../src/protocol/model.js';
import { PASSWORD, People } from '../people.js';

const WRONG = 'f'.repeat(32);
const superCode = '666666';

/** anna signs in by account, bea by e-mail, carl by phone. */
async function town(options = {}) {
  const world = new People({ superCode, ...options });
  const register = (user: object) =>
    world.ok(api.register, '', {
      platform: 5,
      autoLogin: false,
      verifyCode: superCode,
      user: { nickname: 'n', password: PASSWORD, ...user },
    });
  const anna = (await register({ account: 'Anna' })).userID;
  const bea = (await register({ email: 'Bea@example.org' })).userID;
  const carl = (await register({ areaCode: '+86', phoneNumber: '13800138000' })).userID;
  return { world, anna, bea, carl };
}
const login = (more: object) => ({ platform: 5, password: PASSWORD, ...more });

describe('login', () => {
  const ways: [string, 'anna' | 'bea' | 'carl', object][] = [
    ['account', 'anna', { account: 'anna' }],
    ['account in capitals, with blanks', 'anna', { account: ' ANNA ' }],
    ['account, with an e-mail address of another', 'anna', { account: 'anna', email: 'bea@example.org' }],
    ['e-mail', 'bea', { email: 'bea@EXAMPLE.org' }],
    ['e-mail in the account field', 'bea', { account: 'BEA@example.org' }],
    ['phone', 'carl', { areaCode: '+86', phoneNumber: '13800138000' }],
    ['phone without the plus sign', 'carl', { areaCode: '86', phoneNumber: '13800138000' }],
    ['phone in the account field', 'carl', { account: '+86 138-0013-8000' }],
    ['phone in the account field, area code beside', 'carl', { account: '13800138000', areaCode: '86' }],
  ];
  for (const [name, who, request] of ways) {
    it(`by ${name} [H1, H2, H3]`, async () => {
      const { world, ...ids } = await town();
      const session = await world.ok(api.login, '', login(request));
      assert.equal(session.userID, ids[who]);
      assert.equal((await world.call(api.getUsersInfo.path, { userIDs: ['x'] }, session.imToken)).errCode, 0);
      assert.equal((await world.call(api.findUsersFull.path, { userIDs: ['x'] }, session.chatToken)).errCode, 0);
      assert.notEqual((await world.call(api.findUsersFull.path, { userIDs: ['x'] }, session.imToken)).errCode, 0);
    });
  }

  const refusals: [string, object, number][] = [
    ['nobody', login({ account: 'nobody' }), codes.AccountNotFound],
    ["nobody's e-mail", login({ email: 'n@example.org' }), codes.AccountNotFound],
    ['a wrong password', login({ account: 'anna', password: WRONG }), codes.PasswordError],
    ["another's password field", login({ account: 'anna', password: PASSWORD.toUpperCase() }), codes.PasswordError],
    ['neither password nor code', login({ account: 'anna', password: '' }), codes.ArgsError],
    ['no name at all', login({}), codes.ArgsError],
    ['an odd e-mail address', login({ email: 'bea' }), codes.ArgsError],
    ['no platform', { account: 'anna', password: PASSWORD }, codes.ArgsError],
    ['platform 10', login({ account: 'anna', platform: 10 }), codes.NoPermissionError],
    ['a wrong code', login({ email: 'bea@example.org', password: '', verifyCode: '1' }), codes.VerifyCodeNotMatch],
    ['nobody, by code', login({ email: 'n@example.org', password: '', verifyCode: superCode }), codes.AccountNotFound],
    ['a code without an address', login({ account: 'anna', password: '', verifyCode: superCode }), codes.ArgsError],
    [
      'a code for the address of another',
      login({ account: 'anna', email: 'bea@example.org', password: '', verifyCode: superCode }),
      codes.VerifyCodeNotMatch,
    ],
    [
      'a right code and a wrong password: the password wins',
      login({ email: 'bea@example.org', password: WRONG, verifyCode: superCode }),
      codes.PasswordError,
    ],
  ];
  for (const [name, request, code] of refusals) {
    it(`${name} → ${code}`, async () => {
      const { world } = await town();
      assert.equal(await world.code(api.login, '', request), code);
      assert.equal(world.store.count('tokens'), 0);
    });
  }

  it('a blocked account → 20012, before the password is looked at', async () => {
    const { world, anna, bea } = await town();
    for (const id of [anna, bea]) world.store.put('accounts', { ...world.store.get('accounts', [id])!, banned: 1 });
    for (const password of [PASSWORD, WRONG])
      assert.equal(await world.code(api.login, '', login({ account: 'anna', password })), codes.Forbidden);
    assert.equal(
      await world.code(api.login, '', login({ email: 'bea@example.org', password: '', verifyCode: '1' })),
      codes.Forbidden,
    );
  });

  it('an account without a password takes none', async () => {
    const { world, bea } = await town();
    world.store.put('accounts', { ...world.store.get('accounts', [bea])!, passwordHash: '' });
    assert.equal(await world.code(api.login, '', login({ email: 'bea@example.org' })), codes.PasswordError);
  });

  it('an unknown account costs one slow hash too', async () => {
    const { world } = await town();
    const { slowHash } = world.runtime;
    let hashes = 0;
    Object.assign(world.runtime, {
      slowHash: (secret: string, salt: Uint8Array) => (hashes++, slowHash(secret, salt)),
    });
    for (const account of ['nobody', 'anna']) await world.code(api.login, '', login({ account, password: WRONG }));
    assert.equal(hashes, 2);
  });

  it('by code: once [H4]', async () => {
    const sent: string[] = [];
    const { world, bea } = await town({
      sendCode: async (_to: unknown, code: string) => {
        sent.push(code);
      },
    });
    await world.ok(api.sendCode, '', { usedFor: 3, email: 'bea@example.org' });
    const byCode = login({ email: 'bea@example.org', password: '', verifyCode: sent[0]! });
    assert.equal((await world.ok(api.login, '', byCode)).userID, bea);
    assert.equal(await world.code(api.login, '', byCode), codes.VerifyCodeUsed);
    assert.equal(
      (await world.ok(api.login, '', login({ account: 'bea@example.org', password: '', verifyCode: superCode })))
        .userID,
      bea,
    );
    assert.equal(
      await world.code(api.login, '', login({ account: '+8613800138000', password: '', verifyCode: superCode })),
      0,
    );
  });

  it('a new login kicks the older imToken of the platform; the older chatToken stays', async () => {
    const { world } = await town({ policy: 1 });
    const [first, second] = [
      await world.ok(api.login, '', login({ account: 'anna' })),
      await world.ok(api.login, '', login({ account: 'anna' })),
    ];
    const ask = async ({ imToken }: AccountSession) =>
      (await world.call(api.getUsersInfo.path, { userIDs: ['x'] }, imToken)).errCode;
    assert.deepEqual([await ask(first), await ask(second)], [codes.TokenKickedError, 0]);
    assert.equal((await world.call(api.findUsersFull.path, { userIDs: ['x'] }, first.chatToken)).errCode, 0);
  });

  it('too many tries at one account → 429 with words, also for one that does not exist; others go on', async () => {
    const { world } = await town({ limitFactor: 0.1 });
    for (const account of ['nobody', 'anna']) {
      const found: number[] = [];
      for (let i = 0; i < 3; i++) found.push(await world.code(api.login, '', login({ account, password: WRONG })));
      assert.equal(found[2], codes.TooManyRequests);
    }
    assert.equal(
      await world.code(api.login, '', login({ email: 'bea@example.org' })),
      codes.TooManyRequests,
      'the address is used up',
    );
    await world.clock.advance(300_000);
    assert.equal(await world.code(api.login, '', login({ account: 'anna' })), 0);
  });

  it('tries at one account count together, however it is named', async () => {
    const { world } = await town({ limitFactor: 0.1 });
    const tries = ['+8613800138000', '+86 138 0013 8000', '+86-138-0013-8000'];
    const found: number[] = [];
    for (const account of tries) found.push(await world.code(api.login, '', login({ account, password: WRONG })));
    assert.deepEqual(found, [codes.PasswordError, codes.PasswordError, codes.TooManyRequests]);
  });

  it('who is blocked or gets a new password while signing in does not get in', async () => {
    const { world, anna } = await town();
    const { session } = world.core.context.tokens;
    const during = (change: object) => {
      Object.assign(world.core.context.tokens, {
        session: async (userID: string, platformID: number) => {
          const made = await session(userID, platformID);
          world.store.put('accounts', { ...world.store.get('accounts', [anna])!, ...change });
          return made;
        },
      });
      return world.code(api.login, '', login({ account: 'anna' }));
    };
    assert.equal(await during({ banned: 1 }), codes.Forbidden);
    world.store.put('accounts', { ...world.store.get('accounts', [anna])!, banned: 0 });
    assert.equal(await during({ passwordHash: 'slow1$00$00' }), codes.AccountNotFound);
    assert.equal(world.store.count('tokens'), 0);
  });
});

describe('/account/token', () => {
  it('gives a new imToken for a chatToken, which stays [H22]', async () => {
    const { world, anna } = await town({ policy: 1 });
    const first = await world.ok(api.login, '', login({ account: 'anna' }));
    const answer = await world.call(api.renewToken.path, { platform: 5 }, first.chatToken);
    const second = answer.data as unknown as AccountSession;
    assert.deepEqual([second.userID, second.chatToken], [anna, first.chatToken]);
    assert.equal((await world.call(api.getUsersInfo.path, { userIDs: ['x'] }, second.imToken)).errCode, 0);
    assert.equal(
      (await world.call(api.getUsersInfo.path, { userIDs: ['x'] }, first.imToken)).errCode,
      codes.TokenKickedError,
    );
    assert.equal((await world.call(api.renewToken.path, { platform: 5 }, first.chatToken)).errCode, 0);
    for (const [body, code] of [
      [{}, codes.ArgsError],
      [{ platform: 10 }, codes.NoPermissionError],
    ] as const) {
      assert.equal((await world.call(api.renewToken.path, body, first.chatToken)).errCode, code);
    }
    world.store.put('accounts', { ...world.store.get('accounts', [anna])!, banned: 1 });
    assert.equal((await world.call(api.renewToken.path, { platform: 5 }, first.chatToken)).errCode, codes.Forbidden);
  });

  it('gives none to who was signed out everywhere meanwhile', async () => {
    const { world, anna } = await town();
    const { chatToken } = await world.ok(api.login, '', login({ account: 'anna' }));
    const { tokens } = world.core.context;
    const { issue } = tokens;
    Object.assign(tokens, {
      issue: async (userID: string, platformID: number, chatToken: string) => {
        tokens.endChatTokens(anna);
        return issue(userID, platformID, chatToken);
      },
    });
    assert.equal((await world.call(api.renewToken.path, { platform: 5 }, chatToken)).errCode, codes.TokenNotExist);
    assert.equal(world.store.count('tokens'), 0);
  });

  it('without a chatToken → 1001', async () => {
    const { world } = await town();
    assert.equal(await world.code(api.renewToken, '', { platform: 5 }), codes.ArgsError);
  });
});

describe('/account/logout', () => {
  it('ends both tokens of this login and no others', async () => {
    const { world } = await town();
    const here = await world.ok(api.login, '', login({ account: 'anna' }));
    const there = await world.ok(api.login, '', login({ account: 'anna', platform: 3 }));
    assert.equal((await world.call(api.endSession.path, { platform: 5 }, here.chatToken)).errCode, 0);
    const im = async ({ imToken }: AccountSession) =>
      (await world.call(api.getUsersInfo.path, { userIDs: ['x'] }, imToken)).errCode;
    const chat = async ({ chatToken }: AccountSession) =>
      (await world.call(api.findUsersFull.path, { userIDs: ['x'] }, chatToken)).errCode;
    assert.deepEqual(
      [await im(here), await chat(here), await im(there), await chat(there)],
      [codes.TokenNotExistError, codes.TokenNotExist, 0, 0],
    );
  });

  it('with many sign-ins on a platform ends its own only, also after a renewal', async () => {
    const { world } = await town();
    const here = await world.ok(api.login, '', login({ account: 'anna' }));
    const there = await world.ok(api.login, '', login({ account: 'anna' }));
    const { data: renewed } = await world.call(api.renewToken.path, { platform: 5 }, here.chatToken);
    const byAdmin = (await world.core.context.tokens.issue(here.userID, 5)).token;
    const peer = await world.connect({ userID: there.userID, token: there.imToken });
    assert.equal((await world.call(api.endSession.path, { platform: 5 }, here.chatToken)).errCode, 0);
    await world.clock.advance(0);
    const code = async (token: string) => (await world.call(api.getUsersInfo.path, { userIDs: ['x'] }, token)).errCode;
    assert.deepEqual(
      [
        await code(here.imToken),
        await code((renewed as unknown as AccountSession).imToken),
        await code(there.imToken),
        await code(byAdmin),
        peer.ended,
      ],
      [codes.TokenNotExistError, codes.TokenNotExistError, 0, 0, false],
    );
  });
});
