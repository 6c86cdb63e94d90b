import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { strings as en } from '../../src/locales/en.js';
import { Localize, languageOf, setStrings } from '../../src/ui/localize.js';

class LocalizeHost extends LitElement {
  words = new Localize(this, en);
  override render() {
    return this.words.t('cancel');
  }
}
const words = (el: LocalizeHost) => el.shadowRoot!.textContent;
const until = async (holds: () => boolean) => {
  while (!holds()) await new Promise(requestAnimationFrame);
};
const make = (lang = '') =>
  fixture<HTMLElement>(html`<div lang=${lang}><localize-host></localize-host></div>`).then(place =>
    place.querySelector<LocalizeHost>('localize-host')!,
  );

describe('Localize', () => {
  before(() => {
    if (!customElements.get('localize-host')) customElements.define('localize-host', LocalizeHost);
  });

  it('finds the built-in language for a tag', () => {
    expect(['en-GB', 'zh', 'zh-Hans-CN', 'ZH-cn', 'de', ''].map(languageOf)).to.deep.equal([
      'en',
      'zh-CN',
      'zh-CN',
      'zh-CN',
      'en',
      'en',
    ]);
  });

  it('follows lang up the tree, through shadow roots, live [R13]', async () => {
    const el = await make('zh-CN');
    await until(() => words(el) === '取消');
    el.parentElement!.lang = 'en';
    await until(() => words(el) === 'Cancel');
    const inner = document.createElement('localize-host') as LocalizeHost;
    const shadow = el.parentElement!.appendChild(document.createElement('div')).attachShadow({ mode: 'open' });
    shadow.append(inner);
    el.parentElement!.lang = 'zh';
    await until(() => words(inner) === '取消');
  });

  it('takes a language it does not have, and a broken tag, for English words', async () => {
    const el = await make('de');
    expect([words(el), el.words.lang]).to.deep.equal(['Cancel', 'de']);
    el.lang = '!!';
    await until(() => el.words.lang === 'en');
  });

  it('fills in values, numbers by the language, and chooses one or other', async () => {
    const { t } = (await make()).words;
    expect(t('memberSince', { time: '<b>' })).to.equal('Since <b>');
    expect(t('openRequests', { n: 1 })).to.equal('1 friend request');
    expect(t('openRequests', { n: 1234 })).to.equal('1,234 friend requests');
  });

  it('has words for every error, general ones for codes that nobody knows [H26]', async () => {
    const { t } = (await make()).words;
    expect(t.error({ errCode: 20002 })).to.equal('There is no such account.');
    expect(t.error({ errCode: 99999 })).to.equal('Something went wrong. Please try again.');
    expect([t.errorKey({ errCode: 10000 }), t.errorKey({ errCode: 1 })]).to.deep.equal(['e10000', 'eOther']);
  });

  it("takes the site's own words, for all languages or for one", async () => {
    const el = await make();
    setStrings({ cancel: 'Never mind' });
    await until(() => words(el) === 'Never mind');
    setStrings({ cancel: '算了' }, 'zh-CN');
    el.lang = 'zh-CN';
    await until(() => words(el) === '算了');
    setStrings({ cancel: 'Cancel' });
    setStrings({ cancel: '取消' }, 'zh-CN');
  });
});
