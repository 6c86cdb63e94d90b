import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  changeConversation,
  conversationInfo,
  conversationOf,
  conversationsOf,
  deleteConversations,
  ensureConversation,
  exportConversations,
  forgetConversations,
  NEVER_CLEARED,
} from '../../src/server/repo-conversations.js';
import { incremental } from '../../src/server/versions.js';
import { people } from './people.js';

const key = { conversationID: 'si_a_b', conversationType: 1, userID: 'b' };
const version = (world: ReturnType<typeof people>, owner = 'a') =>
  world.store.get('versions', ['conversations', owner])?.version ?? 0;

describe('documents of conversations', () => {
  it('is made once, with the defaults, and counts as one change [N1]', () => {
    const world = people('a', 'b');
    const { context } = world.core;
    assert.equal(ensureConversation(context, 'a', key), true);
    assert.equal(ensureConversation(context, 'a', key, { isPinned: true }), false);
    assert.equal(version(world), 1);
    assert.deepEqual(conversationInfo(conversationOf(context, 'a', 'si_a_b')!), {
      ownerUserID: 'a',
      conversationID: 'si_a_b',
      recvMsgOpt: 0,
      conversationType: 1,
      userID: 'b',
      groupID: '',
      isPinned: false,
      attachedInfo: '',
      isPrivateChat: false,
      groupAtType: 0,
      ex: '',
      burnDuration: 0,
      minSeq: 0,
      maxSeq: 0,
      msgDestructTime: 0,
      latestMsgDestructTime: NEVER_CLEARED,
      isMsgDestruct: false,
    });
  });

  it('writes what differs and nothing else', () => {
    const world = people('a', 'b');
    const { context } = world.core;
    assert.equal(changeConversation(context, 'a', 'si_a_b', { isPinned: true }), false);
    ensureConversation(context, 'a', key);
    assert.equal(changeConversation(context, 'a', 'si_a_b', { isPinned: false, ex: '', recvMsgOpt: null }), false);
    assert.equal(version(world), 1);
    assert.equal(changeConversation(context, 'a', 'si_a_b', { isPinned: true, ex: 'x', minSeq: 7 }), true);
    assert.equal(version(world), 2);
    const { isPinned, ex, minSeq } = conversationOf(context, 'a', 'si_a_b')!;
    assert.deepEqual([isPinned, ex, minSeq], [1, 'x', 7]);
  });

  it('keeps the order of creation, and its versions tell what came and went [O1]', () => {
    const world = people('a');
    const { context } = world.core;
    for (const peer of ['z', 'b', 'm'])
      ensureConversation(context, 'a', { conversationID: `si_a_${peer}`, conversationType: 1, userID: peer });
    const ids = () => conversationsOf(context, 'a').map(row => row.conversationID);
    assert.deepEqual(ids(), ['si_a_z', 'si_a_b', 'si_a_m']);
    const { versionID } = world.store.get('versions', ['conversations', 'a'])!;
    deleteConversations(context, 'a', ['si_a_b', 'si_a_none']);
    assert.deepEqual(ids(), ['si_a_z', 'si_a_m']);
    const changes = incremental(context, 'conversations', 'a', versionID, 3);
    assert.deepEqual([changes.version, changes.deleted], [4, ['si_a_b']]);
    deleteConversations(context, 'a', ['si_a_none']);
    assert.equal(version(world), 4);
    assert.equal(exportConversations(world.store, 'a').length, 2);
  });

  it('forgets one user and nobody else', () => {
    const world = people('a', 'b');
    const { context } = world.core;
    ensureConversation(context, 'a', key);
    ensureConversation(context, 'b', { ...key, userID: 'a' });
    forgetConversations(context, 'a');
    assert.deepEqual(conversationsOf(context, 'a'), []);
    assert.equal(world.store.get('versions', ['conversations', 'a']), undefined);
    assert.equal(conversationsOf(context, 'b').length, 1);
  });
});
