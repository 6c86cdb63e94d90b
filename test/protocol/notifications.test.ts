/** The table of notifications, and the JSON in JSON they travel as. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import type { Scope } from '../../src/core/scope.js';
import { openSlices } from '../../src/core/slices/index.js';
import { notifications, packDetail, unpackDetail } from '../../src/protocol/notifications.js';

describe('notifications', () => {
  it('have distinct content types, all in the range of notifications', () => {
    const types = Object.values(notifications);
    assert.equal(new Set(types).size, types.length);
    for (const type of types) assert.ok(type >= 1000 && type <= 5000);
  });
  it('have the content types of the protocol', () => {
    assert.deepEqual(notifications, {
      friendApplicationApproved: 1201,
      friendApplicationRejected: 1202,
      friendApplication: 1203,
      friendAdded: 1204,
      friendDeleted: 1205,
      friendRemarkSet: 1206,
      blackAdded: 1207,
      blackDeleted: 1208,
      friendInfoUpdated: 1209,
      friendsInfoUpdate: 1210,
      userInfoUpdated: 1303,
    });
  });
  it('are each read by some slice of the client', () => {
    // Slices are only made, to see what they listen for: their surroundings answer everything with themselves.
    const anything: unknown = new Proxy(() => undefined, { get: () => anything, apply: () => anything });
    const { all } = openSlices(anything as Scope, anything as never, () => true);
    const read = new Set(all.flatMap(slice => Object.keys(slice.notices ?? {})));
    assert.deepEqual([...read].sort(), Object.keys(notifications).sort());
  });
  it('pack their detail twice', () => {
    assert.equal(
      new TextDecoder().decode(packDetail({ userID: 'a"b' })),
      String.raw`{"detail":"{\"userID\":\"a\\\"b\"}"}`,
    );
    fc.assert(
      fc.property(fc.jsonValue(), detail => {
        assert.equal(JSON.stringify(unpackDetail(packDetail(detail))), JSON.stringify(detail));
      }),
      { seed: 1 },
    );
  });
  it("refuse content that is no notification's", () => {
    for (const text of ['', '{}', '[]', '{"detail":"{"}', '{"detail":7.'])
      assert.throws(() => unpackDetail(new TextEncoder().encode(text)), Error, text);
  });
});
