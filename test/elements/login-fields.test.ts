import { expect } from '@open-wc/testing';
import {
  emailField,
  fieldOf,
  identityFields,
  identityName,
  identityOf,
  methodsOf,
  newPasswordFields,
  phoneFields,
} from '../../src/elements/login-fields.js';
import { strings as en } from '../../src/locales/en.js';
import * as codes from '../../src/protocol/codes.js';
import type { Capability } from '../../src/protocol/port.js';

const can = (...names: Capability[]) => new Set(names);
const wrong = (value: string, field: { check?: (value: string, values: Record<string, string>) => unknown }) =>
  field.check?.(value, {}) || undefined;

describe('the fields of the sign-in card', () => {
  it('offer what the server can, and an account before it has answered', () => {
    expect(methodsOf('signIn', can())).to.deep.equal(['account']);
    expect(methodsOf('signIn', can('auth.phone', 'auth.email', 'auth.account'))).to.deep.equal([
      'account',
      'email',
      'phone',
    ]);
    expect(methodsOf('register', can('auth.account', 'auth.refresh', 'auth.email'))).to.deep.equal(['account']);
    const openIM = can('auth.account', 'auth.email', 'auth.phone', 'auth.code');
    expect(methodsOf('register', openIM), 'OpenIM registers by address only').to.deep.equal(['email', 'phone']);
    expect(methodsOf('reset', openIM)).to.deep.equal(['email', 'phone']);
  });

  it('check what is typed', () => {
    const [area, phone] = phoneFields();
    for (const good of ['a@b.cd', 'long.name+tag@sub.example.com'])
      expect(wrong(good, emailField()), good).to.equal(undefined);
    for (const bad of ['a', 'a@b', 'a b@c.de', '@c.de']) expect(wrong(bad, emailField()), bad).to.equal('fieldEmail');
    for (const good of ['+86', '44', '+1']) expect(wrong(good, area!), good).to.equal(undefined);
    expect(wrong('x', area!)).to.equal('fieldArea');
    expect([wrong('13800138000', phone!), wrong('+4413', phone!)]).to.deep.equal([undefined, 'fieldPhone']);
    const [account] = identityFields.account('register');
    expect([wrong('robin1', account!), wrong('robin hood', account!)]).to.deep.equal([undefined, 'fieldAccount']);
    expect(identityFields.account('signIn')[0]!.check, "what signs in is the server's to judge").to.equal(undefined);
    const [fresh, repeat] = newPasswordFields('fresh', 'newPassword');
    expect([wrong('1234567', fresh!), wrong('12345678', fresh!)]).to.deep.equal(['fieldShort', undefined]);
    expect([repeat!.check!('a', { fresh: 'b' }), repeat!.check!('a', { fresh: 'a' })]).to.deep.equal([
      'fieldRepeat',
      false,
    ]);
  });

  it('say who it is as the server wants it', () => {
    expect(identityOf.account({ account: ' robin ' })).to.deep.equal({ account: 'robin' });
    expect(identityOf.email({ email: ' r@x.org ' })).to.deep.equal({ email: 'r@x.org' });
    expect(identityOf.phone({ areaCode: '86', phoneNumber: ' 138 ' })).to.deep.equal({
      areaCode: '+86',
      phoneNumber: '138',
    });
    expect(identityOf.phone({ areaCode: '+86', phoneNumber: '138' }).areaCode).to.equal('+86');
  });

  it('know the place and the words of every code of the account service', () => {
    const names = ['code', 'invitation', 'password', ''];
    for (const [name, code] of Object.entries(codes) as [string, number][]) {
      if (code < 20001 || code > 20014) continue;
      expect(`e${code}` in en, name).to.equal(true);
      if (code !== codes.Forbidden && code !== codes.RefuseFriend) expect(names, name).to.include(fieldOf[code]);
    }
    expect(Object.keys(identityName)).to.deep.equal(Object.keys(identityFields));
  });
});
