import { expect } from '@open-wc/testing';
import { titleCount } from '../../../src/elements/base/title-count.js';

describe('the number in the title', () => {
  it('stands in front, changes, and goes', () => {
    const before = document.title;
    document.title = 'A page (of many)';
    const titles = [3, 12, 100, 0].map(n => {
      titleCount(n);
      return document.title;
    });
    expect(titles).to.deep.equal([
      '(3) A page (of many)',
      '(12) A page (of many)',
      '(99+) A page (of many)',
      'A page (of many)',
    ]);
    titleCount(12, 9);
    expect(document.title).to.equal('(9+) A page (of many)');
    document.title = before;
  });
});
