import { expect, fixture, html } from '@open-wc/testing';
import { marked } from '../../src/ui/marked.js';

const shown = async (text: string, query: string) =>
  (await fixture(html`<p>${marked(text, query)}</p>`)).innerHTML.replace(/<!--.*?-->/g, '');

describe('marked', () => {
  it('marks every match, whatever the case', async () => {
    expect(await shown('Anna Banana', 'an')).to.equal('<mark>An</mark>na B<mark>an</mark><mark>an</mark>a');
    expect(await shown('刘德华', '德')).to.equal('刘<mark>德</mark>华');
  });
  it('marks nothing without a query or a match, and never markup', async () => {
    expect(await shown('Ada', '')).to.equal('Ada');
    expect(await shown('Ada', 'x')).to.equal('Ada');
    expect(await shown('<b>a', '<b>')).to.equal('<mark>&lt;b&gt;</mark>a');
  });
  it('leaves text plain whose length changes in lower case', async () => {
    expect(await shown('İstanbul', 'istanbul')).to.equal('İstanbul');
  });
});
