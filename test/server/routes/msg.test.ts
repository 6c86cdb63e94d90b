/** The calls of messages, as a table. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as api from '../../../src/protocol/chat-endpoints.js';
import { msgRoutes } from '../../../src/server/routes/msg.js';

it('every call of messages is answered, to who is signed in', () => {
  const wanted = Object.values(api)
    .map(({ path }) => path)
    .filter(path => path.startsWith('/msg/'));
  const paths = msgRoutes.map(({ endpoint }) => endpoint.path);
  assert.deepEqual([...paths].sort(), [...wanted, '/msg/send_simple_msg'].sort());
  assert.ok(msgRoutes.every(({ access }) => access === 'user' || access === 'admin'));
});
