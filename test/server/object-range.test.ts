import assert from 'node:assert/strict';
import { it } from 'node:test';
import { spanOf } from '../../src/server/object-range.js';

const of = (range: string, more: Record<string, string> = {}) => spanOf({ range, ...more }, 100, '"e"');

it('one span; what is no span means the whole; what lies outside is nothing', () => {
  assert.deepEqual(of('bytes=0-0'), { start: 0, end: 1 });
  assert.deepEqual(of(' bytes=10-19 '), { start: 10, end: 20 });
  assert.deepEqual(of('bytes=90-'), { start: 90, end: 100 });
  assert.deepEqual(of('bytes=90-1000'), { start: 90, end: 100 });
  assert.deepEqual(of('bytes=-1'), { start: 99, end: 100 });
  assert.deepEqual(of('bytes=-1000'), { start: 0, end: 100 });
  for (const range of ['bytes=100-', 'bytes=100-200', 'bytes=-0', 'bytes=999999999999999-'])
    assert.equal(of(range), 'none');
  for (const range of [
    '',
    'bytes=',
    'bytes=-',
    'bytes=5-4',
    'bytes=0-1,3-4',
    'lines=0-1',
    'bytes=a-b',
    'bytes=0-1x',
    'bytes=1e1-',
  ])
    assert.equal(of(range), undefined, range);
  assert.equal(spanOf({}, 100, '"e"'), undefined);
  assert.equal(of('bytes=0-1', { 'if-range': '"other"' }), undefined);
  assert.deepEqual(of('bytes=0-1', { 'if-range': '"e"' }), { start: 0, end: 2 });
});
