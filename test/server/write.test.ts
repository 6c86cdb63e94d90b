/** One transaction, and notifications only when it is done. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ServerContext } from '../../src/server/context.js';
import { MemoryStore } from '../../src/server/store/memory.js';
import type { Outgoing } from '../../src/server/push.js';
import { write } from '../../src/server/write.js';
import { World } from './world.js';

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
  const notify = (_call: unknown, { message }: Outgoing) => {
    log.push(`${message.contentType} ${message.sendID} ${message.recvID}`);
  };
  const { runtime } = new World();
  return { store, log, context: { store, runtime, notify } as unknown as ServerContext };
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
    assert.deepEqual(log, ['stored', '1303 a a', '1209 a b']);
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

  it('stores a notification that is kept with what it tells of, or not at all', () => {
    const { store, log, context } = desk();
    const tips = { userID: 'a', conversationID: 'si_a_b', seqs: [1] };
    assert.throws(() =>
      write(context, call, tell => {
        tell('messagesDeleted', 'a', 'b', tips);
        throw new Error('no');
      }),
    );
    assert.deepEqual([store.count('messages'), store.count('seqs')], [0, 0]);
    assert.ok(!log.includes('2102 a b'));
    write(context, call, tell => tell('messagesDeleted', 'a', 'b', tips));
    assert.equal(store.get('messages', ['n_a_b', 1])!.contentType, 2102);
    assert.equal(log.at(-1), '2102 a b');
  });
});
