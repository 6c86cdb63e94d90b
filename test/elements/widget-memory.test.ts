import { expect } from '@open-wc/testing';
import { recall, remember } from '../../src/elements/widget-memory.js';

describe('what a tab remembers of the widget', () => {
  it('is kept by the name of the client, and nothing when it is broken or forbidden', () => {
    sessionStorage.clear();
    const memory = { open: true, tab: 'friends', wide: false, chat: 'u1' };
    remember('default', memory);
    expect(recall('default')).to.deep.equal(memory);
    expect(recall('other')).to.deep.equal({});
    sessionStorage.setItem('im-elements/widget/default', '{');
    expect(recall('default')).to.deep.equal({});
    const { setItem } = Storage.prototype;
    Storage.prototype.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    try {
      remember('default', memory);
    } finally {
      Storage.prototype.setItem = setItem;
    }
    expect(recall('default')).to.deep.equal({});
  });
});
