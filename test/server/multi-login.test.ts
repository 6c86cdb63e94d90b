/** The login policies, as tables of who stays and who goes. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { platforms } from '../../src/protocol/model.js';
import { MAX_LOGINS, policies } from '../../src/server/multi-login.js';

const { iOS, Android, Windows, OSX, Web, MiniWeb, Linux, AndroidPad, iPad, Admin, HarmonyOS } = platforms;
const all = Object.values(platforms);
/** Newest first; gives the places of those that end. */
const ended = (policy: 0 | 1 | 4 | 5, live: number[], platformID: number) =>
  policies[policy]
    .issuing(
      live.map((id, place) => ({ platformID: id, place })),
      platformID,
    )
    .map(({ place }) => place)
    .sort((a, b) => a - b);
const connects = (policy: 0 | 1 | 4 | 5, platformID: number) =>
  all.filter(other => policies[policy].connecting(platformID, other));

describe('login policies [F8]', () => {
  it('0: nobody, up to the greatest number of tokens per platform', () => {
    assert.deepEqual(ended(0, [Web, Web, iOS], Web), []);
    const many = Array<number>(MAX_LOGINS).fill(Web);
    assert.deepEqual(ended(0, many, Web), [MAX_LOGINS - 1]);
    assert.deepEqual(ended(0, many, iOS), []);
    assert.deepEqual(connects(0, Web), []);
  });
  it('1: all of the same platform, and of the others all but the newest', () => {
    assert.deepEqual(ended(1, [Web, iOS, iOS, Windows], Web), [0, 2]);
    assert.deepEqual(ended(1, [Web, Web], Web), [0, 1]);
    assert.deepEqual(ended(1, [OSX, Linux, Windows], Web), []);
    for (const id of all) assert.deepEqual(connects(1, id), id === Admin ? [] : [id]);
  });
  it('4: all of the same class, and of the other classes all but the newest', () => {
    assert.deepEqual(ended(4, [Windows, OSX, Linux, iOS, Android, iPad, AndroidPad, Web], OSX), [0, 1, 2, 4, 6]);
    assert.deepEqual(ended(4, [Web, MiniWeb, HarmonyOS], Web), [0]);
    assert.deepEqual(connects(4, Android), [iOS, Android]);
    assert.deepEqual(connects(4, Windows), [Windows, OSX, Linux]);
    assert.deepEqual(connects(4, iPad), [AndroidPad, iPad]);
    for (const id of [Web, MiniWeb, HarmonyOS]) assert.deepEqual(connects(4, id), [id]);
  });
  it('5: PCs without end, and one that is none', () => {
    assert.deepEqual(ended(5, [Windows, OSX, Web, iOS], Web), [2, 3]);
    assert.deepEqual(ended(5, [Web, iOS, Android], Windows), [0, 1], 'Android stays');
    assert.deepEqual(ended(5, [Web, iOS], Windows), [1]);
    assert.deepEqual(ended(5, [Windows, Windows], Windows), []);
    assert.deepEqual(connects(5, Windows), []);
    assert.deepEqual(
      connects(5, Web),
      all.filter(id => ![Windows, OSX, Linux, Admin].includes(id as never)),
    );
  });
});
