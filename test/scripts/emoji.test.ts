import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { test } from 'node:test';
import { signs, regions } from '../../src/ui/emoji/signs.js';
import { words as en } from '../../src/ui/emoji/en.js';
import { words as zh } from '../../src/ui/emoji/zh.js';

const split = (group: string) => group.match(/\p{Emoji}(?:\u200d\p{Emoji})*/gu)!;

test('every emoji has its words in both languages, and comes once [O2]', () => {
  const all = signs.flatMap(split);
  assert.equal(all.join(''), signs.join(''), 'nothing is lost between them');
  assert.equal(new Set(all).size, all.length);
  assert.ok(all.length > 700);
  for (const words of [en, zh]) {
    const named = words.split('|');
    assert.equal(named.length, all.length);
    assert.ok(named.every(each => each.split(',').every(word => word.trim())));
  }
  assert.match(en.split('|')[all.indexOf('🎂')]!, /^birthday cake/);
  assert.match(zh.split('|')[all.indexOf('🎂')]!, /^生日蛋糕/);
  assert.equal(regions.length % 2, 0);
  assert.ok(regions.match(/../g)!.includes('CN'));
});

test('what is committed is what the data gives', () => {
  assert.match(execFileSync(process.execPath, ['scripts/emoji.mjs', '--check'], { encoding: 'utf8' }), /nothing stale/);
});
