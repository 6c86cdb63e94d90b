/** The table of REST calls: each path once, in the form the protocol has. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as chats from '../../src/protocol/chat-endpoints.js';
import * as objects from '../../src/protocol/object-endpoints.js';
import * as endpoints from '../../src/protocol/endpoints.js';
import * as more from '../../src/protocol/endpoints-more.js';

describe('endpoints', () => {
  const all = [endpoints, more, chats, objects].flatMap(table => Object.entries(table as typeof endpoints));
  it('have distinct, well-formed paths', () => {
    const paths = all.map(([, { path }]) => path);
    assert.equal(new Set(paths).size, paths.length);
    for (const path of paths) assert.match(path, /^\/[a-z_]+(\/[a-z_]+)+$/);
    // Below these the same calls are answered once more.
    for (const path of paths) assert.doesNotMatch(path, /^\/(api|msg_gateway|chat)\//);
  });
  it('belong to one of the two services, the account service to few of them', () => {
    for (const [name, { service }] of all) assert.ok(service === 'im' || service === 'account', name);
    const account = all.filter(([, { service }]) => service === 'account').map(([, { path }]) => path.split('/')[1]);
    assert.deepEqual([...new Set(account)].sort(), [
      'account',
      'applet',
      'application',
      'client_config',
      'friend',
      'user',
    ]);
  });
  it("include what a client's login sync asks for", () => {
    const paths = new Set<string>(all.map(([, { path }]) => path));
    for (const path of [
      '/friend/get_incremental_friends',
      '/friend/get_friend_list',
      '/friend/get_full_friend_user_ids',
      '/friend/get_black_list',
      '/group/get_incremental_join_groups',
      '/group/get_joined_group_list',
      '/group/get_full_join_group_ids',
      '/group/get_incremental_group_members_batch',
      '/conversation/get_incremental_conversations',
      '/conversation/get_owner_conversation',
      '/conversation/get_all_conversations',
      '/conversation/get_full_conversation_ids',
      '/conversation/get_conversations',
      '/user/get_users_info',
      '/jssdk/get_active_conversations',
      '/conversation/get_not_notify_conversation_ids',
    ])
      assert.ok(paths.has(path), path);
  });
});
