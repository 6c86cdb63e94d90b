/** The file of blocked words. */
import assert from 'node:assert/strict';
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { it } from 'node:test';
import { blockedWords, wordsPattern } from '../../src/server/cli-words.js';
import type { CheckMessage } from '../../src/server/options.js';
import { temporaryFolder } from './store/stores.js';

const unexpected = (line: string) => assert.fail(line);
const ask = (check: CheckMessage, content: unknown) =>
  check({ sendID: 'a', recvID: 'b', contentType: 101, content: JSON.stringify(content) });

it('finds words whatever their case and form, whole ones where words have spaces, in every text of a message [O22]', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'words');
  writeFileSync(file, 'Ass\r\n\n  buy  now \n傻瓜\na+b\n');
  const check = blockedWords(file, unexpected);
  for (const text of ['an ASS!', 'ass', 'ＡＳＳ', 'Buy\n now', '你是傻瓜吗', 'is a+b so'])
    assert.match(String(ask(check, { content: text })), /not allowed/, text);
  for (const text of ['class', 'buy it now', '傻 瓜', 'aab', ''])
    assert.equal(ask(check, { content: text }), undefined);
  assert.ok(ask(check, { text: 'hi', quoteMessage: { textElem: { content: 'ass' } } }));
  assert.equal(ask(check, { url: 'https://x.example/ass/1', uuid: 'ass' }), undefined);
  assert.ok(check({ sendID: 'a', recvID: 'b', contentType: 110, content: 'no JSON, ass' }));
  assert.equal(wordsPattern('\n \n'), undefined);
  rmSync(folder, { recursive: true });
});

it('reads a changed file again; one that is gone is told once and its words stay; one that never was is an error [O22]', () => {
  const folder = temporaryFolder();
  const file = join(folder, 'words');
  writeFileSync(file, 'one');
  const told: string[] = [];
  const check = blockedWords(file, line => void told.push(line));
  assert.equal(ask(check, { content: 'three' }), undefined);
  writeFileSync(file, 'one\nthree');
  assert.ok(ask(check, { content: 'three' }));
  rmSync(folder, { recursive: true });
  assert.ok(ask(check, { content: 'three' }));
  assert.ok(ask(check, { content: 'one' }));
  assert.equal(told.length, 1);
  assert.match(told[0]!, /words read before stay in force/);
  assert.throws(() => blockedWords(file, unexpected), /--blocked-words: .*words can't be read/);
});
