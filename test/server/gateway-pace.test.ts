import assert from 'node:assert/strict';
import { it } from 'node:test';
import { Pace } from '../../src/server/gateway-pace.js';
import { pageRuntime } from '../../src/server/runtime-page.js';

it('lets a burst through, then 50 a second, and fills up again', () => {
  let now = 0;
  const pace = new Pace(pageRuntime({ now: () => now }), 1);
  for (let i = 0; i < 200; i++) assert.equal(pace.take(), 0);
  for (let i = 0; i < 100; i++) {
    const ms = pace.take();
    assert.equal(ms, 20);
    now += ms;
  }
  now += 1000;
  for (let i = 0; i < 50; i++) assert.equal(pace.take(), 0);
  assert.equal(pace.take(), 20);
  now += 3_600_000;
  for (let i = 0; i < 200; i++) assert.equal(pace.take(), 0);
  assert.ok(pace.take() > 0);
});

it('does not go by a clock that goes back', () => {
  let now = 1000;
  const pace = new Pace(pageRuntime({ now: () => now }), 1);
  for (let i = 0; i < 201; i++) pace.take();
  now = 0;
  assert.equal(pace.take(), 40);
});

it('knows no limit with the factor Infinity, and multiplies the rate with others', () => {
  const runtime = pageRuntime({ now: () => 0 });
  const free = new Pace(runtime, Infinity);
  for (let i = 0; i < 10_000; i++) assert.equal(free.take(), 0);
  const fast = new Pace(runtime, 10);
  for (let i = 0; i < 200; i++) assert.equal(fast.take(), 0);
  assert.equal(fast.take(), 2);
});
