import { expect } from '@open-wc/testing';
import { recall, remember } from '../../src/elements/login-memory.js';

const values = {
  account: 'robin',
  password: 'secret-1',
  repeat: 'secret-1',
  code: '123456',
  name: 'Robin',
  areaCode: '+44',
};

describe('what the sign-in card remembers', () => {
  beforeEach(() => {
    localStorage.clear();
  });

  it('is the method and the account, never a secret [H6]', () => {
    remember('https://a', 'default', values, 'account');
    expect(recall('https://a', 'default')).to.deep.equal({ account: 'robin', areaCode: '+44', method: 'account' });
    expect(JSON.stringify(localStorage)).to.not.match(/secret|123456/);
  });

  it('is kept by server and client, and can be forgotten', () => {
    remember('https://a', 'default', values, 'account');
    expect([recall('https://b', 'default'), recall('https://a', 'other')]).to.deep.equal([{}, {}]);
    remember('https://a', 'default', values);
    expect(recall('https://a', 'default')).to.deep.equal({});
  });

  it('is nothing when what is stored is broken or storage is forbidden', () => {
    localStorage.setItem('im-elements/login/default/https://a', '{');
    expect(recall('https://a', 'default')).to.deep.equal({});
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    try {
      remember('https://b', 'default', values, 'account');
    } finally {
      Storage.prototype.setItem = setItem;
    }
    expect(recall('https://b', 'default')).to.deep.equal({});
  });
});
