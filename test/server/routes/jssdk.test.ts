import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as chat from '../../../src/protocol/chat-endpoints.js';
import { fromBase64 } from '../../../src/protocol/envelope.js';
import {
  GetActiveConversationsReq,
  GetActiveConversationsResp,
  GetConversationsReq as GetConversations,
} from '../../../src/protocol/jssdk-messages.js';
import { decode, encode } from '../../../src/protocol/wire.js';
import { rowState } from '../../../src/server/message-rows.js';
import { changeConversation, ensureConversation } from '../../../src/server/repo-conversations.js';
import { writeMessage } from '../stored-messages.js';
import { people, type People } from '../people.js';

async function withChats(): Promise<People> {
  const world = people('a', 'b', 'c', 'd', 'e');
  for (const peer of ['b', 'c', 'd']) {
    writeMessage(world, peer, 'a', `from ${peer}`);
    await world.clock.advance(1000);
  }
  writeMessage(world, 'b', 'a', 'again');
  // Without a message: not told.
  ensureConversation(world.core.context, 'a', { conversationID: 'si_a_e', conversationType: 1, userID: 'e' });
  changeConversation(world.core.context, 'a', 'si_a_c', { isPinned: true });
  return world;
}
const idsOf = ({ conversations }: chat.ActiveConversations) =>
  conversations?.map(one => one.conversation.conversationID) ?? null;
const textOf = (one: chat.ActiveConversation) => new TextDecoder().decode(fromBase64(one.lastMsg!.content));

describe('/jssdk/get_active_conversations', () => {
  it('pinned first, then the newest message first, with all that a list shows [N1, N5]', async () => {
    const world = await withChats();
    const createTime = world.clock.time;
    const friend = { ownerUserID: 'a', userID: 'b', remark: '', createTime, addSource: 2, operatorUserID: 'a', ex: '' };
    world.store.put('friends', { ...friend, rank: 1, seq: 1 });
    const answer = await world.ok(chat.getJssdkActiveConversations, 'a', { ownerUserID: 'somebody else', count: 100 });
    assert.deepEqual(idsOf(answer), ['si_a_c', 'si_a_b', 'si_a_d']);
    const [c, b] = answer.conversations!;
    assert.equal(textOf(b!), '{"content":"again"}');
    assert.deepEqual([b!.maxSeq, b!.readSeq, b!.group], [2, 0, null]);
    assert.deepEqual([b!.user?.['nickname'], b!.friend?.['friendUserID'], c!.friend], ['b', 'b', null]);
    assert.equal(b!.friend?.['createTime'], createTime);
    assert.equal(answer.unreadCount, 4);
  });

  it('cuts the list, not the count; odd counts mean 100', async () => {
    const world = await withChats();
    const ask = async (count: number) => world.ok(chat.getJssdkActiveConversations, 'a', { ownerUserID: 'a', count });
    const one = await ask(1);
    assert.deepEqual([idsOf(one), one.unreadCount], [['si_a_c'], 4]);
    for (const count of [0, -5, 501]) assert.equal((await ask(count)).conversations?.length, 3);
    const nobody = await world.ok(chat.getJssdkActiveConversations, 'e', { ownerUserID: 'e', count: 5 });
    assert.deepEqual(nobody, { unreadCount: 0, conversations: null });
  });

  it('the last message that is left: deleted ones are passed by, revoked ones told, own deletions empty', async () => {
    const world = await withChats();
    const { store } = world;
    const last = async () => (await world.ok(chat.getJssdkConversations, 'a', someB)).conversations![0]!;
    const someB = { ownerUserID: 'a', conversationIDs: ['si_a_b'] };
    const row = store.get('messages', ['si_a_b', 2])!;
    store.put('messages', { ...row, state: rowState.revoked, revoked: '{"seq":2}' });
    assert.deepEqual([(await last()).lastMsg!.contentType, textOf(await last())], [2101, '{"detail":"{\\"seq\\":2}"}']);
    store.put('messages', { ...row, state: rowState.gone });
    assert.equal((await last()).lastMsg!.seq, 1);
    store.put('hiddenMessages', { userID: 'a', conversationID: 'si_a_b', seq: 1 });
    assert.deepEqual([(await last()).lastMsg!.status, (await last()).lastMsg!.content], [4, '']);
  });

  it('speaks protobuf, the answer in base64', async () => {
    const world = await withChats();
    const headers = {
      operationid: 'op',
      token: await world.tokenOf('a', 'im'),
      'content-type': 'application/x-protobuf',
    };
    const ask = async (path: string, body: Uint8Array) => {
      const { data } = await world.rest(path, body, headers);
      return decode(GetActiveConversationsResp, fromBase64(data as unknown as string));
    };
    const body = encode(GetActiveConversationsReq, { ownerUserID: 'a', count: 2 });
    const active = await ask(chat.getJssdkActiveConversations.path, body);
    const json = await world.ok(chat.getJssdkActiveConversations, 'a', { ownerUserID: 'a', count: 2 });
    assert.deepEqual([active.unreadCount, active.conversations.length], [4, 2]);
    for (const [i, one] of active.conversations.entries()) {
      const { conversation, lastMsg } = json.conversations![i]!;
      assert.deepEqual(one.conversation, conversation);
      assert.equal(Buffer.from(one.lastMsg!.content).toString('base64'), lastMsg!.content);
      assert.deepEqual([one.user?.nickname, one.friend], [conversation.userID, undefined]);
    }
    const some = await ask(
      '/jssdk/get_conversations',
      encode({ ids: GetConversations.conversationIDs }, { ids: ['si_a_d'] }),
    );
    assert.deepEqual(
      some.conversations.map(one => one.conversation?.conversationID),
      ['si_a_d'],
    );
    const none = await world.rest('/jssdk/get_conversations', new Uint8Array(), headers);
    assert.deepEqual([none.errCode, none.data], [0, '']);
  });
});

describe('/jssdk/get_conversations', () => {
  it('those asked for that are there, and their unread messages only', async () => {
    const world = await withChats();
    const answer = await world.ok(chat.getJssdkConversations, 'a', {
      ownerUserID: 'b',
      conversationIDs: ['si_a_d', 'si_a_none', 'si_a_d', 'si_a_e', 'si_b_c'],
    });
    assert.deepEqual([idsOf(answer), answer.unreadCount], [['si_a_d'], 1]);
  });
});
