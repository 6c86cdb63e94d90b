import { expect, fixture, html } from '@open-wc/testing';
import type { FriendApplicationItem } from '../../src/protocol/model.js';
import { answerForm, requestText } from '../../src/ui/request.js';
import { english } from './translate.js';

const request = (parts: Partial<FriendApplicationItem>) =>
  ({ handleResult: 0, reqMsg: '', handleMsg: '', ...parts }) as unknown as FriendApplicationItem;
const words = async (parts: Partial<FriendApplicationItem>, awaited = false) =>
  (await fixture(html`<div>${requestText(request(parts), awaited, english)}</div>`)).textContent
    .replace(/\s+/g, ' ')
    .trim();

describe('request', () => {
  it('says what came of it, and the reply [K6 K7 K8]', async () => {
    expect(await words({ reqMsg: 'Hi' })).to.equal('Hi');
    expect(await words({ reqMsg: 'Hi' }, true)).to.equal('Hi Waiting for an answer');
    expect(await words({ handleResult: 1, handleMsg: 'Yes' })).to.equal('Accepted Reply: Yes');
    expect(await words({ handleResult: -1 })).to.equal('Declined');
    expect(await words({ handleResult: 7 }), 'a result nobody knows').to.equal('Waiting for an answer');
  });

  it('asks for an answer, with a reply where the server takes one [K5]', async () => {
    const answers: string[] = [];
    const parts = {
      t: english,
      describedBy: 'who',
      busy: undefined,
      replies: true,
      answer: (kind: string) => void answers.push(kind),
    };
    const el = await fixture(html`<div><span id="who">Ann</span>${answerForm(parts)}</div>`);
    const [decline, accept] = el.querySelectorAll('button');
    expect([decline!.textContent.trim(), accept!.textContent.trim()]).to.deep.equal(['Decline', 'Accept']);
    decline!.click();
    accept!.click();
    expect(answers).to.deep.equal(['refuse', 'accept']);
    await expect(el).to.be.accessible();
    const without = await fixture(html`<div>${answerForm({ ...parts, replies: false })}</div>`);
    expect(without.querySelector('input')).to.equal(null);
    const busy = await fixture(html`<div>${answerForm({ ...parts, busy: 'accept' })}</div>`);
    expect([...busy.querySelectorAll('button')].map(({ ariaDisabled }) => ariaDisabled)).to.deep.equal([
      'true',
      'true',
    ]);
    expect(busy.querySelectorAll('.spinner')).to.have.length(1);
  });
});
