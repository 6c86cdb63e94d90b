// Stepping over ports that are taken.
import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import { it } from 'node:test';
import { nextFreePort } from '../../scripts/lib/ports.mjs';

it('takes the next port when the first is taken', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    assert.ok((await nextFreePort(port)) > port);
    await assert.rejects(nextFreePort(port, '127.0.0.1', 1), /choose one with --port/);
  } finally {
    server.close();
  }
  await once(server, 'close');
  assert.equal(await nextFreePort(port), port);
});
