import { expect, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { strings as en } from '../../src/locales/en.js';
import { controls } from '../../src/ui/controls.js';
import { formStyles } from '../../src/ui/form.js';
import { FormDialog, type DialogSpec } from '../../src/ui/form-dialog.js';
import { Localize } from '../../src/ui/localize.js';
import { base } from '../../src/ui/tokens.js';

class FormDialogHost extends LitElement {
  static override styles = [base, controls, formStyles];
  dialog = new FormDialog(this);
  words = new Localize(this, en);
  override render() {
    return this.dialog.render(this.words.t);
  }
}
const frame = () => new Promise(requestAnimationFrame);
const spec = (act: DialogSpec['act']): DialogSpec => ({
  heading: 'deleteAccount',
  text: 'deleteText',
  confirm: 'deleteAccount',
  danger: true,
  fields: () => [{ name: 'password', label: 'password', type: 'password' }],
  act,
  at: { 1002: ['password', 'wrongPassword'] },
});

describe('FormDialog', () => {
  before(() => {
    if (!customElements.get('form-dialog-host')) customElements.define('form-dialog-host', FormDialogHost);
  });

  const make = async (act: DialogSpec['act']) => {
    const el = await fixture<FormDialogHost>(html`<form-dialog-host></form-dialog-host>`);
    const done = el.dialog.open(spec(act));
    const root = el.shadowRoot!;
    const dialog = root.querySelector('im-dialog')!;
    while (!dialog.shadowRoot!.querySelector('dialog')!.open) await frame();
    await frame();
    const press = async (label: string) => {
      [...dialog.shadowRoot!.querySelectorAll('button')]
        .find(({ textContent }) => textContent.trim() === label)!
        .click();
      await frame();
      await frame();
    };
    const type = (value: string) => {
      const input = root.querySelector('input')!;
      input.value = value;
      input.dispatchEvent(new Event('input'));
    };
    return { el, root, done, press, type };
  };

  it('asks, tells an error at its field or below, and goes when it went well', async () => {
    const answers = [{ errCode: 1002 }, { errCode: 10000 }, undefined];
    const given: string[] = [];
    const { el, root, done, press, type } = await make(async ({ password = '' }) => {
      given.push(password);
      return answers.shift();
    });
    await expect(el).to.be.accessible();
    await press('Delete my account');
    expect(root.querySelector('.error')!.textContent).to.equal('Please fill this in.');
    type('one');
    await press('Delete my account');
    expect(root.querySelector('.error')!.textContent).to.equal('The password doesn’t match.');
    type('two');
    await press('Delete my account');
    expect(root.querySelector('[role=alert]')!.textContent.trim()).to.match(/^No connection/);
    await expect(el).to.be.accessible();
    await press('Delete my account');
    expect(await done).to.equal(true);
    expect(given).to.deep.equal(['one', 'two', 'two']);
  });

  it('leaves no secret behind when it is left', async () => {
    const { el, root, done, press, type } = await make(async () => undefined);
    type('secret');
    await press('Cancel');
    expect(await done).to.equal(false);
    await el.updateComplete;
    expect([root.querySelectorAll('input').length, el.dialog.form.values]).to.deep.equal([0, {}]);
  });
});
