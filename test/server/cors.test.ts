/** Which origins may call. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { corsHeaders, originAllowed } from '../../src/server/cors.js';

const all = { corsOrigins: [] };
const some = { corsOrigins: ['https://shop.example'] };

describe('cors', () => {
  it('allows everybody when nobody is named', () => {
    assert.ok(originAllowed(all, { origin: 'https://evil.example' }) && originAllowed(all, {}));
    assert.equal(corsHeaders(all, { origin: 'https://evil.example' })['access-control-allow-origin'], '*');
  });
  it("allows those named, the server's own page behind a proxy too, and programs", () => {
    assert.ok(originAllowed(some, { origin: 'https://shop.example' }));
    assert.ok(originAllowed(some, { origin: 'https://im.example', host: 'im.example' }));
    assert.ok(originAllowed(some, {}));
  });
  it('refuses all others', () => {
    for (const origin of [
      'https://evil.example',
      'http://shop.example',
      'https://shop.example.evil.example',
      'https://shop.example:444',
      'null',
      'x',
    ]) {
      assert.equal(originAllowed(some, { origin, host: 'im.example' }), false, origin);
      assert.equal(corsHeaders(some, { origin, host: 'im.example' })['access-control-allow-origin'], undefined);
    }
    assert.equal(originAllowed(some, { origin: 'https://im.example:8443', host: 'im.example' }), false);
  });
});
