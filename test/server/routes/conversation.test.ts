import assert from 'node:assert/strict';
import { it } from 'node:test';
import { conversationRoutes } from '../../../src/server/routes/conversation.js';

it('has every call below /conversation once, each for those with a token', () => {
  const paths = conversationRoutes.map(route => route.endpoint.path);
  assert.equal(new Set(paths).size, paths.length);
  assert.equal(
    paths.every(path => path.startsWith('/conversation/')),
    true,
  );
  assert.equal(
    conversationRoutes.every(route => route.access === 'user'),
    true,
  );
});
