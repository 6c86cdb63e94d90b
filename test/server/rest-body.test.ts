/** Bodies: JSON with limits, and the protobuf of the calls that have one. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ImError } from '../../src/protocol/errors.js';
import { isMalformed, MAX_BODY, readBody } from '../../src/server/rest-body.js';

const bytes = (text: string) => new TextEncoder().encode(text);
const read = (body: string | Uint8Array, path = '/x', type = 'application/json') =>
  readBody(path, type, typeof body === 'string' ? bytes(body) : body);
const refusal = (work: () => unknown) => {
  try {
    work();
  } catch (error) {
    return error as ImError;
  }
  return assert.fail('was accepted');
};

describe('rest body', () => {
  it('is a JSON object, whatever the content type says', () => {
    assert.deepEqual(read('{"a":[1,{"b":"[{"}]}', '/x', 'text/plain').fields, { a: [1, { b: '[{' }] });
  });
  it('malformed is told from wrong, and neither is quoted', () => {
    for (const bad of ['', '{', '{"password":"hunter2"', "{'a':1}", 'x']) {
      const error = refusal(() => read(bad));
      assert.ok(isMalformed(error) && error.errCode === 1001 && !error.errMsg.includes('hunter2'));
    }
    assert.ok(isMalformed(refusal(() => read(Uint8Array.from([0x7b, 0x22, 0xff, 0x22, 0x7d])))));
    for (const bad of ['[]', 'null', '7', '"x"', 'true']) {
      const error = refusal(() => read(bad));
      assert.ok(!isMalformed(error) && error.errCode === 1001, bad);
    }
  });
  it('has an end, in bytes and in depth', () => {
    assert.match(refusal(() => read(new Uint8Array(MAX_BODY + 1).fill(0x20))).errMsg, /longer than/);
    const nest = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
    assert.ok(read(nest(32)).fields);
    assert.match(refusal(() => read(nest(33))).errMsg, /too deep/);
    assert.match(refusal(() => read('['.repeat(1_000_000))).errMsg, /too deep/);
    assert.ok(read(JSON.stringify({ a: '['.repeat(100) + '\\"{' })).fields);
  });
  it('below /jssdk/ may be protobuf, with the answer in base64', () => {
    const path = '/jssdk/get_active_conversations';
    for (const type of ['application/x-protobuf', 'application/protobuf; charset=x', 'Application/X-Protobuf']) {
      const { fields, data } = read(Uint8Array.from(Buffer.from('CgQxMDAyEBQ=', 'base64')), path, type);
      assert.deepEqual(fields, { ownerUserID: '1002', count: 20 });
      assert.deepEqual([data({ unreadCount: 0, conversations: null }), data({ unreadCount: 3 })], ['', 'CAM=']);
    }
    const { fields, data } = read('{"count":1}', path, '');
    assert.deepEqual([fields, data({ unreadCount: 0 })], [{ count: 1 }, { unreadCount: 0 }]);
    assert.equal(refusal(() => read('{}', path, 'text/plain')).errMsg, 'unsupported content type');
    assert.equal(refusal(() => read('{}', '/jssdk/else', 'application/x-protobuf')).errCode, 1001);
    assert.equal(refusal(() => read(Uint8Array.from([0x0a, 50]), path, 'application/x-protobuf')).errCode, 1001);
  });
});
