import { expect, fixture, html } from '@open-wc/testing';
import { linked } from '../../src/ui/links.js';

const show = (text: string) => fixture<HTMLElement>(html`<p dir="auto">${linked(text)}</p>`);
const hrefs = (element: HTMLElement) => [...element.querySelectorAll('a')].map(a => a.getAttribute('href'));

describe('links', () => {
  it('are web and mail addresses, to a page that learns nothing of this one [O4]', async () => {
    for (const [text, ...found] of [
      ['see https://example.com/a?b=c#d', 'https://example.com/a?b=c#d'],
      ['http://localhost:8080/x', 'http://localhost:8080/x'],
      ['example.com/path', 'http://example.com/path'],
      ['write to ann@example.com now', 'mailto:ann@example.com'],
      ['mailto:ann@example.com', 'mailto:ann@example.com'],
      ['https://a.example and https://b.example/', 'https://a.example/', 'https://b.example/'],
    ] as const) {
      const element = await show(text);
      expect(hrefs(element), text).to.deep.equal(found);
      expect(element.textContent, 'what was typed').to.equal(text);
      for (const a of element.querySelectorAll('a')) {
        expect([a.target, a.rel]).to.deep.equal(['_blank', 'noopener noreferrer']);
      }
    }
  });

  it('are nothing else [O26]', async () => {
    for (const text of [
      'javascript:alert(1)',
      'JAVASCRIPT://example/%0aalert(1)',
      'data:text/html,<b>x</b>',
      'vbscript:x',
      'ftp://example.com/a',
      'file:///etc/passwd',
      'blob:https://example.com/1',
      '//example.com/a',
      'v1.2.3 and e.g. this',
      '12:30 o\u2019clock...',
    ]) {
      const element = await show(text);
      expect(
        hrefs(element).filter(href => !/^(https?:\/\/|mailto:)/.test(href!)),
        text,
      ).to.deep.equal([]);
      if (/^(javascript|data|vbscript|file|ftp|\/\/|12|v1)/i.test(text)) expect(hrefs(element), text).to.deep.equal([]);
      expect(element.textContent).to.equal(text);
    }
  });

  it('leave the text before, between and after as it is, also from right to left', async () => {
    const text = '\u202bשלום <b>https://example.com/x</b>, (https://b.example/y). סוף';
    const element = await show(text);
    expect(element.textContent).to.equal(text);
    expect(hrefs(element)).to.deep.equal(['https://example.com/x', 'https://b.example/y']);
    expect(element.querySelector('b')).not.to.exist;
    expect(element.matches(':dir(rtl)')).to.equal(true);
  });

  it('are not looked for in the far end of a very long text, and none is cut in two', async () => {
    const text = `${'x '.repeat(9_995)}https://example.com/long-path https://example.com/late`;
    const element = await show(text);
    expect(hrefs(element)).to.deep.equal([]);
    expect(element.textContent).to.equal(text);
  });
});
