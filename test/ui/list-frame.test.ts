import { expect, fixture, html } from '@open-wc/testing';
import { listFlags, listFrame, type ListFrame } from '../../src/ui/list-frame.js';
import { english } from './translate.js';

const frame = (parts: Partial<ListFrame>): ListFrame => ({
  userID: 'me',
  list: { status: 'ready' },
  offline: false,
  count: 0,
  ...parts,
});
const on = (parts: Partial<ListFrame>) =>
  Object.entries(listFlags(frame(parts)))
    .filter(([, is]) => is)
    .map(([name]) => name)
    .join(' ');

describe('list frame', () => {
  it('tells the states apart', () => {
    expect(on({})).to.equal('empty');
    expect(on({ count: 2 })).to.equal('');
    expect(on({ userID: undefined, list: undefined })).to.equal('loading');
    expect(on({ list: { status: 'loading' }, count: 1 }), 'something to show already').to.equal('');
    expect(on({ list: { status: 'cached' } })).to.equal('empty');
    expect(on({ list: { status: 'ready', more: true } }), 'the rest is on the server').to.equal('');
    expect(on({ list: { status: 'error' }, count: 2 })).to.equal('error');
    expect(on({ offline: true, count: 2 })).to.equal('offline');
    expect(on({ userID: '', list: { status: 'loading' }, offline: true }), 'signed out').to.equal('');
  });

  it('says it in words, with a way on after an error', async () => {
    let tries = 0;
    const show = (parts: Partial<ListFrame>) =>
      fixture(
        html`<div>${listFrame({ ...frame(parts), t: english, icon: 'user', emptyText: 'Nobody.', retry: () => tries++ })}</div>`,
      );
    expect((await show({})).textContent).to.contain('Nobody.');
    expect((await show({ userID: '' })).textContent).to.contain('Sign in to see this.');
    expect((await show({ list: { status: 'loading' } })).querySelectorAll('.skeleton').length).to.be.above(0);
    expect((await show({ offline: true, count: 1 })).querySelector('[role=status]')!.textContent).to.contain(
      'You are offline',
    );
    const failed = await show({ list: { status: 'error', error: { errCode: 10000 } }, count: 3 });
    expect(failed.textContent).to.contain('No connection to the server.');
    failed.querySelector('button')!.click();
    expect(tries).to.equal(1);
    await expect(failed).to.be.accessible();
    const bare = await show({ list: { status: 'error', error: { errCode: 10000 } } });
    expect(bare.querySelector('.empty')!.textContent).to.contain('No connection to the server.');
    expect(failed.querySelector('.empty'), 'one line above rows').to.equal(null);
  });
});
