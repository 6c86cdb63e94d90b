/** Notifications follow the answer of the call that caused them. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unpackDetail } from '../../src/protocol/notifications.js';
import { createNotices } from '../../src/server/notify.js';
import { Hub } from '../../src/server/gateway-hub.js';
import { systemMessage } from '../../src/server/message-rows.js';
import type { Outgoing } from '../../src/server/push.js';
import type { Call } from '../../src/server/context.js';
import { noticesOf } from './pushes.js';
import { World } from './world.js';

const call = (operationID: string): Call => ({
  userID: 'a',
  platformID: 5,
  isAdmin: false,
  operationID,
  ip: '',
  token: '',
});

describe('notify', () => {
  it("a friend request reaches both, after the answer, with the caller's operationID and the request", async () => {
    const world = new World();
    const ann = await world.signIn('1001');
    const bob = await world.signIn('1002');
    const answer = await world.call(
      '/friend/add_friend',
      { fromUserID: '1001', toUserID: '1002', reqMsg: 'hi Bob', ex: '' },
      ann.args.token,
      'op-5',
    );
    assert.equal(answer.text, '{"errCode":0,"errMsg":"","errDlt":""}');
    assert.deepEqual([noticesOf(ann), noticesOf(bob)], [[], []]);
    await world.clock.advance(0);
    for (const peer of [ann, bob]) {
      const [notice, ...more] = noticesOf(peer);
      assert.equal(more.length, 0);
      assert.deepEqual(
        [notice!.operationID, notice!.conversationID, notice!.message.contentType],
        ['op-5', 'n_1001_1002', 1203],
      );
      const detail = unpackDetail(notice!.message.content) as { fromToUserID: object; request: { reqMsg: string } };
      assert.deepEqual(
        [detail.fromToUserID, detail.request.reqMsg],
        [{ fromUserID: '1001', toUserID: '1002' }, 'hi Bob'],
      );
    }
  });

  it('a call that fails tells nobody', async () => {
    const world = new World();
    const ann = await world.signIn('1001');
    const answer = await world.call(
      '/friend/add_friend',
      { fromUserID: '1001', toUserID: 'nobody', reqMsg: '' },
      ann.args.token,
    );
    assert.notEqual(answer.errCode, 0);
    await world.clock.advance(1000);
    assert.deepEqual(noticesOf(ann), []);
  });

  it('keeps the calls apart, and the order within one', () => {
    const world = new World();
    const run: (() => void)[] = [];
    const hub = new Hub();
    const told: string[] = [];
    hub.of = userID => {
      told.push(userID);
      return [];
    };
    const notices = createNotices(hub, { ...world.runtime, after: (_, go) => (run.push(go), { cancel() {} }) });
    const [one, two] = [call('1'), call('2')];
    const outgoing = (from: string, seq = 0): Outgoing => ({
      conversationID: 'n_x',
      message: systemMessage({ sendID: from, recvID: from, seq }),
      operationID: 'op',
    });
    notices.notify(one, outgoing('a'));
    notices.notify(two, outgoing('b'));
    notices.notify(one, outgoing('c'));
    notices.release(one);
    notices.release(one);
    assert.equal(run.length, 1);
    run[0]!();
    assert.deepEqual(told, ['a', 'c']);
    notices.close();
    notices.release(two);
    run[1]!();
    assert.deepEqual(told, ['a', 'c']);
  });

  it('stored ones go out in the order of their seqs, whichever call is answered first, and after a failed call too', () => {
    const world = new World();
    const run: (() => void)[] = [];
    const hub = new Hub();
    const told: string[] = [];
    hub.of = userID => {
      told.push(userID);
      return [];
    };
    const notices = createNotices(hub, { ...world.runtime, after: (_, go) => (run.push(go), { cancel() {} }) });
    const stored = (to: string, seq: number, conversationID = 'si_x'): Outgoing => ({
      conversationID,
      message: systemMessage({ sendID: to, recvID: to, seq }),
      operationID: 'op',
    });
    const [one, two, failed] = [call('1'), call('2'), call('3')];
    notices.notify(one, stored('first', 1));
    notices.notify(failed, stored('elsewhere', 1, 'si_y'));
    notices.notify(two, stored('second', 2));
    notices.flush(two);
    assert.deepEqual(told, ['first', 'second']);
    notices.flush(one);
    for (const go of run) go();
    assert.deepEqual(told, ['first', 'second', 'elsewhere']);
  });
});
