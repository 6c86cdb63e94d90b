import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { strings as en } from '../../src/locales/en.js';
import { Form, formStyles, type Field } from '../../src/ui/form.js';
import { controls } from '../../src/ui/controls.js';
import { Localize } from '../../src/ui/localize.js';
import { base } from '../../src/ui/tokens.js';

const fields: Field[] = [
  { name: 'name', label: 'name' },
  {
    name: 'secret',
    label: 'password',
    type: 'password',
    hint: 'fieldShort',
    check: value => value.length < 8 && 'fieldShort',
  },
  { name: 'bio', label: 'bio', type: 'textarea', optional: true, max: 5 },
  {
    name: 'gender',
    label: 'gender',
    options: [
      ['0', 'gender0'],
      ['1', 'gender1'],
    ],
    optional: true,
  },
  { name: 'area', label: 'areaCode', list: ['+1', '+86'], optional: true },
];

class FormHost extends LitElement {
  static override styles = [base, controls, formStyles];
  form = new Form(this);
  words = new Localize(this, en);
  override render() {
    return html`<form>${fields.map(field => this.form.field(this.words.t, field))}${this.form.alert(this.words.t)}</form>`;
  }
}
const make = () => fixture<FormHost>(html`<form-host></form-host>`);
const get = (el: FormHost, name: string) => el.shadowRoot!.querySelector<HTMLInputElement>(`[name=${name}]`)!;
const type = (el: FormHost, name: string, value: string) => {
  get(el, name).value = value;
  get(el, name).dispatchEvent(new Event(name === 'gender' ? 'change' : 'input', { bubbles: true }));
};
const note = (el: FormHost, name: string) =>
  el.shadowRoot!.getElementById(get(el, name).getAttribute('aria-describedby') ?? '')?.textContent;

describe('Form', () => {
  before(() => {
    if (!customElements.get('form-host')) customElements.define('form-host', FormHost);
  });

  it('has labelled fields of all kinds, accessible with hints and with errors', async () => {
    const el = await make();
    await expect(el).to.be.accessible();
    expect(note(el, 'secret')).to.equal('At least 8 characters.');
    expect(el.form.valid(fields)).to.equal(false);
    await el.updateComplete;
    expect([note(el, 'name'), note(el, 'secret'), get(el, 'name').ariaInvalid]).to.deep.equal([
      'Please fill this in.',
      'Please fill this in.',
      'true',
    ]);
    await Promise.resolve();
    expect(el.shadowRoot!.activeElement === get(el, 'name')).to.equal(true);
    await expect(el).to.be.accessible();
  });

  it('holds what is typed, and takes an error back when it is mended', async () => {
    const el = await make();
    type(el, 'name', '   ');
    type(el, 'secret', 'short');
    type(el, 'bio', 'about');
    type(el, 'gender', '1');
    expect(el.form.values).to.deep.equal({ name: '   ', secret: 'short', bio: 'about', gender: '1' });
    expect(el.form.valid(fields)).to.equal(false);
    expect([el.form.errors.name, el.form.errors.secret]).to.deep.equal(['fieldEmpty', 'fieldShort']);
    type(el, 'secret', 'long enough');
    await el.updateComplete;
    expect(get(el, 'secret').ariaInvalid).to.equal(null);
    type(el, 'name', 'Robin');
    expect(el.form.valid(fields)).to.equal(true);
  });

  it('forgets secrets, and hides them again', async () => {
    const el = await make();
    type(el, 'name', 'Robin');
    type(el, 'secret', 'long enough');
    el.shadowRoot!.querySelector<HTMLElement>('.secret .icon-btn')!.click();
    await el.updateComplete;
    expect(get(el, 'secret').type).to.equal('text');
    el.form.forget('secret');
    await el.updateComplete;
    expect([get(el, 'secret').type, get(el, 'secret').value, get(el, 'name').value]).to.deep.equal([
      'password',
      '',
      'Robin',
    ]);
  });

  it('tells what failed as a whole, loudly', async () => {
    const el = await make();
    el.form.fail('e10000');
    await el.updateComplete;
    expect(el.shadowRoot!.querySelector('[role=alert]')!.textContent.trim()).to.match(/^No connection/);
    expect(el.form.valid([]), 'a new try').to.equal(true);
    await el.updateComplete;
    expect(el.shadowRoot!.querySelector('[role=alert]')!.textContent.trim()).to.equal('');
  });

  it('runs one thing at a time, and is free again after a throw', async () => {
    const el = await make();
    let finish!: () => void;
    let runs = 0;
    const first = el.form.run(() => {
      runs++;
      return new Promise<void>(resolve => {
        finish = resolve;
      });
    });
    await el.form.run(async () => {
      runs++;
    });
    expect([runs, el.form.busy]).to.deep.equal([1, true]);
    finish();
    await first;
    await el.form.run(() => Promise.reject(new Error('x'))).catch(() => runs++);
    expect([runs, el.form.busy]).to.deep.equal([2, false]);
  });
});
