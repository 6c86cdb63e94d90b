/** The message tables against definitions of their own, and the protocol's golden bytes. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { fromBase64, toBase64 } from '../../src/protocol/envelope.js';
import * as messages from '../../src/protocol/messages.js';
import type { Field, Schema } from '../../src/protocol/schema.js';
import { decode, encode } from '../../src/protocol/wire.js';
import { fieldsOf, messageNames, oracle, plainOf } from './oracle.js';

const schemas = messages as unknown as Record<string, Schema>;
const safe = fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER });
const small = fc.integer({ min: 0, max: 2 ** 31 - 1 });
const key = fc.string({ minLength: 1, maxLength: 12 }).filter(text => text !== '__proto__');

const wide = new Set([
  'seq',
  'sendTime',
  'createTime',
  'endSeq',
  'maxSeq',
  'hasReadSeq',
  'maxSeqTime',
  'begin',
  'end',
  'num',
  'seqs',
  'maxSeqs',
  'minSeqs',
]);
function one(name: string, field: Field<unknown>, depth: number): fc.Arbitrary<unknown> {
  if (typeof field.type !== 'string') return valueOf(field.type, depth + 1);
  return {
    int: wide.has(name) ? safe : small,
    bool: fc.boolean(),
    str: fc.string({ unit: 'grapheme', maxLength: 20 }),
    bytes: fc.uint8Array({ maxLength: 40 }),
  }[field.type];
}
function valueOf(schema: Schema, depth = 0): fc.Arbitrary<Record<string, unknown>> {
  const fields = Object.entries(schema).map(([name, field]) => {
    const maxLength = depth > 1 ? 1 : 3;
    const value =
      field.rule === 'list'
        ? fc.array(one(name, field, depth), { maxLength })
        : field.rule === 'map'
          ? fc.dictionary(key, one(name, field, depth), { maxKeys: maxLength })
          : one(name, field, depth);
    return [name, value] as const;
  });
  return fc.record(Object.fromEntries(fields), { requiredKeys: [] });
}

describe('message tables', () => {
  it('have the fields of the protocol, name by name and number by number', () => {
    const ours = Object.keys(messages)
      .filter(name => name !== 'Empty')
      .sort();
    assert.deepEqual(ours, messageNames.filter(name => name !== 'Empty').sort());
    for (const name of ours) {
      const wanted = Object.fromEntries(Object.values(fieldsOf(name)).map(field => [field.name, field.id]));
      assert.deepEqual(
        Object.fromEntries(Object.entries(schemas[name]!).map(([field, { id }]) => [field, id])),
        wanted,
        name,
      );
    }
  });

  for (const name of messageNames) {
    it(`${name}: what we write, protobufjs reads; what it writes, we read`, () => {
      const schema = schemas[name]!;
      const other = oracle(name);
      fc.assert(
        fc.property(valueOf(schema), value => {
          const theirs = other.decode(other.encode(value));
          assert.deepEqual(other.decode(encode(schema, value)), theirs);
          assert.deepEqual(plainOf(decode(schema, other.encode(value))), theirs);
          assert.deepEqual(plainOf(decode(schema, encode(schema, value))), theirs);
        }),
        { numRuns: 60, seed: 7 },
      );
    });
  }

  it('are read without the fields they do not know', () => {
    const extended: Schema = {
      ...messages.GetMaxSeqReq,
      more: { id: 99, type: 'str' },
      bytes: { id: 13, type: 'bytes' },
      count: { id: 100, type: 'int' },
    };
    const bytes = encode(extended, {
      more: 'x'.repeat(300),
      userID: '1002',
      bytes: new Uint8Array([1, 2]),
      count: 2 ** 40,
    });
    assert.deepEqual(decode(messages.GetMaxSeqReq, bytes), { userID: '1002' });
    // Fixed-width fields, too: numbers 3 (32 bit) and 4 (64 bit).
    const fixed = Uint8Array.from([0x1d, 1, 2, 3, 4, 0x21, 1, 2, 3, 4, 5, 6, 7, 8, 0x0a, 1, 0x41]);
    assert.deepEqual(decode(messages.GetMaxSeqReq, fixed), { userID: 'A' });
  });
});

const T = 1767225600000;
describe('golden bytes', () => {
  const both = <S extends Schema>(schema: S, base64: string, value: object) => {
    assert.deepEqual(
      plainOf(decode(schema, fromBase64(base64))),
      plainOf({ ...decode(schema, new Uint8Array()), ...value }),
    );
    assert.equal(toBase64(encode(schema, value as never)), base64);
  };
  it('newest seqs', () => {
    both(messages.GetMaxSeqReq, 'CgQxMDAy', { userID: '1002' });
    both(messages.GetMaxSeqResp, 'ChAKDHNpXzEwMDFfMTAwMhAD', { maxSeqs: { si_1001_1002: 3 } });
  });
  it('read and newest seqs, pull by range', () => {
    both(messages.GetConversationsHasReadAndMaxSeqResp, 'ChsKDHNpXzEwMDFfMTAwMhILCAMQAhiA0Oq2tzM=', {
      seqs: { si_1001_1002: { maxSeq: 3, hasReadSeq: 2, maxSeqTime: T } },
    });
    both(messages.PullMessageBySeqsReq, 'CgQxMDAyEhQKDHNpXzEwMDFfMTAwMhADGAMgAQ==', {
      userID: '1002',
      seqRanges: [{ conversationID: 'si_1001_1002', begin: 3, end: 3, num: 1 }],
    });
  });
  it('background, subscription, logout', () => {
    both(messages.SetAppBackgroundStatusReq, 'CgQxMDAyEAE=', { userID: '1002', isBackground: true });
    both(messages.SubUserOnlineStatus, 'CgQxMDAxCgQxMDAz', { subscribeUserID: ['1001', '1003'] });
    both(messages.SubUserOnlineStatusTips, 'CgkKBDEwMDESAQUKBgoEMTAwMw==', {
      subscribers: [
        { userID: '1001', onlinePlatformIDs: [5] },
        { userID: '1003', onlinePlatformIDs: [] },
      ],
    });
    both(messages.DelUserPushTokenReq, 'CgQxMDAyEAU=', { userID: '1002', platformID: 5 });
  });
  it('a text message, its ack, its push', () => {
    const message = {
      sendID: '1002',
      recvID: '1001',
      clientMsgID: '4a8a08f09d37b73795649038408b5f33',
      senderPlatformID: 5,
      senderNickname: 'Bob',
      sessionType: 1,
      msgFrom: 100,
      contentType: 101,
      content: new TextEncoder().encode('{"content":"hello"}'),
      createTime: T + 1000,
      status: 1,
    };
    both(
      messages.MsgData,
      'CgQxMDAyEgQxMDAxIiA0YThhMDhmMDlkMzdiNzM3OTU2NDkwMzg0MDhiNWYzMzAFOgNCb2JIAVBkWGViE3siY29udGVudCI6ImhlbGxvIn2AAejX6ra3M4gBAQ==',
      message,
    );
    const serverMsgID = '8277e0910d750195b448797616e091ad';
    both(
      messages.SendMsgResp,
      'CiA4Mjc3ZTA5MTBkNzUwMTk1YjQ0ODc5NzYxNmUwOTFhZBIgNGE4YTA4ZjA5ZDM3YjczNzk1NjQ5MDM4NDA4YjVmMzMY8tfqtrcz',
      { serverMsgID, clientMsgID: message.clientMsgID, sendTime: T + 1010 },
    );
    const pushed =
      'CpoBCgxzaV8xMDAxXzEwMDISiQEKhgEKBDEwMDISBDEwMDEiIDRhOGEwOGYwOWQzN2I3Mzc5NTY0OTAzODQwOGI1ZjMzKiA4Mjc3' +
      'ZTA5MTBkNzUwMTk1YjQ0ODc5NzYxNmUwOTFhZDAFOgNCb2JIAVBkWGViE3siY29udGVudCI6ImhlbGxvIn1wBHjy1+q2tzOAAejX' +
      '6ra3M4gBAg==';
    const { msgs } = decode(messages.PushMessages, fromBase64(pushed));
    assert.deepEqual(msgs['si_1001_1002']!.Msgs, [
      decode(
        messages.MsgData,
        encode(messages.MsgData, { ...message, serverMsgID, seq: 4, sendTime: T + 1010, status: 2 }),
      ),
    ]);
  });
});
