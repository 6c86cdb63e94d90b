/** One transaction, and notifications only when it is done. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ServerContext } from '../../src/server/context.js';
import { MemoryStore } from '../../src/server/store/memory.js';
import { write } from '../../src/server/write.js';

const call = { userID: 'a', platformID: 5, isAdmin: false, operationID: 'o', ip: '', token: '' };
const meta = (name: string) => ({ name, value: '' });

function desk() {
  const store = new MemoryStore();
  const log: string[] = [];
  const transaction = store.transaction.bind(store);
  store.transaction = run => {
    const result = transaction(run);
    log.push('stored');
    return result;
  };
  const notify = (_call: unknown, name: string, from: string, to: string) => {
    log.push(`${name} ${from} ${to}`);
  };
  return { store, log, context: { store, notify } as unknown as ServerContext };
}

describe('write', () => {
  it('tells after the data is stored, in order, and gives the result', () => {
    const { store, log, context } = desk();
    const result = write(context, call, tell => {
      tell('userInfoUpdated', 'a', 'a', { userID: 'a' });
      store.put('meta', meta('x'));
      tell('friendInfoUpdated', 'a', 'b', { userID: 'a' });
      return 7;
    });
    assert.equal(result, 7);
    assert.deepEqual(log, ['stored', 'userInfoUpdated a a', 'friendInfoUpdated a b']);
  });

  it('tells nothing and stores nothing when it fails', () => {
    const { store, log, context } = desk();
    assert.throws(
      () =>
        write(context, call, tell => {
          store.put('meta', meta('x'));
          tell('userInfoUpdated', 'a', 'a', { userID: 'a' });
          throw new Error('no');
        }),
      /no/,
    );
    assert.deepEqual([store.count('meta'), log], [0, []]);
  });
});
