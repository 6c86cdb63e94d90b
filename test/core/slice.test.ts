import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { allPages, oneAtATime } from '../../src/core/slice.js';

describe('oneAtATime', () => {
  it('answers calls during a run by one more run, begun after it', async () => {
    let runs = 0;
    let finish: (() => void)[] = [];
    const load = oneAtATime(() => {
      runs++;
      return new Promise<void>(resolve => finish.push(resolve));
    });
    const first = load();
    const second = load();
    const third = load();
    assert.equal(runs, 1);
    assert.equal(second, third);
    finish.shift()!();
    await first;
    await new Promise(resolve => setImmediate(resolve));
    assert.equal(runs, 2);
    finish.shift()!();
    await second;
    void load();
    assert.equal(runs, 3);
    finish = [];
  });
  it('goes on after a failure', async () => {
    let runs = 0;
    const load = oneAtATime(async () => {
      if (!runs++) throw new Error('once');
    });
    const first = load();
    const second = load();
    await assert.rejects(first);
    await second;
    assert.equal(runs, 2);
  });
});

describe('allPages', () => {
  it('reads until the total is reached, or a page is empty', async () => {
    const all = Array.from({ length: 25 }, (_, i) => i);
    const asked: number[] = [];
    const pages = (total: number) =>
      allPages(10, async ({ pageNumber, showNumber }) => {
        asked.push(pageNumber);
        return { items: all.slice((pageNumber - 1) * showNumber, pageNumber * showNumber), total };
      });
    assert.deepEqual(await pages(25), all);
    assert.deepEqual(asked.splice(0), [1, 2, 3]);
    assert.deepEqual(await pages(99), all);
    assert.deepEqual(asked, [1, 2, 3, 4]);
  });
});
