/** Version documents, the change log and the hash of ID lists (protocol §5.9). */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { MemoryStore } from '../../src/server/store/memory.js';
import { pageRuntime } from '../../src/server/runtime-page.js';
import {
  bump,
  changed,
  currentVersion,
  forgetVersions,
  fullIDs,
  idHash,
  incremental,
} from '../../src/server/versions.js';

const fresh = () => ({ store: new MemoryStore(), runtime: pageRuntime() });
type Parts = ReturnType<typeof fresh>;
const { inserted, updated, deleted } = changed;
const write = (parts: Parts, ids: string[], state: 1 | 2 | 3, order = false) =>
  bump(parts, 'friends', 'u', ids, state, order);
const since = (parts: Parts, version: number, versionID = currentVersion(parts, 'friends', 'u').versionID) => {
  const { versionID: _, ...answer } = incremental(parts, 'friends', 'u', versionID, version);
  return answer;
};
const none = { inserted: [], updated: [], deleted: [], sortVersion: 0 };
const many = (count: number, from = 0) => Array.from({ length: count }, (_, i) => `f${from + i}`);

describe('the version document', () => {
  it('is made by the first query, with version 1 and 24 hex digits, and stays', () => {
    const parts = fresh();
    const first = incremental(parts, 'friends', 'u', '', 0);
    assert.match(first.versionID, /^[0-9a-f]{24}$/);
    assert.deepEqual(first, { ...none, version: 1, versionID: first.versionID, full: true });
    assert.deepEqual(incremental(parts, 'friends', 'u', first.versionID, 1), {
      ...none,
      version: 1,
      versionID: first.versionID,
      full: false,
    });
    assert.notEqual(currentVersion(parts, 'friends', 'other').versionID, first.versionID);
  });

  it('is made by the first change, with version 1', () => {
    const parts = fresh();
    write(parts, ['a', 'b'], inserted);
    assert.equal(currentVersion(parts, 'friends', 'u').version, 1);
  });

  it('grows by 1 with each write, whatever the number of elements', () => {
    const parts = fresh();
    currentVersion(parts, 'friends', 'u');
    write(parts, ['a', 'b', 'c'], inserted);
    assert.equal(currentVersion(parts, 'friends', 'u').version, 2);
    write(parts, [], updated);
    assert.equal(currentVersion(parts, 'friends', 'u').version, 3);
  });
});

describe('incremental answers', () => {
  it('tell each element once, in its latest state', () => {
    const parts = fresh();
    currentVersion(parts, 'friends', 'u');
    write(parts, ['a', 'b', 'c', 'd'], inserted);
    write(parts, ['b', 'c'], updated);
    write(parts, ['c', 'x'], deleted);
    assert.deepEqual(since(parts, 1), {
      version: 4,
      full: false,
      inserted: ['a', 'd'],
      updated: ['b'],
      deleted: ['c', 'x'],
      sortVersion: 0,
    });
    assert.deepEqual(since(parts, 3), { ...none, version: 4, full: false, deleted: ['c', 'x'] });
    assert.deepEqual(since(parts, 4), { ...none, version: 4, full: false });
    write(parts, ['c'], inserted);
    assert.deepEqual(since(parts, 4), { ...none, version: 5, full: false, inserted: ['c'] });
  });

  it("are full for a version or versionID that is not this list's", () => {
    const parts = fresh();
    write(parts, ['a'], inserted);
    write(parts, ['b'], inserted);
    const { versionID } = currentVersion(parts, 'friends', 'u');
    const full = { ...none, version: 2, full: true };
    assert.deepEqual(since(parts, 1, ''), full);
    assert.deepEqual(since(parts, 1, 'nonsense'), full);
    assert.deepEqual(
      since(
        parts,
        1,
        versionID.replace(/^./, digit => (digit === '0' ? '1' : '0')),
      ),
      full,
    );
    assert.deepEqual(since(parts, 0), full);
    assert.deepEqual(since(parts, 3), full);
    assert.equal(since(parts, 2).full, false);
  });

  it('are full above 200 changed elements, and the sort mark counts as one', () => {
    const parts = fresh();
    currentVersion(parts, 'friends', 'u');
    write(parts, many(200), inserted);
    assert.equal(since(parts, 1).inserted.length, 200);
    write(parts, ['f0'], updated, true);
    assert.deepEqual(since(parts, 1), { ...none, version: 3, full: true });
    assert.equal(since(parts, 2).full, false);
    const other = fresh();
    currentVersion(other, 'friends', 'u');
    write(other, many(201), inserted);
    assert.equal(since(other, 1).full, true);
    const last = fresh();
    currentVersion(last, 'friends', 'u');
    write(last, many(199), updated, true);
    assert.deepEqual([since(last, 1).full, since(last, 1).updated.length], [false, 199]);
  });

  it('tell of a changed order in the span asked for only, and not when full', () => {
    const parts = fresh();
    write(parts, ['a'], inserted);
    write(parts, ['a'], updated, true);
    write(parts, ['b'], inserted);
    assert.equal(since(parts, 1).sortVersion, 2);
    assert.equal(since(parts, 2).sortVersion, 0);
    assert.equal(since(parts, 0).sortVersion, 0);
  });

  it('keep lists and owners apart, and forget', () => {
    const parts = fresh();
    write(parts, ['a'], inserted);
    bump(parts, 'friends', 'v', ['z'], inserted);
    forgetVersions(parts, 'friends', 'u');
    assert.deepEqual([parts.store.count('versions'), parts.store.count('changes')], [1, 1]);
    assert.equal(currentVersion(parts, 'friends', 'v').version, 1);
  });

  it('a write that fails takes its version back', () => {
    const parts = fresh();
    write(parts, ['a'], inserted);
    assert.throws(() =>
      parts.store.transaction(() => {
        write(parts, ['b'], inserted);
        throw new Error('no');
      }),
    );
    assert.equal(currentVersion(parts, 'friends', 'u').version, 1);
    assert.equal(parts.store.count('changes'), 1);
  });
});

describe('full ID lists', () => {
  const oracle = (ids: string[]) => createHash('md5').update(JSON.stringify(ids)).digest().readBigUInt64BE(0);

  it('hash as OpenIM does: the first 8 bytes of MD5 over the JSON array; 0 for none', () => {
    assert.equal(idHash(['1001', '1003']), oracle(['1001', '1003']));
    assert.equal(
      idHash(['1001', '1003']),
      BigInt('0x' + createHash('md5').update('["1001","1003"]').digest('hex').slice(0, 16)),
    );
    assert.equal(idHash([]), 0n);
  });

  it('compare equal by the double that JSON makes of the hash', () => {
    const parts = fresh();
    const ids = ['1001', '1003'];
    const { version, versionID } = currentVersion(parts, 'friends', 'u');
    const hash = JSON.parse(String(oracle(ids))) as number;
    assert.deepEqual(fullIDs(parts, 'friends', 'u', ids, hash), { version, versionID, equal: true, userIDs: null });
    assert.deepEqual(fullIDs(parts, 'friends', 'u', ids, 0), { version, versionID, equal: false, userIDs: ids });
    assert.deepEqual(fullIDs(parts, 'friends', 'u', ids.reverse(), hash).equal, false);
    assert.deepEqual(fullIDs(parts, 'friends', 'u', [], 0), { version, versionID, equal: true, userIDs: null });
    assert.deepEqual(fullIDs(parts, 'friends', 'u', [], 5), { version, versionID, equal: false, userIDs: null });
  });
});
