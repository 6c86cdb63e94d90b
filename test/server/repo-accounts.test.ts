/** Addresses, account names and who holds them (protocol §2.6). */
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import * as codes from '../../src/protocol/codes.js';
import {
  blankAccount,
  emailIdentity,
  findByAnything,
  findByIdentity,
  findByName,
  freeUserID,
  identityOf,
  isAccountName,
  mustIdentity,
  phoneIdentity,
  saveAccount,
  withEmail,
  withName,
  withPhone,
} from '../../src/server/repo-accounts.js';
import { pageRuntime } from '../../src/server/runtime-page.js';
import { MemoryStore } from '../../src/server/store/memory.js';

const account = (userID: string, more: object) => ({ ...blankAccount, userID, createTime: 0, ...more });

describe('identities', () => {
  it('have one key, however they are written', () => {
    assert.deepEqual(emailIdentity('A@X.org'), { kind: 'email', key: 'a@x.org', to: { email: 'A@X.org' } });
    assert.deepEqual(phoneIdentity('86', '138'), {
      kind: 'phone',
      key: '+86138',
      to: { areaCode: '+86', phoneNumber: '138' },
    });
    assert.equal(phoneIdentity('+86', '138').key, '+86138');
  });

  it('are one of the two, or none', () => {
    assert.equal(identityOf({ email: 'a@x.org' })?.kind, 'email');
    assert.equal(identityOf({ areaCode: '1', phoneNumber: '5' })?.kind, 'phone');
    assert.equal(identityOf({}), undefined);
    assert.throws(() => mustIdentity({}), { errCode: codes.ArgsError });
    assert.throws(() => identityOf({ email: 'a@x.org', areaCode: '1', phoneNumber: '5' }), {
      errCode: codes.ArgsError,
    });
  });

  it('misspelt ones are refused', () => {
    for (const email of ['a', 'a@', '@x.org', 'a b@x.org', 'a@x', 'a@x.org\n@y.z q'])
      assert.throws(() => emailIdentity(email), { errCode: codes.ArgsError }, email);
    for (const [area, number] of [
      ['', '5'],
      ['+', '5'],
      ['++1', '5'],
      ['1', ''],
      ['1', '5 5'],
      ['x', '5'],
      ['1', 'x'],
    ] as const) {
      assert.throws(() => phoneIdentity(area, number), { errCode: codes.ArgsError }, `${area} ${number}`);
    }
  });

  it('account names: letters and digits', () => {
    for (const good of ['a', 'Anna99', '123']) assert.ok(isAccountName(good));
    for (const bad of ['', 'a.b', 'ä', 'a b', 'a@b', 'x'.repeat(65)]) assert.ok(!isAccountName(bad));
  });
});

describe('accounts', () => {
  const town = () => {
    const store = new MemoryStore();
    saveAccount(store, account('1', withName('Anna')));
    saveAccount(store, account('2', withEmail(emailIdentity('Bea@x.org'))));
    saveAccount(store, account('3', withPhone(phoneIdentity('86', '138'))));
    saveAccount(store, account('4', withName('138')));
    return store;
  };

  it('are found by name, address, or whatever was typed', () => {
    const store = town();
    const typed = (text: string, area = '') => findByAnything(store, text, area)?.userID;
    assert.deepEqual(
      [typed('anna'), typed('bea@X.org'), typed('+86 138'), typed('(138)', '86'), typed('x'), typed(''), typed('+')],
      ['1', '2', '3', '3', undefined, undefined, undefined],
    );
    // A name wins over a number.
    assert.equal(typed('138', '86'), '4');
    assert.equal(findByName(store, 'ANNA')?.userID, '1');
    assert.equal(findByIdentity(store, phoneIdentity('+86', '138'))?.userID, '3');
  });

  it("an empty name or address is nobody's", () => {
    const store = town();
    assert.equal(findByName(store, ''), undefined);
    saveAccount(store, account('5', {}));
    saveAccount(store, account('6', {}));
    assert.equal(store.count('accounts'), 6);
  });

  it('hold each name and address once', () => {
    const store = town();
    assert.throws(() => saveAccount(store, account('9', withName('ANNA'))), { errCode: codes.AccountAlreadyRegister });
    assert.throws(() => saveAccount(store, account('9', withEmail(emailIdentity('BEA@x.org')))), {
      errCode: codes.EmailAlreadyRegister,
    });
    assert.throws(() => saveAccount(store, account('9', withPhone(phoneIdentity('+86', '138')))), {
      errCode: codes.PhoneAlreadyRegister,
    });
    saveAccount(store, account('1', { ...withName('ANNA'), bio: 'x' }));
    assert.equal(store.get('accounts', ['1'])?.bio, 'x');
  });

  it('new user IDs: 10 digits, not beginning with 0, not taken', () => {
    const bytes = [0, 0, 0xffffffff, 0xffffffff, 90_000, 100_001];
    const random = (out: Uint8Array) => {
      new Uint32Array(out.buffer).set([bytes.shift()!, bytes.shift()!]);
      return out;
    };
    const store = new MemoryStore();
    const parts = { store, runtime: pageRuntime({ random }) };
    assert.equal(freeUserID(parts), '1000000000');
    assert.match(freeUserID(parts), /^[1-9]\d{9}$/);
    assert.equal(freeUserID(parts), '1000000001');
    bytes.push(0, 0, 0, 7);
    saveAccount(store, account('1000000000', {}));
    assert.equal(freeUserID(parts), '1000000007');
  });
});
