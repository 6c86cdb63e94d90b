/** Seqs are given in one transaction with the row: none is lost, none given twice. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { systemMessage } from '../../src/server/message-rows.js';
import { storeMessage } from '../../src/server/message-store.js';
import { pageRuntime } from '../../src/server/runtime-page.js';
import { bytes } from './chats.js';
import { adapters } from './store/stores.js';

const message = systemMessage({ sendID: 'a', recvID: 'b', sessionType: 1, content: bytes({}), sendTime: 5 });

for (const [name, open] of Object.entries(adapters))
  it(`a transaction that is taken back gives its seqs back, on ${name}`, async () => {
    const { store, end } = await open();
    try {
      const parts = { store, runtime: pageRuntime() };
      assert.equal(storeMessage(parts, 'si_a_b', message).seq, 1);
      assert.throws(() =>
        store.transaction(() => {
          assert.equal(storeMessage(parts, 'si_a_b', message).seq, 2);
          throw new Error('no');
        }),
      );
      assert.equal(store.count('messages'), 1);
      assert.equal(storeMessage(parts, 'si_a_b', message).seq, 2);
      assert.deepEqual(store.get('seqs', ['si_a_b']), {
        conversationID: 'si_a_b',
        maxSeq: 2,
        minSeq: 0,
        maxSeqTime: 5,
      });
      assert.deepEqual(
        store.range('conversations').map(row => [row.ownerUserID, row.userID, row.conversationType]),
        [
          ['a', 'b', 1],
          ['b', 'a', 1],
        ],
      );
      // Notifications have seqs of their own, but neither documents nor read marks.
      assert.equal(storeMessage(parts, 'n_a_b', message).seq, 1);
      assert.deepEqual([store.count('conversations'), store.count('userSeqs')], [2, 2]);
      // A notice of a system account is the receiver's alone.
      storeMessage(parts, 'sn_a_c', { ...message, recvID: 'c', sessionType: 4 });
      assert.equal(store.get('conversations', ['c', 'sn_a_c'])!.userID, 'a');
      assert.equal(store.get('conversations', ['a', 'sn_a_c']), undefined);
    } finally {
      end();
    }
  });
