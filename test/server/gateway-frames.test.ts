/** What each frame answers to who has no conversation, to wrong askers and to nonsense. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { toBase64 } from '../../src/protocol/envelope.js';
import * as frames from '../../src/protocol/frames.js';
import type { Field, Schema } from '../../src/protocol/schema.js';
import { encode } from '../../src/protocol/wire.js';
import { frameRows } from '../../src/server/gateway-frames.js';
import { World } from './world.js';

describe('gateway frames', () => {
  it('answer every frame a client may send', () => {
    const wanted = Object.values(frames)
      .map(({ id }) => id)
      .filter(id => id !== frames.pushMessages.id && id !== frames.kicked.id);
    assert.deepEqual([...frameRows.keys()].sort(), wanted.sort());
  });

  it('1001, 1002, 1006, 1007: correct, and empty', async () => {
    const peer = await new World().signIn('1002');
    const userID = '1002';
    assert.deepEqual((await peer.request(frames.getMaxSeq, { userID })).body, { maxSeqs: {}, minSeqs: {} });
    const seqRanges = [{ conversationID: 'si_1001_1002', begin: 1, end: 9, num: 10 }];
    assert.deepEqual((await peer.request(frames.pullMessages, { userID, seqRanges, order: 0 })).body, {
      msgs: {},
      notificationMsgs: {},
    });
    assert.deepEqual((await peer.request(frames.getReadSeqs, { userID, returnPinned: true })).body, {
      seqs: {},
      pinnedConversationIDs: [],
    });
    assert.deepEqual(
      (await peer.request(frames.getReadSeqs, { userID, conversationIDs: ['si_1001_1002'] })).body.seqs,
      { si_1001_1002: { maxSeq: 0, hasReadSeq: 0, maxSeqTime: 0 } },
    );
    assert.deepEqual((await peer.request(frames.getLastMessage, { userID, conversationIDs: ['si_1001_1002'] })).body, {
      msgs: {},
    });
  });

  it('1005: an entry for every conversation that was asked for', async () => {
    const peer = await new World().signIn('1002');
    const conversations = [
      { conversationID: 'si_1001_1002', seqs: [1, 2] },
      { conversationID: 'n_1001_1002', seqs: [1] },
      { conversationID: '__proto__', seqs: [1] },
    ];
    const { body } = await peer.request(frames.getMessagesBySeqs, { userID: '1002', conversations, order: 1 });
    assert.deepEqual(Object.keys(body.msgs), ['si_1001_1002', '__proto__']);
    assert.deepEqual(body.notificationMsgs, { n_1001_1002: { Msgs: [], isEnd: true, endSeq: 0 } });
  });

  it('1004: there is no signalling; the connection stays', async () => {
    const peer = await new World().signIn('1002');
    const signal = await peer.request(frames.sendSignal, {});
    assert.deepEqual([signal.errCode, signal.errMsg, signal.data], [1001, 'ArgsError', null]);
    assert.equal(peer.ended, false);
  });

  it('hostile bodies of the frames of messages are answered, and nothing breaks', async () => {
    const world = new World();
    const peer = await world.signIn('1002');
    world.user('1001');
    let seed = 20260101;
    // A small generator of its own: a failure can be run again.
    const random = (below: number) => (seed = (seed * 1103515245 + 12345) % 2 ** 31) % below;
    const texts = [
      '',
      '1002',
      '1001',
      'si_1001_1002',
      'n_1002_1002',
      '__proto__',
      'x'.repeat(3000),
      '\0',
      '\ud800',
      '💥',
    ];
    const numbers = [0, 1, -1, 2, 101, 113, 1201, 2200, 2 ** 31, -(2 ** 31), 2 ** 53 - 1, -(2 ** 53) + 1];
    const value = (field: Field<unknown>, depth = 0): unknown => {
      if (field.rule === 'list') return Array.from({ length: random(4) }, () => value({ ...field, rule: undefined }));
      if (field.rule === 'map')
        return Object.fromEntries(
          Array.from({ length: random(4) }, () => [texts[random(texts.length)], value({ ...field, rule: undefined })]),
        );
      if (typeof field.type === 'object') return depth > 3 ? undefined : fill(field.type, depth + 1);
      if (field.type === 'str') return texts[random(texts.length)];
      if (field.type === 'bool') return random(2) === 1;
      if (field.type === 'bytes') return world.runtime.random(new Uint8Array(random(40)));
      return numbers[random(numbers.length)];
    };
    const fill = (schema: Schema, depth = 0): Record<string, unknown> =>
      Object.fromEntries(Object.entries(schema).map(([name, field]) => [name, value(field, depth)]));
    const codes = new Map<number, number>();
    for (let i = 0; i < 900; i++) {
      const frame = [frames.sendMessage, frames.pullMessages, frames.getMessagesBySeqs][i % 3]!;
      const body = { ...fill(frame.request), ...(random(5) && { userID: '1002', sendID: '1002' }) };
      if (random(3)) Object.assign(body, { sessionType: 1, contentType: 101, clientMsgID: `c${i}`, recvID: '1001' });
      const { errCode } = await peer.request(frame as typeof frames.sendMessage, body);
      codes.set(errCode, (codes.get(errCode) ?? 0) + 1);
      assert.ok([0, 1001, 1002, 1004, 1203].includes(errCode), `${frame.id} ${errCode} ${JSON.stringify(body)}`);
    }
    assert.ok(codes.get(0)! > 100 && codes.get(1001)! > 50, JSON.stringify([...codes]));
    assert.equal(peer.ended, false);
    assert.deepEqual(
      world.log.filter(({ level }) => level === 'error'),
      [],
    );
  });

  it("refuse another user's ID inside the protobuf, and an empty one", async () => {
    const world = new World();
    const asks = [
      frames.getMaxSeq,
      frames.pullMessages,
      frames.getMessagesBySeqs,
      frames.getReadSeqs,
      frames.getLastMessage,
      frames.setBackground,
      frames.logout,
    ];
    for (const frame of asks) {
      for (const [userID, errCode] of [
        ['1001', 1002],
        ['', 1001],
      ] as const) {
        const peer = await world.signIn('1002');
        const reply = await peer.request(frame, { userID });
        assert.deepEqual([reply.errCode, reply.data], [errCode, null], String(frame.id));
        assert.equal(peer.ended, frame === frames.logout);
      }
    }
  });

  it('answer 500 to data that is not their protobuf, and stay', async () => {
    const peer = await new World().signIn('1002');
    for (const reqIdentifier of [1001, 1002, 1005, 1006, 1007, 2004, 2005]) {
      const reply = await peer.envelope({
        reqIdentifier,
        msgIncr: 'm',
        operationID: 'op',
        sendID: '1002',
        data: toBase64(Uint8Array.from([0x0a, 0x7f, 1])),
      });
      assert.deepEqual([reply!.errCode, reply!.data], [500, null], String(reqIdentifier));
    }
    assert.equal(peer.ended, false);
  });

  it('1002, 1005, 1006 and 2004 answer 500 without msgIncr or operationID; the others do not mind', async () => {
    const peer = await new World().signIn('1002');
    const data = toBase64(encode(frames.getMaxSeq.request, { userID: '1002' }));
    for (const [reqIdentifier, errCode] of [
      [1002, 500],
      [1005, 500],
      [1006, 500],
      [2004, 500],
      [1001, 0],
      [1007, 0],
      [2005, 0],
    ] as const) {
      for (const empty of [{ msgIncr: '' }, { operationID: '' }, { msgIncr: undefined }]) {
        const reply = await peer.envelope({
          reqIdentifier,
          msgIncr: 'm',
          operationID: 'op',
          sendID: '1002',
          data,
          ...empty,
        });
        assert.equal(reply!.errCode, errCode, `${reqIdentifier} ${JSON.stringify(empty)}`);
      }
    }
  });

  it('2003 refuses platforms outside 1 to 9, and ends the connection all the same', async () => {
    const world = new World();
    for (const [platformID, errCode] of [
      [0, 1001],
      [10, 1001],
      [5, 0],
    ] as const) {
      const peer = await world.signIn('1002');
      assert.equal((await peer.request(frames.logout, { userID: '1002', platformID })).errCode, errCode);
      assert.ok(peer.ended);
    }
  });
});
