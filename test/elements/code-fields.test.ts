import { expect } from '@open-wc/testing';
import { codeField, fieldOf, newPasswordFields } from '../../src/elements/code-fields.js';
import { strings as en } from '../../src/locales/en.js';
import * as codes from '../../src/protocol/codes.js';

const wrong = (value: string, field: { check?: (value: string, values: Record<string, string>) => unknown }) =>
  field.check?.(value, {}) || undefined;

describe('the fields of what is new', () => {
  it('want a password of some length, twice the same', () => {
    const [fresh, repeat] = newPasswordFields('fresh', 'newPassword');
    expect([wrong('1234567', fresh!), wrong('12345678', fresh!)]).to.deep.equal(['fieldShort', undefined]);
    expect([repeat!.check!('a', { fresh: 'b' }), repeat!.check!('a', { fresh: 'a' })]).to.deep.equal([
      'fieldRepeat',
      false,
    ]);
  });

  it('let phones fill in the code', () => {
    expect(codeField('after')).to.include({ autocomplete: 'one-time-code', mode: 'numeric', after: 'after' });
  });

  it('know the place and the words of every code of the account service', () => {
    const names = ['code', 'invitation', 'password', ''];
    for (const [name, code] of Object.entries(codes) as [string, number][]) {
      if (code < 20001 || code > 20014) continue;
      expect(`e${code}` in en, name).to.equal(true);
      if (code !== codes.Forbidden && code !== codes.RefuseFriend) expect(names, name).to.include(fieldOf[code]);
    }
  });
});
