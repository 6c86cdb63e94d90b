import assert from 'node:assert/strict';
import { it } from 'node:test';
import { headersOf, pathOf } from '../../src/server/node-request.js';

it('splits path and query, and takes no absolute address for a path', () => {
  assert.equal(pathOf({ url: '/a/b?token=x&y=1?2' }).path, '/a/b');
  assert.equal(pathOf({ url: '/a/b?token=x%2B&y=1?2' }).query.get('token'), 'x+');
  assert.equal(pathOf({ url: '/a?y=1?2' }).query.get('y'), '1?2');
  assert.equal(pathOf({ url: 'http://other/a' }).path, '');
  assert.equal(pathOf({ url: '*' }).path, '');
});

it('counts repeated headers once', () => {
  assert.deepEqual(headersOf({ headers: { token: 'a', 'set-cookie': ['b', 'c'] } }), { token: 'a', 'set-cookie': 'b' });
});
