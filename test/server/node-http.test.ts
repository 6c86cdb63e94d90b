import assert from 'node:assert/strict';
import { it } from 'node:test';
import { acceptsGzip } from '../../src/server/node-http.js';

it('packs for those who say that they unpack', () => {
  for (const header of ['gzip', 'deflate, gzip;q=1.0, *;q=0.5', 'br, GZIP', '*', 'gzip; q=0.1'])
    assert.equal(acceptsGzip(header), true, header);
  for (const header of [undefined, '', 'br', 'gzip;q=0', 'gzip;q=0.000', 'deflate'])
    assert.equal(acceptsGzip(header), false, String(header));
});
