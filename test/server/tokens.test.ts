/** Tokens: their exact form, each of their errors, and what ends them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { SignJWT } from 'jose';
import { signToken } from '../../src/server/tokens.js';
import { T, World } from './world.js';

const key = new TextEncoder().encode('openIM123');
const code = async (work: Promise<unknown>) =>
  work.then(
    () => 0,
    (error: unknown) => (error as { errCode: number }).errCode,
  );
const claimsOf = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1]!, 'base64url').toString()) as Record<string, unknown>;

describe('tokens', () => {
  it('are byte for byte those of the worked transcript', async () => {
    const golden =
      'eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9.eyJVc2VySUQiOiIxMDAyIiwiUGxhdGZvcm1JRCI6NSwiZXhwIjoxNzc1MDAxNjA' +
      'wLCJpYXQiOjE3NjcyMjU1OTV9.k95IQ6zmuDhCzujPMKqEHtxEBegsm53a_4qsPWvBBp4';
    assert.equal(await signToken(key, { UserID: '1002', PlatformID: 5, exp: 1775001600, iat: 1767225595 }), golden);
    assert.equal(await new World().token('1002'), golden);
  });

  it('say whose they are, and until when', async () => {
    const world = new World();
    const token = await world.token('1002');
    assert.deepEqual(await world.core.context.tokens.check(token, 'im'), {
      userID: '1002',
      platformID: 5,
      expireTimeSeconds: T / 1000 + 7776000,
    });
  });

  it('answer each defect with its code', async () => {
    const world = new World();
    const { tokens } = world.core.context;
    const now = T / 1000;
    const claims = { UserID: '1002', PlatformID: 5, exp: now + 1000, iat: now };
    const make = (alg: string, secret = key) => new SignJWT(claims).setProtectedHeader({ alg }).sign(secret);
    const token = await world.token('1002');
    const [head, body] = token.split('.') as [string, string];
    const none = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${body}.`;
    const cases: [string, number][] = [
      ['nonsense', 1503],
      ['a.b.c', 1503],
      ['', 1503],
      ['x'.repeat(10_000), 1503],
      [await signToken(key, { ...claims, exp: now - 1 }), 1501],
      [await signToken(key, { ...claims, nbf: now + 100 }), 1504],
      [await signToken(new TextEncoder().encode('another key'), claims), 1505],
      [`${head}.${body}.AAAA`, 1505],
      [none, 1505],
      [await make('HS512', new Uint8Array(64).fill(1)), 1505],
      [await signToken(key, claims), 1507],
    ];
    for (const [bad, expected] of cases) assert.equal(await code(tokens.check(bad, 'im')), expected, bad.slice(0, 200));
    assert.equal(await code(tokens.check(token, 'im')), 0);
  });

  it('expire at their time', async () => {
    const world = new World({ tokenDays: 1 });
    const token = await world.token('1002');
    await world.clock.advance(86_399_000);
    assert.equal(await code(world.core.context.tokens.check(token, 'im')), 0);
    await world.clock.advance(2_000);
    assert.equal(await code(world.core.context.tokens.check(token, 'im')), 1501);
  });

  it('a kicked one answers 1506 until the next is issued, on any platform, then 1507', async () => {
    const world = new World();
    const { tokens } = world.core.context;
    const first = await world.token('1002');
    await world.clock.advance(1000);
    const second = await world.token('1002');
    assert.equal(await code(tokens.check(first, 'im')), 1506);
    assert.equal(await code(tokens.check(second, 'im')), 0);
    await world.token('1002', 1);
    assert.equal(await code(tokens.check(first, 'im')), 1507);
    assert.equal(await code(tokens.check(second, 'im')), 0);
  });

  it('of one second differ, and the ended one stays ended', async () => {
    const world = new World();
    const { tokens } = world.core.context;
    const made: string[] = [];
    for (let i = 0; i < 4; i++) made.push(await world.token('1002'));
    assert.equal(new Set(made).size, 4);
    assert.deepEqual(await Promise.all(made.map(token => code(tokens.check(token, 'im')))), [1507, 1507, 1506, 0]);
  });

  it('survive a restart of the server, kicked or not', async () => {
    const world = new World();
    const old = await world.token('1002');
    await world.clock.advance(1000);
    const token = await world.token('1002');
    world.restart();
    assert.equal(await code(world.core.context.tokens.check(token, 'im')), 0);
    assert.equal(await code(world.core.context.tokens.check(old, 'im')), 1506);
  });

  it('are stored as hashes only', async () => {
    const world = new World();
    const { imToken, chatToken } = await world.core.context.tokens.session('1002', 5);
    const stored = JSON.stringify(world.store.range('tokens'));
    for (const token of [imToken, chatToken])
      for (const part of token.split('.').slice(1)) assert.ok(!stored.includes(part));
  });

  it('expired rows are cleared away', async () => {
    const world = new World({ tokenDays: 1 });
    for (let i = 0; i < 5; i++) await world.token(`u${i}`);
    await world.clock.advance(2 * 86_400_000);
    await world.token('u9');
    assert.equal(world.store.count('tokens'), 1);
  });

  it('of administrators end five minutes after a newer one, and are never kicked', async () => {
    const world = new World();
    const { tokens } = world.core.context;
    const old = await world.adminToken();
    await world.clock.advance(1000);
    const fresh = await world.adminToken();
    assert.equal(await code(tokens.check(old, 'im')), 0);
    await world.clock.advance(299_000);
    assert.equal(await code(tokens.check(old, 'im')), 0);
    await world.clock.advance(2_000);
    assert.equal(await code(tokens.check(old, 'im')), 1507);
    assert.equal(await code(tokens.check(fresh, 'im')), 0);
  });

  describe('chatTokens', () => {
    it('have claims and a key of their own', async () => {
      const world = new World();
      const { tokens } = world.core.context;
      const chatToken = await tokens.issueChatToken('1002');
      assert.deepEqual(claimsOf(chatToken), {
        UserID: '1002',
        UserType: 1,
        PlatformID: 0,
        exp: T / 1000 + 7776000,
        nbf: T / 1000 - 60,
        iat: T / 1000 - 5,
      });
      assert.equal((await tokens.check(chatToken, 'account')).userID, '1002');
      assert.equal(await code(tokens.check(chatToken, 'im')), 1505);
      assert.equal(await code(tokens.check(await world.token('1002'), 'account')), 1505);
    });
    it('live side by side, and answer 20101 when ended', async () => {
      const world = new World();
      const { tokens } = world.core.context;
      const [a, b, c] = [
        await tokens.issueChatToken('1002'),
        await tokens.issueChatToken('1002'),
        await tokens.issueChatToken('1002'),
      ];
      tokens.endChatTokens('1002', b);
      assert.deepEqual(
        [
          await code(tokens.check(a, 'account')),
          await code(tokens.check(b, 'account')),
          await code(tokens.check(c, 'account')),
        ],
        [20101, 0, 20101],
      );
      tokens.endChatTokens('1002');
      assert.equal(await code(tokens.check(b, 'account')), 20101);
    });
  });

  it('of one user have an end: the oldest chatTokens go', async () => {
    const world = new World();
    const { tokens } = world.core.context;
    const made: string[] = [];
    for (let i = 0; i < 102; i++) {
      made.push(await tokens.issueChatToken('1002'));
      world.clock.time += 1000;
    }
    const codes = await Promise.all([0, 1, 2, 101].map(i => code(tokens.check(made[i]!, 'account'))));
    assert.deepEqual(codes, [20101, 20101, 0, 0]);
  });

  it('endSession ends both tokens and the connections of that platform, without a kick', async () => {
    const world = new World();
    const { tokens } = world.core.context;
    const { imToken, chatToken } = await tokens.session('1002', 5);
    const phone = await world.signIn('1002', 1);
    const web = await world.connect({ userID: '1002', token: imToken });
    tokens.endSession('1002', chatToken, 5);
    assert.equal(await code(tokens.check(imToken, 'im')), 1507);
    assert.equal(await code(tokens.check(chatToken, 'account')), 20101);
    await world.clock.advance(0);
    assert.deepEqual([web.ended, web.frames, phone.ended], [true, [], false]);
  });
});
