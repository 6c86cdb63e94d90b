/** Passwords at rest (protocol §2.6). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { TooManyRequests } from '../../src/protocol/codes.js';
import { hashPassword, passwordFits } from '../../src/server/passwords.js';
import { pageRuntime } from '../../src/server/runtime-page.js';

/** A runtime whose hashing ends when the test says so. */
function slowRuntime() {
  const runs: (() => void)[] = [];
  let most = 0;
  let calls = 0;
  const runtime = pageRuntime({
    slowHash: async (secret, salt) => {
      calls++;
      await new Promise<void>(done => {
        runs.push(done);
        most = Math.max(most, runs.length);
      });
      return new TextEncoder().encode(secret + String(salt.length)).slice(0, 32);
    },
  });
  return { runtime, runs, most: () => most, calls: () => calls };
}
const settle = () => new Promise(resolve => setImmediate(resolve));

describe('passwords', () => {
  it('are stored as scheme, 16 bytes of salt and hash, never as they came', async () => {
    const runtime = pageRuntime();
    const [first, second] = [await hashPassword(runtime, 'secret'), await hashPassword(runtime, 'secret')];
    assert.match(first, /^slow1\$[0-9a-f]{32}\$[0-9a-f]{64}$/);
    assert.notEqual(first, second);
    assert.ok(!first.includes('secret'));
  });

  it('fit, or do not', async () => {
    const runtime = pageRuntime();
    const stored = await hashPassword(runtime, 'secret');
    assert.equal(await passwordFits(runtime, stored, 'secret'), true);
    for (const [hash, secret] of [
      [stored, 'Secret'],
      [stored, ''],
      ['', ''],
      ['', 'secret'],
      [stored.replace('slow1', 'slow9'), 'secret'],
      ['slow1', 'secret'],
    ] as const) {
      assert.equal(await passwordFits(runtime, hash, secret), false, `${hash} ${secret}`);
    }
  });

  it('cost one slow hash also where there is none to compare with', async () => {
    const { runtime, runs, calls } = slowRuntime();
    const fits = passwordFits(runtime, '', 'x');
    runs.shift()!();
    assert.equal(await fits, false);
    assert.equal(calls(), 1);
  });

  it('are hashed two at a time; the rest waits its turn, also after a failure', async () => {
    const { runtime, runs, most } = slowRuntime();
    const all = Array.from({ length: 7 }, (_, i) => hashPassword(runtime, `p${i}`));
    for (let done = 0; done < 7; done++) {
      await settle();
      runs.shift()!();
    }
    assert.equal((await Promise.all(all)).length, 7);
    assert.equal(most(), 2);
    const failing = { ...runtime, slowHash: () => Promise.reject(new Error('no memory')) };
    for (let i = 0; i < 5; i++) await assert.rejects(hashPassword(failing, 'x'), /no memory/);
  });

  it('too many waiting → 429, with words', async () => {
    const { runtime, runs } = slowRuntime();
    const all = Array.from({ length: 202 }, () => hashPassword(runtime, 'x'));
    await assert.rejects(hashPassword(runtime, 'x'), { errCode: TooManyRequests });
    for (let done = 0; done < 202; done++) {
      await settle();
      runs.shift()!();
    }
    await Promise.all(all);
  });

  it('callers take turns: who comes once is not kept waiting by who comes a hundred times', async () => {
    const { runtime, runs } = slowRuntime();
    const done: string[] = [];
    const ask = (who: string) => hashPassword(runtime, 'x', who).then(() => void done.push(who));
    const all = [...Array.from({ length: 100 }, () => ask('greedy')), ask('anna'), ask('ben')];
    for (let i = 0; i < 5; i++) {
      await settle();
      runs.shift()!();
    }
    await settle();
    // Two of the first were running when the others came, then one of each.
    assert.deepEqual(done.sort(), ['anna', 'ben', 'greedy', 'greedy', 'greedy']);
    while (runs.length) {
      runs.shift()!();
      await settle();
    }
    await Promise.all(all);
  });

  it('where all places are taken by one, others still get in, at its cost', async () => {
    const { runtime, runs } = slowRuntime();
    const found: string[] = [];
    const ask = (who: string) =>
      hashPassword(runtime, 'x', who).then(
        () => void found.push(who),
        (error: unknown) => void found.push(`${who} ${(error as { errCode: number }).errCode}`),
      );
    const all = Array.from({ length: 202 }, () => ask('greedy'));
    all.push(ask('anna'), ask('greedy'));
    await settle();
    assert.deepEqual(found, [`greedy ${TooManyRequests}`, `greedy ${TooManyRequests}`]);
    while (runs.length) {
      runs.shift()!();
      await settle();
    }
    await Promise.all(all);
    assert.deepEqual(
      [found.filter(one => one === 'anna').length, found.filter(one => one === 'greedy').length],
      [1, 201],
    );
  });
});
