import { expect } from '@open-wc/testing';
import { webAddress } from '../../src/ui/web-address.js';

describe('addresses', () => {
  it('are of the web, or none [O26]', () => {
    for (const url of ['https://a.example/x.png', 'HTTP://a.example', '/files/1', '//a.example/1'])
      expect(webAddress(url)?.protocol, url).to.match(/^https?:$/);
    for (const url of ['', 'x.png', 'my picture', 'javascript:1', ' data:,1', 'blob:x', 'http://', 7, null, undefined])
      expect(webAddress(url), String(url)).to.equal(undefined);
  });
});
