import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MemoryStore } from '../../../src/server/store/memory.js';
import { createDevice, until } from '../world.js';
import { fill } from './filled.js';
import { chatting, pair, say } from './talk.js';

async function past(count: number) {
  const store = new MemoryStore();
  const { world, anna, boris, id } = await pair({ store });
  fill(store, boris.getLoginUser(), anna.getLoginUser(), count);
  const other = world.open(createDevice(), { platformID: 1 });
  await other.login({ account: 'anna', password: 'secret-1' });
  await chatting(other);
  return { world, id, other, boris };
}
const words = ({ messageList }: { messageList: { textElem?: { content: string } }[] }) =>
  messageList.map(item => item.textElem!.content);

describe('history', () => {
  it('[O14] walks both ways, page by page, to the end', async () => {
    const { world, id, other } = await past(130);
    const first = await other.getAdvancedHistoryMessageList({ conversationID: id, count: 60 });
    assert.deepEqual([words(first)[0], words(first).at(-1), first.isEnd], ['m71', 'm130', false]);
    const startClientMsgID = first.messageList[0]!.clientMsgID;
    const rest = await other.getAdvancedHistoryMessageList({ conversationID: id, startClientMsgID, count: 500 });
    assert.deepEqual([rest.messageList.length, words(rest)[0], rest.isEnd], [70, 'm1', true]);
    const oldest = await other.getAdvancedHistoryMessageListReverse({ conversationID: id, count: 3 });
    assert.deepEqual([words(oldest), oldest.isEnd], [['m1', 'm2', 'm3'], false]);
    const after = await other.getAdvancedHistoryMessageListReverse({
      conversationID: id,
      startClientMsgID,
      count: 500,
    });
    assert.deepEqual([after.messageList.length, after.isEnd], [59, true]);
    world.close();
  });

  it('[O23] searches what is here: words, people, types, time', async () => {
    const { world, id, other, boris } = await past(20);
    await say(boris, other, 'The Quick fox', 'quick and dirty');
    await until(other, ({ conversations }) => conversations.get(id)!.maxSeq === 22);
    const found = async (params: Partial<Parameters<typeof other.searchLocalMessages>[0]>) => {
      const { searchResultItems, totalCount } = await other.searchLocalMessages({ keywordList: [], ...params });
      const list = searchResultItems.flatMap(words2 => words(words2));
      assert.equal(list.length, totalCount);
      return list;
    };
    assert.deepEqual(await found({ keywordList: ['quick'] }), ['quick and dirty', 'The Quick fox']);
    assert.deepEqual(await found({ keywordList: ['quick', 'fox'], keywordListMatchType: 1 }), ['The Quick fox']);
    assert.deepEqual(await found({ keywordList: ['m1'], conversationID: id, pageIndex: 2, count: 4 }), [
      'm15',
      'm14',
      'm13',
      'm12',
    ]);
    assert.deepEqual(await found({ keywordList: ['m'], senderUserIDList: ['nobody'] }), []);
    assert.equal((await found({ messageTypeList: [101] })).length, 22);
    assert.equal((await found({ messageTypeList: [101], searchTimePeriod: 600 })).length, 2);
    await assert.rejects(found({}), { errCode: 10002 });
    world.close();
  });

  it('[O23] gives the newest hundred of a conversation when all are searched, and every page of one', async () => {
    const { world, id, other } = await past(130);
    // All of it is on the device.
    await other.getAdvancedHistoryMessageList({ conversationID: id, count: 130 });
    const { searchResultItems, totalCount } = await other.searchLocalMessages({ keywordList: ['m'] });
    assert.equal(totalCount, 100);
    const [found] = searchResultItems.filter(({ conversationID }) => conversationID === id);
    assert.deepEqual([words(found!)[0], words(found!).at(-1)], ['m130', 'm31']);
    const last = { conversationID: id, keywordList: ['m'], pageIndex: 7, count: 20 };
    const [page] = (await other.searchLocalMessages(last)).searchResultItems;
    assert.deepEqual(words(page!), ['m10', 'm9', 'm8', 'm7', 'm6', 'm5', 'm4', 'm3', 'm2', 'm1']);
    world.close();
  });

  it('[O23] finds by ID, and keeps what this device noted', async () => {
    const { world, id, other } = await past(5);
    const [item] = (await other.getAdvancedHistoryMessageList({ conversationID: id, count: 1 })).messageList;
    const { clientMsgID } = item!;
    await other.setMessageLocalEx({ conversationID: id, clientMsgID, localEx: 'noted' });
    const found = await other.findMessageList([{ conversationID: id, clientMsgIDList: [clientMsgID, 'none'] }]);
    assert.deepEqual(
      found.map(message => message.localEx),
      ['noted'],
    );
    world.close();
  });
});
