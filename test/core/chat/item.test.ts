import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { contentTypes, elemOf } from '../../../src/protocol/content.js';
import { MsgData } from '../../../src/protocol/messages.js';
import { decode } from '../../../src/protocol/wire.js';
import { revoked, textOf, toItem } from '../../../src/core/chat/item.js';

const message = (contentType: number, content: string): MsgData => ({
  ...decode(MsgData, new Uint8Array()),
  contentType,
  content: new TextEncoder().encode(content),
  seq: 1,
});

describe('item', () => {
  it('[O21] gives every content type its member, unknown ones that of a notification', () => {
    for (const contentType of [...Object.values(contentTypes), 999, 1508, 0]) {
      const item = toItem(message(contentType, '{"content":"c","text":"t","detail":"d"}'));
      assert.ok(item[elemOf(contentType)], String(contentType));
      assert.equal(item.status, 2);
    }
    assert.equal(toItem(message(77, '{"detail":"d"}')).notificationElem!.detail, 'd');
  });

  it('[O26] nests no deeper than can be stored again: one such message would stop all others', () => {
    const trap = `{"content":"x","isPrivateChat":true,"a":${'['.repeat(15_000)}${']'.repeat(15_000)}}`;
    const item = toItem({ ...message(contentTypes.text, trap), attachedInfo: trap });
    assert.equal(structuredClone(JSON.parse(JSON.stringify(item)) as typeof item).textElem?.content, '');
    assert.equal(item.attachedInfoElem, undefined);
    assert.equal(toItem(message(contentTypes.text, `{"content":"${'['.repeat(500)}"}`)).textElem?.content.length, 500);
  });

  it('[O21, O26] never throws, and never gives words that are none', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2300 }), fc.oneof(fc.string(), fc.json()), (contentType, content) => {
        const item = toItem(message(contentType, content));
        assert.equal(typeof textOf(item), 'string');
        if (item.textElem) assert.equal(typeof item.textElem.content, 'string');
      }),
      { numRuns: 300, seed: 7 },
    );
    assert.equal(toItem(message(101, '{"content":{"a":1}}')).textElem!.content, '');
    assert.equal(toItem(message(101, '[[')).textElem!.content, '');
  });

  it('[O10] keeps nothing of what a revoked message said', () => {
    const item = revoked(toItem(message(101, '{"content":"secret"}')), { clientMsgID: 'x' } as never);
    assert.ok(!JSON.stringify(item).includes('secret'));
    assert.equal(item.contentType, 2101);
  });
});
