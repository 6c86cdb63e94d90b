/** What the chat server has for OpenIM's own apps (protocol §2.6). */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as codes from '../../../src/protocol/codes.js';
import * as more from '../../../src/protocol/endpoints-more.js';
import { page, People } from '../people.js';

it('no versions, no applets, and words where a media server would be needed', async () => {
  const world = new People();
  const { userID } = await world.register('anna');
  assert.deepEqual(await world.ok(more.getLatestVersion, '', { platform: 'web', version: '1' }), { version: null });
  assert.deepEqual(await world.ok(more.pageVersions, '', { pagination: page }), { total: 0, versions: null });
  assert.deepEqual(await world.ok(more.findApplets, userID, {}), { applets: null });
  const { errCode, errDlt } = await world.ask(more.getRtcToken, userID, { room: 'r', identity: 'i' });
  assert.equal(errCode, codes.ArgsError);
  assert.match(errDlt, /media server/);
  for (const endpoint of [more.getRtcToken, more.findApplets]) assert.equal(await world.code(endpoint, '', {}), 1001);
});
