/** A message through the store and back. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { MsgData } from '../../src/protocol/messages.js';
import { decode, encode } from '../../src/protocol/wire.js';
import { emptied, messageJSON, placeholder, readRow, rowOf, systemMessage } from '../../src/server/message-rows.js';
import { MemoryStore } from '../../src/server/store/memory.js';
import { bytes } from './chats.js';
import { adapters } from './store/stores.js';

const full: MsgData = {
  sendID: 'a',
  recvID: 'b',
  groupID: '',
  clientMsgID: 'c',
  serverMsgID: 's',
  senderPlatformID: 5,
  senderNickname: 'Ann',
  senderFaceURL: 'https://example.org/a.png',
  sessionType: 1,
  msgFrom: 100,
  contentType: 101,
  content: bytes({ content: '\ufeff💥 \u0000 & "' }),
  seq: 1,
  sendTime: 2,
  createTime: 1,
  status: 2,
  isRead: false,
  options: { unreadCount: false },
  offlinePushInfo: { title: 't', desc: 'd', ex: '', iOSPushSound: '', iOSBadgeCount: true, signalInfo: '' },
  atUserIDList: ['b'],
  attachedInfo: 'null',
  ex: 'e',
};

describe('a stored message', () => {
  for (const [name, open] of Object.entries(adapters))
    it(`comes back as it went in, from ${name}`, async () => {
      const { store, end } = await open();
      try {
        store.put('messages', rowOf('si_a_b', 1, full));
        const read = readRow(store, store.get('messages', ['si_a_b', 1])!, 'b', false);
        assert.deepEqual(read, full);
        assert.deepEqual(decode(MsgData, encode(MsgData, read)), full);
        const bare = systemMessage({ sendID: 'a', content: bytes({}) });
        assert.deepEqual(readRow(store, rowOf('si_a_b', 2, bare), 'a', false), { ...bare, seq: 2 });
      } finally {
        end();
      }
    });

  it('is a placeholder to anybody else, and empty to who deleted it', () => {
    const store = new MemoryStore();
    const row = rowOf('si_a_b', 1, full);
    assert.deepEqual(readRow(store, row, 'c', false), placeholder(1, 2));
    const hidden = readRow(store, row, 'a', true);
    assert.deepEqual([hidden.status, hidden.content.length, hidden.clientMsgID], [4, 0, 'c']);
  });

  it('deleted for everybody keeps its place, its IDs and a time in order', () => {
    const store = new MemoryStore();
    store.put('messages', rowOf('si_a_b', 1, full));
    const gone = emptied(store, rowOf('si_a_b', 2, { ...full, sendTime: 99 }));
    assert.deepEqual([gone.sendTime, gone.content, gone.ex, gone.offlinePush, gone.clientMsgID], [2, '', '', '', 'c']);
    assert.equal(emptied(store, rowOf('si_a_b', 1, full)).sendTime, 0);
  });

  it('in JSON: content in base64, empty collections null', () => {
    const json = messageJSON(full);
    assert.deepEqual(
      [atob(json.content).includes('content'), json.options, json.atUserIDList],
      [true, { unreadCount: false }, ['b']],
    );
    const { options, offlinePushInfo, atUserIDList } = messageJSON(systemMessage({}));
    assert.deepEqual([options, offlinePushInfo, atUserIDList], [null, null, null]);
  });
});
