import assert from 'node:assert/strict';
import { it } from 'node:test';
import { isShown, servedType, sniffShort } from '../../src/server/object-types.js';

it('shows pictures, sound and film, and nothing that could run', () => {
  for (const type of ['image/png', 'image/jpeg', 'image/webp', 'audio/mpeg', 'video/mp4', 'audio/x-m4a', 'video/webm'])
    assert.deepEqual([isShown(type), servedType(type)], [true, type]);
  for (const type of [
    'text/html',
    'image/svg+xml',
    'application/xml',
    'text/javascript',
    'application/xhtml+xml',
    'image/svg',
    '',
  ])
    assert.deepEqual([isShown(type), servedType(type)], [false, 'application/octet-stream'], type);
  assert.deepEqual([isShown('application/pdf'), servedType('application/pdf')], [false, 'application/pdf']);
  assert.equal(servedType('audio/ogg; codecs=opus'), 'audio/ogg');
  for (const type of ['image/png\r\nx: y', 'audio/<script>', 'IMAGE/SVG+XML'])
    assert.equal(servedType(type), 'application/octet-stream');
});

it('knows a type by the first bytes only', () => {
  assert.equal(sniffShort(Uint8Array.from([0xff, 0xd8, 0xff, 0xe0])), 'image/jpeg');
  assert.equal(sniffShort(new TextEncoder().encode('x\x89PNG')), '');
  assert.equal(sniffShort(new Uint8Array(0)), '');
});
