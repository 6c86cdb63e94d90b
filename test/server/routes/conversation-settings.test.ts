import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as chat from '../../../src/protocol/chat-endpoints.js';
import type { Conversation, ConversationPatch } from '../../../src/protocol/chat-model.js';
import * as codes from '../../../src/protocol/codes.js';
import * as api from '../../../src/protocol/endpoints.js';
import { conversationOf, ensureConversation } from '../../../src/server/repo-conversations.js';
import { People, ADMIN, people } from '../people.js';

const ab = { conversationID: 'si_a_b', conversationType: 1, userID: 'b' };
const set = (world: People, change: ConversationPatch & Record<string, unknown>, who = 'a') =>
  world.ok(chat.setConversations, who, { userIDs: ['a'], conversation: { ...ab, ...change } });
const codeOf = (world: People, change: object, who = 'a', userIDs = ['a']) =>
  world.code(chat.setConversations, who, { userIDs, conversation: { ...ab, ...change } });
const of = (world: People, owner = 'a') => conversationOf(world.core.context, owner, 'si_a_b');
const version = (world: People, owner: string) => world.store.get('versions', ['conversations', owner])?.version ?? 0;

describe('settings of a conversation', () => {
  it('makes a missing one, changes a known one, tells own devices, and is silent when nothing changed [N9]', async () => {
    const world = people('a', 'b');
    const [mine, theirs] = [await world.listen('a'), await world.listen('b')];
    const told = {
      type: 1300,
      from: 'a',
      to: 'a',
      detail: { userID: 'a', conversationIDList: ['si_a_b'] },
    };
    await set(world, { isPinned: true });
    assert.deepEqual(await world.heard(mine), [told]);
    await set(world, { isPinned: true });
    assert.deepEqual([await world.heard(mine), version(world, 'a')], [[], 1]);
    await set(world, { recvMsgOpt: 2, burnDuration: 30, ex: 'e', attachedInfo: 'i', groupAtType: 1 });
    assert.deepEqual(await world.heard(mine), [told]);
    await set(world, { isMsgDestruct: true, msgDestructTime: 86_400 });
    const { isPinned, recvMsgOpt, burnDuration, ex, isMsgDestruct, msgDestructTime } = of(world)!;
    assert.deepEqual(
      [isPinned, recvMsgOpt, burnDuration, ex, isMsgDestruct, msgDestructTime],
      [1, 2, 30, 'e', 1, 86_400],
    );
    assert.deepEqual(await world.heard(theirs), []);
    assert.equal(of(world, 'b'), undefined);
  });

  it('takes no minSeq and no maxSeq, and makes nothing when nothing is set', async () => {
    const world = people('a', 'b');
    await set(world, {});
    await set(world, { minSeq: 5, maxSeq: 6 });
    assert.equal(of(world), undefined);
    await set(world, { minSeq: 5, isPinned: false });
    assert.equal(of(world)!.minSeq, 0);
  });

  it('private chat is set on both sides, and told to the peer, even when it was so', async () => {
    const world = people('a', 'b');
    const [mine, theirs] = [await world.listen('a'), await world.listen('b')];
    const told = {
      type: 1701,
      from: 'a',
      to: 'b',
      detail: { recvID: 'b', sendID: 'a', isPrivate: true, conversationID: 'si_a_b' },
    };
    const only = (list: { type: number }[]) => list.filter(one => one.type === 1701 || one.type === 1300);
    await set(world, { isPrivateChat: true });
    assert.deepEqual(only(await world.heard(theirs)), [told]);
    assert.deepEqual(only(await world.heard(mine)), [told]);
    assert.deepEqual([of(world)!.isPrivateChat, of(world, 'b')!.isPrivateChat], [1, 1]);
    assert.deepEqual([of(world)!.userID, of(world, 'b')!.userID], ['b', 'a']);
    const before = [version(world, 'a'), version(world, 'b')];
    await set(world, { isPrivateChat: true });
    assert.deepEqual(only(await world.heard(theirs)), [told]);
    assert.deepEqual(
      [version(world, 'a'), version(world, 'b')],
      before.map(one => one + 1),
    );
    await world.heard(mine);
    await set(world, { isPrivateChat: false, isPinned: true });
    assert.deepEqual(
      only(await world.heard(mine))
        .map(one => one.type)
        .sort(),
      [1300, 1701],
    );
    assert.deepEqual([of(world, 'b')!.isPrivateChat, of(world, 'b')!.isPinned], [0, 0]);
  });

  it('who may not write to the peer may not switch the private chat', async () => {
    const world = people('a', 'b');
    await world.ok(api.addBlack, 'b', { ownerUserID: 'b', blackUserID: 'a' });
    assert.equal(await codeOf(world, { isPrivateChat: true }), codes.BlockedByPeer);
    assert.equal(of(world, 'b'), undefined);
    assert.equal(await codeOf(world, { isPinned: true }), 0);
    await world.ok(api.removeBlack, 'b', { ownerUserID: 'b', blackUserID: 'a' });
    world.store.put('users', { ...world.store.get('users', ['b'])!, globalRecvMsgOpt: 1 });
    assert.equal(await codeOf(world, { isPrivateChat: true }), codes.ArgsError);
    const strict = new People({ friendVerify: true });
    strict.user('a');
    strict.user('b');
    assert.equal(await codeOf(strict, { isPrivateChat: true }), codes.NotPeersFriend);
    await strict.befriend('a', 'b');
    assert.equal(await codeOf(strict, { isPrivateChat: true }), 0);
  });

  it('refuses what does not belong together', async () => {
    const world = people('a', 'b', 'c');
    const wrong: object[] = [
      { conversationType: 0, isPinned: true },
      { conversationType: 2, isPinned: true },
      { userID: '', isPinned: true },
      { conversationType: 3, conversationID: 'sg_g', userID: '', isPinned: true },
      { conversationType: 3, conversationID: 'sg_g', userID: '', groupID: 'g', isPinned: true },
      { conversationID: 'si_b_c', userID: 'c', isPinned: true },
      { conversationID: 'anything', isPinned: true },
      { conversationType: 4, isPinned: true },
      { conversationType: 4, conversationID: 'sn_a_b', isPrivateChat: true },
      { recvMsgOpt: 3 },
      { burnDuration: -1 },
      { isPinned: 'yes' },
      { ex: 'x'.repeat(16_385) },
    ];
    for (const change of wrong) assert.equal(await codeOf(world, change), codes.ArgsError, JSON.stringify(change));
    const stranger = { conversationID: 'si_a_none', userID: 'none', isPinned: true };
    assert.equal(await codeOf(world, stranger), codes.RecordNotFoundError);
    assert.equal(world.store.count('conversations'), 0);
    assert.equal(await codeOf(world, { conversationType: 4, conversationID: 'sn_a_b', isPinned: true }), 0);
  });

  it("is for one's own, or by an administrator", async () => {
    const world = people('a', 'b', 'c');
    assert.equal(await codeOf(world, { isPinned: true }, 'b'), codes.NoPermissionError);
    assert.equal(await codeOf(world, { isPinned: true }, 'a', ['a', 'c']), codes.NoPermissionError);
    assert.equal(of(world), undefined);
    assert.equal(await codeOf(world, { isPinned: true }, ADMIN), 0);
    assert.equal(of(world)!.isPinned, 1);
  });
});

describe('taking conversations off the list', () => {
  it('by name: the document goes, the version tells, nobody is notified', async () => {
    const world = people('a', 'b');
    await set(world, { isPinned: true });
    const mine = await world.listen('a');
    await world.ok(chat.deleteConversations, 'a', { ownerUserID: 'a', conversationIDs: ['si_a_b'] });
    assert.deepEqual([of(world), await world.heard(mine), version(world, 'a')], [undefined, [], 2]);
  });

  it('by age: days since the last message', async () => {
    const world = people('a', 'b', 'c');
    const day = 86_400_000;
    for (const [peer, age] of [
      ['b', 3],
      ['c', 1],
    ] as const) {
      const conversationID = `si_a_${peer}`;
      ensureConversation(world.core.context, 'a', { conversationID, conversationType: 1, userID: peer });
      const maxSeqTime = world.clock.time - age * day;
      world.store.put('seqs', { conversationID, maxSeq: 1, minSeq: 0, maxSeqTime });
    }
    await world.ok(chat.deleteConversations, 'a', { ownerUserID: 'a', needDeleteTime: 2 });
    const { conversations } = await world.ok(chat.getConversationsAll, 'a', { ownerUserID: 'a' });
    assert.deepEqual(
      conversations?.map((one: Conversation) => one.conversationID),
      ['si_a_c'],
    );
  });

  it('takes one of the two, from the owner', async () => {
    const world = people('a', 'b');
    const code = (body: object, who = 'a') => world.code(chat.deleteConversations, who, { ownerUserID: 'a', ...body });
    assert.equal(await code({}), codes.ArgsError);
    assert.equal(await code({ conversationIDs: ['si_a_b'], needDeleteTime: 1 }), codes.ArgsError);
    assert.equal(await code({ needDeleteTime: -1 }), codes.ArgsError);
    assert.equal(await code({ conversationIDs: ['si_a_b'] }, 'b'), codes.NoPermissionError);
  });
});

describe('update_conversations_by_user', () => {
  it('sets ex in the conversations others have with the user', async () => {
    const world = people('a', 'b', 'c');
    await set(world, { isPinned: true });
    const { context } = world.core;
    ensureConversation(context, 'b', { conversationID: 'si_a_b', conversationType: 1, userID: 'a' });
    const request = { userID: 'b', ex: 'from b' };
    assert.equal(await world.code(chat.updateConversationsByUser, 'c', request), codes.NoPermissionError);
    await world.ok(chat.updateConversationsByUser, 'b', { userID: 'b' });
    assert.equal(version(world, 'a'), 1);
    await world.ok(chat.updateConversationsByUser, 'b', request);
    assert.deepEqual([of(world)!.ex, of(world, 'b')!.ex, version(world, 'a')], ['from b', '', 2]);
  });
});
