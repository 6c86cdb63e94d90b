/** Who hears of a changed profile (protocol §6.2). The calls that change one have tests of their own. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ServerContext } from '../../src/server/context.js';
import { changeProfile, type ProfilePatch } from '../../src/server/profile-change.js';
import { befriend } from '../../src/server/repo-friends.js';
import { insertUser, mustUser } from '../../src/server/repo-users.js';
import { pageRuntime } from '../../src/server/runtime-page.js';
import { MemoryStore } from '../../src/server/store/memory.js';

const call = { userID: 'a', platformID: 5, isAdmin: false, operationID: 'o', ip: '', token: '' };

/** Many list a, whose own list is empty. */
function fame(watchers: number) {
  const context = { store: new MemoryStore(), runtime: pageRuntime() } as unknown as ServerContext;
  insertUser(context, { userID: 'a', nickname: 'A', faceURL: 'f' });
  for (let i = 0; i < watchers; i++) {
    befriend(context, 'a', `w${i}`);
    context.store.delete('friends', ['a', `w${i}`]);
  }
  const change = (patch: ProfilePatch) => {
    const told: string[] = [];
    changeProfile(
      context,
      call,
      (name, from, to) => {
        told.push(`${name} ${from} ${to}`);
      },
      mustUser(context.store, 'a'),
      patch,
    );
    return told;
  };
  return { context, change };
}

describe('a changed profile', () => {
  const own = 'userInfoUpdated a a';
  const cases: [string, ProfilePatch, boolean][] = [
    ['a new name', { nickname: 'B' }, true],
    ['a new picture', { faceURL: '' }, true],
    ['the same name', { nickname: 'A' }, false],
    ['another field', { ex: 'x', globalRecvMsgOpt: 1 }, false],
    ['nothing', { nickname: undefined, faceURL: undefined }, false],
  ];
  for (const [name, patch, widely] of cases) {
    it(`${name} is told to ${widely ? 'all who list the user' : 'the user alone'}`, () => {
      const { context, change } = fame(3);
      const told = change(patch);
      assert.deepEqual(told, widely ? [own, ...[0, 1, 2].map(i => `friendInfoUpdated a w${i}`)] : [own]);
      const versions = [0, 1, 2].map(i => context.store.get('versions', ['friends', `w${i}`])?.version);
      assert.deepEqual(versions, Array(3).fill(widely ? 2 : 1));
    });
  }

  it('undefined fields stay as they are', () => {
    const { context, change } = fame(0);
    change({ nickname: undefined, ex: 'x' });
    assert.deepEqual([mustUser(context.store, 'a').nickname, mustUser(context.store, 'a').ex], ['A', 'x']);
  });
});
