import { expect } from '@open-wc/testing';
import type { Client } from '../../../src/core/api.js';
import { imageHosts, registry, setImageHosts } from '../../../src/elements/base/registry.js';

const client = () => ({}) as Client;

describe('registry', () => {
  it('knows clients by name, and tells when one comes or goes', () => {
    let told = 0;
    const off = registry.on(() => told++);
    const one = client();
    registry.set('one', one);
    expect([registry.get('one') === one, registry.get('two'), told]).to.deep.equal([true, undefined, 1]);
    registry.set('one', undefined);
    off();
    registry.set('one', one);
    expect(told).to.equal(2);
    registry.set('one', undefined);
  });

  it('is shared by every copy of the library on the page', async () => {
    const one = client();
    registry.set('shared', one);
    const copy = (await import(new URL('../../../src/elements/base/registry.ts?copy', import.meta.url).href)) as {
      registry: typeof registry;
    };
    expect(copy.registry === registry).to.equal(false);
    expect(copy.registry.get('shared') === one).to.equal(true);
    registry.set('shared', undefined);
  });

  it('knows from where pictures of a client may load', () => {
    const one = client();
    expect([imageHosts(undefined), imageHosts(one)]).to.deep.equal([[], []]);
    setImageHosts(one, ['https://a.example.com']);
    expect(imageHosts(one)).to.deep.equal(['https://a.example.com']);
  });
});
