import { expect } from '@open-wc/testing';
import {
  emailField,
  identityFields,
  identityName,
  identityOf,
  methodsOf,
  phoneFields,
} from '../../src/elements/login-fields.js';
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
    expect(identityFields.account()[0]!.check, "what signs in is the server's to judge").to.equal(undefined);
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

  it('are one for each method', () => {
    expect(Object.keys(identityName)).to.deep.equal(Object.keys(identityFields));
    for (const [method, name] of Object.entries(identityName))
      expect(identityFields[method as keyof typeof identityFields]().map(field => field.name)).to.include(name);
  });
});
