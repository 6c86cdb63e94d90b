/** The contract is tested in contract.test.ts; here: that it stays usable when it is full. */
import assert from 'node:assert/strict';
import { it } from 'node:test';
import { MemoryStore } from '../../../src/server/store/memory.js';

it('takes 100,000 rows with three indexes in seconds and finds any of them at once', () => {
  const store = new MemoryStore();
  // The processor's time: what else runs on the machine does not count.
  const spent = () => process.cpuUsage().user / 1000;
  const started = spent();
  for (let i = 0; i < 100_000; i++) {
    const userID = `u${(i * 7919) % 100_003}`;
    store.put('friends', {
      ownerUserID: `o${i % 10}`,
      userID,
      remark: '',
      createTime: i,
      addSource: 0,
      operatorUserID: '',
      ex: '',
      rank: 1,
      seq: i,
    });
  }
  const filled = spent();
  assert.ok(filled - started < 20_000, `filling took ${Math.round(filled - started)} ms`);
  for (let i = 0; i < 1000; i++) {
    const page = store.range('friends', {
      index: 'byOrder',
      prefix: [`o${i % 10}`, 1],
      reverse: true,
      offset: 9000,
      limit: 20,
    });
    assert.equal(page.length, 20);
    assert.equal(page[0]!.seq, 9990 + (i % 10));
  }
  const read = spent() - filled;
  assert.ok(read < 3000, `1,000 deep pages took ${Math.round(read)} ms`);
});
