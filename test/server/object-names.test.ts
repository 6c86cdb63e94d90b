import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as codes from '../../src/protocol/codes.js';
import type { ImError } from '../../src/protocol/errors.js';
import type { Call } from '../../src/server/context.js';
import { baseOf, checkName, disposition, nameOf, objectURL } from '../../src/server/object-names.js';

const call: Call = { userID: 'a', platformID: 5, isAdmin: false, operationID: '', ip: '', token: '' };
const codeOf = (name: string, who = call) => {
  try {
    checkName(who, name);
    return 0;
  } catch (error) {
    return (error as ImError).errCode;
  }
};

describe('names', () => {
  it("begin with one's own ID; administrators' with anybody's", () => {
    for (const name of ['a/x', 'a/x y?#%2f.png', 'a/b/c', 'a/文件 😀.png', `a/${'x'.repeat(1022)}`])
      assert.equal(codeOf(name), 0, name);
    for (const name of ['b/x', 'ab/x', 'a', 'A/x']) assert.equal(codeOf(name), codes.NoPermissionError, name);
    assert.equal(codeOf('b/x', { ...call, isAdmin: true }), 0);
  });
  it('have limits, and nothing a path could be made of', () => {
    const bad = [
      '',
      '/a/x',
      'a/',
      'a//x',
      'a/./x',
      'a/../b/x',
      'a/..',
      '../a/x',
      'a/x\0',
      'a/x\n',
      'a/\x7f',
      'a\\x',
      'a/\ud800',
    ];
    for (const name of [...bad, `a/${'x'.repeat(1023)}`, `a/${'字'.repeat(341)}`])
      assert.equal(codeOf(name), codes.ArgsError, JSON.stringify(name).slice(0, 30));
  });
  it('come back out of their address', () => {
    for (const name of ['a/x', 'a/x y?#%2f.png', 'a/文件 😀.png', "a/'()*&=+"]) {
      const url = new URL(objectURL('https://im.example/api', name));
      assert.equal(nameOf(url.pathname.replace('/api', '')), name);
      assert.equal(url.search + url.hash, '');
    }
    for (const path of ['/object/', '/objects/x', '/object/%', '/object/%ff', ''])
      assert.equal(nameOf(path), undefined);
  });
});

describe('where the caller reaches the server', () => {
  const base = (path: string, headers: Record<string, string>, publicUrl = '') => baseOf(publicUrl, { path, headers });
  it('X-Request-Api, else the public address, else Host', () => {
    const headers = { host: 'im.example:8080' };
    assert.equal(base('/object/x', headers), 'http://im.example:8080');
    assert.equal(base('/api/object/x', headers), 'http://im.example:8080/api');
    assert.equal(base('/object/x', { ...headers, 'x-forwarded-proto': 'https' }), 'https://im.example:8080');
    assert.equal(base('/object/x', { ...headers, origin: 'https://im.example:8080' }), 'https://im.example:8080');
    assert.equal(base('/object/x', { ...headers, origin: 'https://other.example' }), 'http://im.example:8080');
    assert.equal(base('/object/x', headers, 'https://chat.example/im/'), 'https://chat.example/im');
    assert.equal(base('/api/object/x', headers, 'https://chat.example'), 'https://chat.example/api');
    assert.equal(base('/api/object/x', headers, 'https://chat.example/api'), 'https://chat.example/api');
    const told = { ...headers, 'x-request-api': 'https://told.example/api/' };
    assert.equal(base('/object/x', told, 'https://chat.example'), 'https://told.example/api');
  });
  it('is never what is no address', () => {
    for (const text of [
      'javascript:alert(1)',
      'https://',
      'https://x y',
      'https://x/?q',
      'https://x/#f',
      'ftp://x',
      '//x',
    ])
      assert.equal(base('/object/x', { host: 'h', 'x-request-api': text }), 'http://h', text);
    for (const host of ['', 'a b', 'x?y', '"><script>', 'x#'])
      assert.doesNotMatch(base('/object/x', { host }), /[ ?#"]/);
  });
});

it('the name of a file to save can not end its header', () => {
  assert.equal(disposition('a/b/plain.txt', false), `attachment; filename="plain.txt"; filename*=UTF-8''plain.txt`);
  const odd = disposition('a/x"; filename=evil.html\\%41é(1)\'', true);
  assert.match(odd, /^inline; filename="[\w .=()']+"; filename\*=UTF-8''[\w.%-]+$/);
});
