import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as chat from '../../../src/protocol/chat-endpoints.js';
import * as codes from '../../../src/protocol/codes.js';
import * as api from '../../../src/protocol/endpoints.js';
import { ensureConversation } from '../../../src/server/repo-conversations.js';
import { idHash } from '../../../src/server/versions.js';
import { ADMIN, page, people, type People } from '../people.js';

function withChats(): People {
  const world = people('a', 'b', 'c', 'd');
  for (const [peer, change] of [
    ['d', { isPinned: true }],
    ['b', { recvMsgOpt: 2 }],
    ['c', {}],
  ] as const) {
    const key = { conversationID: `si_a_${peer}`, conversationType: 1, userID: peer };
    ensureConversation(world.core.context, 'a', key, change);
  }
  return world;
}
const idsOf = (list: { conversationID: string }[] | null) => list?.map(one => one.conversationID) ?? null;
const all = ['si_a_d', 'si_a_b', 'si_a_c'];

describe('reading conversations', () => {
  it('whole, by page and by name, in the order of creation [N1]', async () => {
    const world = withChats();
    assert.deepEqual(idsOf((await world.ok(chat.getConversationsAll, 'a', { ownerUserID: 'a' })).conversations), all);
    const second = { pageNumber: 2, showNumber: 2 };
    const { total, conversations } = await world.ok(chat.getConversationPage, 'a', { userID: 'a', pagination: second });
    assert.deepEqual([total, idsOf(conversations)], [3, ['si_a_c']]);
    const some = await world.ok(chat.getConversationsSome, 'a', {
      ownerUserID: 'a',
      conversationIDs: ['si_a_c', 'si_a_none', 'si_a_d', 'si_a_c'],
    });
    assert.deepEqual(idsOf(some.conversations), ['si_a_d', 'si_a_c']);
    const { conversation } = await world.ok(chat.getConversation, 'a', { ownerUserID: 'a', conversationID: 'si_a_d' });
    assert.deepEqual([conversation.isPinned, conversation.userID], [true, 'd']);
    const none = { ownerUserID: 'a', conversationID: 'si_a_none' };
    assert.equal(await world.code(chat.getConversation, 'a', none), codes.RecordNotFoundError);
    assert.equal(await world.code(chat.getConversationsSome, 'a', { ownerUserID: 'a' }), codes.ArgsError);
  });

  it('gives the pinned and the muted ones [N9]', async () => {
    const world = withChats();
    const pinned = await world.ok(api.getPinnedConversationIDs, 'a', { userID: 'a' });
    assert.deepEqual(pinned.conversationIDs, ['si_a_d']);
    const muted = await world.ok(api.getNotNotifyConversationIDs, 'a', { userID: 'a' });
    assert.deepEqual(muted.conversationIDs, ['si_a_b']);
    assert.equal((await world.ok(api.getPinnedConversationIDs, 'b', { userID: 'b' })).conversationIDs, null);
  });

  it('by version: full at first, then what changed, without a sort version [O1]', async () => {
    const world = withChats();
    const first = await world.ok(chat.getConversationChanges, 'a', { userID: 'a', versionID: '', version: 0 });
    assert.deepEqual(
      [first.full, first.version, first.insert, first.update, first.delete],
      [true, 3, null, null, null],
    );
    assert.equal('sortVersion' in first, false);
    await world.ok(chat.setConversations, 'a', {
      userIDs: ['a'],
      conversation: { conversationID: 'si_a_b', conversationType: 1, userID: 'b', isPinned: true },
    });
    await world.ok(chat.deleteConversations, 'a', { ownerUserID: 'a', conversationIDs: ['si_a_c'] });
    const next = await world.ok(chat.getConversationChanges, 'a', {
      userID: 'a',
      versionID: first.versionID,
      version: 3,
    });
    assert.deepEqual([next.full, next.version, next.delete], [false, 5, ['si_a_c']]);
    assert.deepEqual(
      next.update?.map(one => [one.conversationID, one.isPinned]),
      [['si_a_b', true]],
    );
  });

  it('all IDs against a hash', async () => {
    const world = withChats();
    const { conversationIDs, equal } = await world.ok(chat.getConversationIDs, 'a', { userID: 'a', idHash: 0 });
    assert.deepEqual([conversationIDs, equal], [all, false]);
    const same = await world.ok(chat.getConversationIDs, 'a', { userID: 'a', idHash: Number(idHash(all)) });
    assert.deepEqual([same.conversationIDs, same.equal], [null, true]);
    const empty = await world.ok(chat.getConversationIDs, 'b', { userID: 'b', idHash: 0 });
    assert.deepEqual([empty.conversationIDs, empty.equal, empty.version], [null, true, 1]);
  });

  const owned: [{ path: string; service: 'im' | 'account' }, object, string][] = [
    [chat.getConversationChanges, { versionID: '', version: 0 }, 'userID'],
    [chat.getConversationIDs, { idHash: 0 }, 'userID'],
    [chat.getConversationPage, { pagination: page }, 'userID'],
    [chat.getConversationsAll, {}, 'ownerUserID'],
    [chat.getConversation, { conversationID: 'si_a_b' }, 'ownerUserID'],
    [chat.getConversationsSome, { conversationIDs: ['si_a_b'] }, 'ownerUserID'],
    [api.getNotNotifyConversationIDs, {}, 'userID'],
    [api.getPinnedConversationIDs, {}, 'userID'],
  ];
  for (const [endpoint, body, field] of owned) {
    it(`${endpoint.path} is for the owner and administrators`, async () => {
      const world = withChats();
      assert.equal(await world.code(endpoint, 'b', { ...body, [field]: 'a' }), codes.NoPermissionError);
      assert.equal(await world.code(endpoint, ADMIN, { ...body, [field]: 'a' }), 0);
      assert.equal(await world.code(endpoint, 'a', { ...body, [field]: '' }), codes.ArgsError);
    });
  }
});
