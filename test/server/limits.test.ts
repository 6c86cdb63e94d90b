/** Rate limits, on a clock of the test's own. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ImError } from '../../src/protocol/errors.js';
import { createLimits, MAX_BUCKETS } from '../../src/server/limits.js';
import { pageRuntime } from '../../src/server/runtime-page.js';

function setup(factor = 1) {
  let time = 1000;
  const limits = createLimits(pageRuntime({ now: () => time }), factor);
  const allowed = (key: string, calls: number, name = 'login') => {
    let count = 0;
    for (let i = 0; i < calls; i++) {
      try {
        limits.take(name, key, 5, 60_000);
        count++;
      } catch (error) {
        assert.equal((error as ImError).errCode, 429);
      }
    }
    return count;
  };
  return {
    limits,
    allowed,
    wait: (ms: number) => {
      time += ms;
    },
  };
}

describe('limits', () => {
  it('let so many through, and more as time passes', () => {
    const { allowed, wait } = setup();
    assert.equal(allowed('a', 9), 5);
    wait(12_000);
    assert.equal(allowed('a', 9), 1);
    wait(60_000);
    assert.equal(allowed('a', 9), 5);
    wait(600_000);
    assert.equal(allowed('a', 9), 5, "unused calls don't add up");
  });
  it('keep names and keys apart', () => {
    const { allowed } = setup();
    assert.deepEqual([allowed('a', 9), allowed('b', 9), allowed('a', 9, 'register')], [5, 5, 5]);
  });
  it('say how long to wait', () => {
    const { limits, allowed } = setup();
    allowed('a', 5);
    assert.throws(() => {
      limits.take('login', 'a', 5, 60_000);
    }, /try again in 12 s/);
  });
  it('trying while refused does not prolong the wait', () => {
    const { allowed, wait } = setup();
    allowed('a', 5);
    for (let i = 0; i < 12; i++) {
      wait(1000);
      if (i < 11) assert.equal(allowed('a', 3), 0);
    }
    assert.equal(allowed('a', 3), 1);
  });
  it('are multiplied by the factor, and off when it is infinite', () => {
    assert.equal(setup(2).allowed('a', 50), 10);
    assert.equal(setup(Infinity).allowed('a', 500), 500);
  });
  it('a clock set back gives nothing away', () => {
    const { allowed, wait } = setup();
    allowed('a', 5);
    wait(-500_000);
    assert.equal(allowed('a', 5), 0);
  });
  it('forget the longest unused, and nothing else', () => {
    const { allowed } = setup();
    allowed('first', 5);
    for (let i = 0; i < MAX_BUCKETS - 1; i++) allowed(`k${i}`, 1);
    assert.equal(allowed('first', 1), 0);
    for (let i = 0; i < MAX_BUCKETS; i++) allowed(`l${i}`, 1);
    assert.equal(allowed('first', 9), 5);
  });

  it('a flood under one name does not wash out another', () => {
    const { allowed, limits } = setup();
    assert.equal(allowed('anna', 6), 5);
    for (let i = 0; i < MAX_BUCKETS + 10; i++) limits.take('handshake', `address ${i}`, 5, 60_000);
    assert.equal(allowed('anna', 1), 0);
  });
});
