/** The gateway's JSON envelope and its base64. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import {
  fromBase64,
  packEnvelope,
  toBase64,
  unpackEnvelope,
  type RequestEnvelope,
  type ResponseEnvelope,
} from '../../src/protocol/envelope.js';

const bytesOf = (text: string) => new TextEncoder().encode(text);

describe('envelope', () => {
  it('packs as the worked transcript shows it', () => {
    const request: RequestEnvelope = {
      reqIdentifier: 1001,
      msgIncr: 'm1',
      operationID: 'op-4',
      sendID: '1002',
      data: 'CgQxMDAy',
    };
    assert.equal(
      new TextDecoder().decode(packEnvelope(request)),
      '{"reqIdentifier":1001,"msgIncr":"m1","operationID":"op-4","sendID":"1002","data":"CgQxMDAy"}',
    );
    const kick: ResponseEnvelope = {
      reqIdentifier: 2002,
      msgIncr: '',
      operationID: '',
      errCode: 0,
      errMsg: '',
      data: null,
    };
    assert.equal(
      new TextDecoder().decode(packEnvelope(kick)),
      '{"reqIdentifier":2002,"msgIncr":"","operationID":"","errCode":0,"errMsg":"","data":null}',
    );
    assert.deepEqual(unpackEnvelope(packEnvelope(kick)), kick);
  });

  it("base64 is Node's, for any bytes and for long ones", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), data => {
        assert.equal(toBase64(data), Buffer.from(data).toString('base64'));
        assert.deepEqual(fromBase64(toBase64(data)), data);
      }),
      { seed: 1 },
    );
    const long = new Uint8Array(200_000).map((_, i) => i * 7);
    assert.deepEqual(fromBase64(toBase64(long)), long);
  });

  it('refuses what is no envelope', () => {
    for (const text of ['', '[]', 'null', '1', '"x"', '{', '{"a":1}}'])
      assert.throws(() => unpackEnvelope(bytesOf(text)), SyntaxError, text);
    assert.throws(() => unpackEnvelope(Uint8Array.from([0x7b, 0xff, 0x7d])), TypeError);
    assert.throws(() => fromBase64('*'));
  });
});
