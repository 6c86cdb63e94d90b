/** The life of a verification code (protocol §2.6). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as codes from '../../src/protocol/codes.js';
import { ImError } from '../../src/protocol/errors.js';
import { codesWork, codeUses, sendCode, tryCode, useCode } from '../../src/server/codes.js';
import { defaultOptions, type ImServerOptions } from '../../src/server/options.js';
import { emailIdentity, phoneIdentity } from '../../src/server/repo-accounts.js';
import { pageRuntime } from '../../src/server/runtime-page.js';
import { MemoryStore } from '../../src/server/store/memory.js';
import { T } from './world.js';

const identity = emailIdentity('a@example.org');
const { register, resetPassword, login } = codeUses;

function desk(options: Partial<ImServerOptions> = {}) {
  const state = { time: T, sent: '', logged: '' };
  const send = async (_to: unknown, code: string) => {
    state.sent = code;
  };
  const parts = {
    store: new MemoryStore(),
    runtime: pageRuntime({
      now: () => state.time,
      log: (_level, event, fields) => {
        state.logged = event + JSON.stringify(fields);
      },
    }),
    options: { ...defaultOptions, secret: 's', sendCode: send, ...options },
  };
  return { state, parts, wrong: () => (state.sent === '111111' ? '222222' : '111111') };
}
const refusal = async (run: () => unknown): Promise<number> => {
  try {
    await run();
  } catch (error) {
    assert.ok(error instanceof ImError);
    assert.ok(error.errMsg.length > 0);
    return error.errCode;
  }
  return 0;
};

describe('verification codes', () => {
  it('6 digits, stored as a hash only', async () => {
    const { parts, state } = desk();
    await sendCode(parts, identity, register);
    assert.match(state.sent, /^\d{6}$/);
    assert.ok(!JSON.stringify(parts.store.range('codes')).includes(state.sent));
  });

  it('are forgotten a day later, the address with them', async () => {
    const { parts, state } = desk();
    for (let i = 0; i < 120; i++) await sendCode(parts, emailIdentity(`u${i}@example.org`), register);
    state.time += 86_400_000 - 1;
    await sendCode(parts, identity, login);
    assert.equal(parts.store.count('codes'), 121);
    for (let i = 0; i < 4; i++) {
      state.time += 60_000;
      await sendCode(parts, identity, login);
    }
    assert.deepEqual(
      parts.store.range('codes').map(row => [row.identity, row.usedFor]),
      [['a@example.org', login]],
    );
  });

  it('the right one passes as often as it is tried, until it is used', async () => {
    const { parts, state } = desk();
    await sendCode(parts, identity, register);
    for (let i = 0; i < 3; i++) tryCode(parts, identity, [register], state.sent);
    useCode(parts, identity, register, state.sent);
    assert.equal(await refusal(() => tryCode(parts, identity, [register], state.sent)), codes.VerifyCodeUsed);
    assert.equal(await refusal(() => useCode(parts, identity, register, state.sent)), codes.VerifyCodeUsed);
  });

  it('none sent, or 300 s old → 20007', async () => {
    const { parts, state } = desk();
    assert.equal(await refusal(() => tryCode(parts, identity, [register], '123456')), codes.VerifyCodeExpired);
    await sendCode(parts, identity, register);
    state.time += 299_999;
    tryCode(parts, identity, [register], state.sent);
    state.time += 1;
    assert.equal(await refusal(() => tryCode(parts, identity, [register], state.sent)), codes.VerifyCodeExpired);
    assert.equal(await refusal(() => useCode(parts, identity, register, state.sent)), codes.VerifyCodeExpired);
  });

  it('5 wrong tries → 20006 each, then 20008 even for the right one; a new code starts again', async () => {
    const { parts, state, wrong } = desk();
    await sendCode(parts, identity, register);
    for (let i = 0; i < 5; i++)
      assert.equal(await refusal(() => tryCode(parts, identity, [register], wrong())), codes.VerifyCodeNotMatch);
    assert.equal(await refusal(() => tryCode(parts, identity, [register], state.sent)), codes.VerifyCodeMaxCount);
    state.time += 60_000;
    await sendCode(parts, identity, register);
    tryCode(parts, identity, [register], state.sent);
  });

  it('empty → 1001, and counts as no try', async () => {
    const { parts } = desk();
    await sendCode(parts, identity, register);
    assert.equal(await refusal(() => tryCode(parts, identity, [register], '')), codes.ArgsError);
    assert.equal(parts.store.get('codes', [identity.key, register])?.tries, 0);
  });

  it('serves one identity and one use', async () => {
    const { parts, state } = desk();
    await sendCode(parts, identity, login);
    assert.equal(await refusal(() => tryCode(parts, identity, [register], state.sent)), codes.VerifyCodeExpired);
    assert.equal(
      await refusal(() => tryCode(parts, emailIdentity('b@example.org'), [login], state.sent)),
      codes.VerifyCodeExpired,
    );
    assert.equal(
      await refusal(() => tryCode(parts, phoneIdentity('86', '1'), [login], state.sent)),
      codes.VerifyCodeExpired,
    );
    tryCode(parts, identity, [register, resetPassword, login], state.sent);
  });

  it('within 60 s, or after 10 in 24 h → 20005, over all uses', async () => {
    const { parts, state } = desk();
    await sendCode(parts, identity, register);
    state.time += 59_999;
    assert.equal(await refusal(() => sendCode(parts, identity, login)), codes.VerifyCodeSendFrequently);
    await sendCode(parts, emailIdentity('b@example.org'), login);
    state.time += 1;
    for (let i = 1; i < 10; i++) {
      await sendCode(parts, identity, i % 2 ? login : register);
      state.time += 60_000;
    }
    assert.equal(await refusal(() => sendCode(parts, identity, resetPassword)), codes.VerifyCodeSendFrequently);
    state.time = T + 86_400_000;
    await sendCode(parts, identity, resetPassword);
  });

  it('sending failed → 500, without the code in the log', async () => {
    const { parts, state } = desk({
      sendCode: async (_to, code) => {
        state.sent = code;
        throw new Error(`smtp refused ${code}`);
      },
    });
    assert.equal(await refusal(() => sendCode(parts, identity, register)), codes.ServerInternalError);
    assert.ok(
      state.logged.startsWith('code-not-sent') &&
        !state.logged.includes(state.sent) &&
        !state.logged.includes('example.org'),
    );
  });

  it('the super code passes any number of times; another one → 20006', async () => {
    const { parts } = desk({ sendCode: undefined, superCode: '666666' });
    await sendCode(parts, identity, register);
    for (let i = 0; i < 7; i++)
      assert.equal(await refusal(() => tryCode(parts, identity, [register], '123456')), codes.VerifyCodeNotMatch);
    tryCode(parts, identity, [register], '666666');
    useCode(parts, identity, register, '666666');
    tryCode(parts, identity, [register], '666666');
    assert.equal(await refusal(() => useCode(parts, identity, register, '123456')), codes.VerifyCodeNotMatch);
  });

  it('without a sender there are none', async () => {
    const { parts } = desk({ sendCode: undefined });
    assert.equal(codesWork(parts), false);
    assert.equal(codesWork(desk().parts), true);
    assert.equal(codesWork(desk({ sendCode: undefined, superCode: '6' }).parts), true);
    assert.equal(await refusal(() => sendCode(parts, identity, register)), codes.ArgsError);
    assert.equal(await refusal(() => tryCode(parts, identity, [register], '')), codes.ArgsError);
    // An empty super code is none: it must not match an empty or absent one.
    assert.equal(await refusal(() => useCode(parts, identity, register, '')), codes.VerifyCodeExpired);
  });
});
