import { expect } from '@open-wc/testing';
import { define } from '../../../src/elements/base/define.js';

describe('define', () => {
  it('keeps the first definition, and warns once on a page', () => {
    const told: string[] = [];
    const { warn } = console;
    console.warn = (words: string) => {
      told.push(words);
    };
    try {
      const [first, second] = [class extends HTMLElement {}, class extends HTMLElement {}];
      define('define-one', first);
      define('define-one', first);
      expect(told).to.deep.equal([]);
      define('define-one', second);
      define('define-one', class extends HTMLElement {});
      expect(customElements.get('define-one') === first).to.equal(true);
      expect(told.length).to.equal(1);
      expect(told[0]).to.contain('<define-one>');
    } finally {
      console.warn = warn;
    }
  });
});
