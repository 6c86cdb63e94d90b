/** Keywords and the limits of a search. */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keywordOf, matches, personOf, searchPeople } from '../../src/server/account-search.js';
import { insertUser } from '../../src/server/repo-users.js';
import {
  blankAccount,
  emailIdentity,
  phoneIdentity,
  saveAccount,
  withEmail,
  withName,
  withPhone,
} from '../../src/server/repo-accounts.js';
import { pageRuntime } from '../../src/server/runtime-page.js';
import { MemoryStore } from '../../src/server/store/memory.js';

function town() {
  const parts = { store: new MemoryStore(), runtime: pageRuntime() };
  insertUser(parts, { userID: 'u1', nickname: 'Ünal [x]' });
  const address = { ...withEmail(emailIdentity('u@x.org')), ...withPhone(phoneIdentity('49', '30123')) };
  saveAccount(parts.store, { ...blankAccount, ...withName('Account1'), ...address, userID: 'u1', createTime: 0 });
  return parts;
}

describe('matching one person', () => {
  const cases: [string, boolean][] = [
    ['ünal', true],
    ['[x]', true],
    ['u1', true],
    ['OUNT', true],
    ['u@x.org', true],
    ['30123', true],
    ['+4930123', true],
    ['+49 (30) 123', true],
    ['x.org', false],
    ['0123', false],
    ['3012', false],
    ['u@x', false],
    ['.', false],
    ['4930123', false],
  ];
  for (const [keyword, expected] of cases) {
    it(`${keyword}: ${expected ? 'yes' : 'no'}`, async () => {
      const parts = town();
      assert.equal(matches(personOf(parts.store, 'u1')!, keywordOf(keyword)), expected);
      const long = [...keyword].length > 1;
      assert.deepEqual(await searchPeople(parts, keyword), expected && long ? ['u1'] : []);
    });
  }

  it('a user without an account is a person, nobody is not', () => {
    const parts = town();
    insertUser(parts, { userID: 'bare', nickname: 'B' });
    assert.deepEqual(
      [personOf(parts.store, 'bare')?.account.allowAddFriend, personOf(parts.store, 'nobody')],
      [1, undefined],
    );
  });
});

describe('a search', () => {
  it('ends after 1,000 hits', async () => {
    const parts = town();
    for (let i = 0; i < 1500; i++) insertUser(parts, { userID: `many${i}`, nickname: 'x' });
    assert.equal((await searchPeople(parts, 'many')).length, 1000);
  });

  it('lets others work between its steps', async () => {
    const parts = town();
    for (let i = 0; i < 5000; i++) insertUser(parts, { userID: `many${i}`, nickname: 'x' });
    let turns = 0;
    Object.assign(parts.runtime, {
      after: (_ms: number, run: () => void) => {
        turns++;
        setImmediate(run);
      },
    });
    assert.deepEqual(await searchPeople(parts, 'many4999'), ['many4999']);
    assert.equal(turns, 2);
  });
});
