import { expect } from '@open-wc/testing';
import { sizeText, source } from '../../../src/ui/content/address.js';

const theirs = { hosts: ['https://cdn.example'], allowed: false };

describe('addresses in messages', () => {
  it('load by themselves from the page\u2019s host and those allowed, else when asked for [O6]', () => {
    expect(source(theirs, '/a.png')).to.include({ href: `${location.origin}/a.png`, free: true });
    expect(source(theirs, 'https://cdn.example/a.png')!.free).to.equal(true);
    expect(source(theirs, 'https://elsewhere.example/a.png')).to.include({ host: 'elsewhere.example', free: false });
    expect(source({ ...theirs, allowed: true }, 'https://elsewhere.example/a.png')!.free).to.equal(true);
  });

  it('are the first of several that can be used', () => {
    expect(source(theirs, undefined, 'javascript:1', '/b.png', '/c.png')!.href).to.equal(`${location.origin}/b.png`);
    expect(source(theirs, 'javascript:1')).to.equal(undefined);
  });

  it('are what this page itself gave: nobody else can make such an address', () => {
    const blob = `blob:${location.origin}/1-2`;
    expect(source(theirs, blob)).to.include({ href: blob, free: true });
    expect(source(theirs, 'blob:https://example.com/1-2')).to.equal(undefined);
  });
});

describe('sizes of files', () => {
  it('are told in the language\u2019s way', () => {
    expect([0, 1, 999, 1400, 2_500_000, 25_500_000, -1, NaN].map(bytes => sizeText(bytes, 'en'))).to.deep.equal([
      '0 bytes',
      '1 byte',
      '999 bytes',
      '1.4 kB',
      '2.5 MB',
      '26 MB',
      '0 bytes',
      '0 bytes',
    ]);
    expect(sizeText(1400, 'de')).to.equal('1,4 kB');
  });
});
