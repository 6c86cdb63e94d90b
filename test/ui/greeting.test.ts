import { expect, fixture, html } from '@open-wc/testing';
import { greeting, GREETING_LENGTH, type GreetingParts } from '../../src/ui/greeting.js';
import { english } from './translate.js';

describe('greeting', () => {
  const show = (parts: Partial<GreetingParts> = {}) => {
    const calls: string[] = [];
    const note = (name: string) => (event?: Event) => {
      event?.preventDefault();
      calls.push(name);
    };
    const all = {
      t: english,
      describedBy: 'who',
      length: 3,
      busy: false,
      error: '',
      onInput: note('input'),
      onSubmit: note('submit'),
      onCancel: note('cancel'),
    };
    return fixture(html`<div><span id="who">Ann</span>${greeting({ ...all, ...parts })}</div>`).then(el => ({
      el,
      calls,
    }));
  };

  it('has a field with a limit and a counter, and is accessible', async () => {
    const { el, calls } = await show();
    const field = el.querySelector('input')!;
    expect(field.ariaLabel).to.equal('Greeting');
    expect(field.maxLength).to.equal(GREETING_LENGTH);
    expect(el.querySelector('.count')!.textContent).to.equal('3/50');
    field.dispatchEvent(new Event('input'));
    el.querySelector('form')!.requestSubmit();
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'a', bubbles: true }));
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true }));
    expect(calls).to.deep.equal(['input', 'submit', 'cancel']);
    await expect(el).to.be.accessible();
  });

  it('shows that it is busy, and what went wrong', async () => {
    const { el } = await show({ busy: true, error: 'No.' });
    expect(el.querySelector('input')!.readOnly).to.equal(true);
    expect(el.querySelector('.primary')!.ariaDisabled).to.equal('true');
    expect(el.querySelector('[role=alert]')!.textContent).to.equal('No.');
  });
});
