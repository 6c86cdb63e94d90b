import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import { ImDialog } from '../../src/ui/im-dialog.js';

const make = (content: unknown = '') =>
  fixture<ImDialog>(
    html`<im-dialog heading="Delete Bob?" text="Bob keeps you." confirmLabel="Delete" cancelLabel="Cancel" danger>${content}</im-dialog>`,
  );
const panel = (el: ImDialog) => el.shadowRoot!.querySelector('dialog')!;
const button = (el: ImDialog, label: string) =>
  [...el.shadowRoot!.querySelectorAll('button')].find(({ textContent }) => textContent.trim() === label)!;
const opened = async (el: ImDialog) => {
  const answer = el.ask();
  while (!panel(el).open) await Promise.resolve();
  return { answer };
};

describe('<im-dialog>', () => {
  before(() => {
    ImDialog.define();
  });

  it('asks in the top layer, with a name and a description, and is accessible', async () => {
    const el = await make();
    const { answer } = await opened(el);
    expect(panel(el).matches(':modal')).to.equal(true);
    expect(el.shadowRoot!.getElementById(panel(el).getAttribute('aria-labelledby')!)!.textContent).to.equal(
      'Delete Bob?',
    );
    await expect(el).to.be.accessible();
    button(el, 'Delete').click();
    expect(await answer).to.equal(true);
    expect(panel(el).open).to.equal(false);
  });

  it('stands over the panel in the top layer in which it was asked, and in the middle of the window else', async () => {
    const around = await fixture<HTMLElement>(
      html`<div popover="manual" class="around"><im-dialog heading="Delete?" cancelLabel="Cancel"></im-dialog></div>`,
    );
    const styles = { inset: '20px auto auto 30px', margin: '0', width: '380px', height: '400px' };
    for (const [name, value] of Object.entries(styles)) around.style.setProperty(name, value);
    around.showPopover();
    const el = around.querySelector('im-dialog')!;
    const middle = () => {
      for (const animation of panel(el).getAnimations()) animation.finish();
      const { left, top, width, height } = panel(el).getBoundingClientRect();
      return { x: left + width / 2, y: top + height / 2, width };
    };
    await opened(el);
    const box = around.getBoundingClientRect();
    expect(middle().x).to.be.closeTo(box.left + box.width / 2, 1);
    expect(middle().y).to.be.closeTo(box.top + box.height / 2, 1);
    expect(middle().width).to.be.at.most(box.width - 32);
    el.cancel();
    document.body.append(el);
    await opened(el);
    expect(middle().x).to.be.closeTo(document.documentElement.clientWidth / 2, 1);
    expect(middle().y).to.be.closeTo(innerHeight / 2, 1);
    el.remove();
  });

  it('answers no to Cancel, to Escape, to a press outside, and when it is taken away', async () => {
    const el = await make();
    const ways: (() => unknown)[] = [
      () => {
        button(el, 'Cancel').click();
      },
      () => sendKeys({ press: 'Escape' }),
      () => panel(el).dispatchEvent(new MouseEvent('click', { clientX: 1, clientY: 1, bubbles: true })),
      () => {
        el.remove();
      },
    ];
    for (const way of ways) {
      const { answer } = await opened(el);
      await way();
      expect(await answer).to.equal(false);
      expect(panel(el).open).to.equal(false);
    }
  });

  it('gives the focus back', async () => {
    const opener = await fixture<HTMLButtonElement>(html`<button>Delete</button>`);
    const el = await make();
    opener.focus();
    const { answer } = await opened(el);
    expect(document.activeElement === opener).to.equal(false);
    button(el, 'Cancel').click();
    await answer;
    expect(document.activeElement === opener).to.equal(true);
  });

  it('confirms by Enter in a field, stays open while it is not accepted, busy once', async () => {
    const el = await make(html`<input aria-label="Name" />`);
    let calls = 0;
    let finish!: (yes: boolean) => void;
    el.accept = () => {
      calls++;
      return new Promise<boolean>(resolve => {
        finish = resolve;
      });
    };
    const { answer } = await opened(el);
    const enter = () =>
      el
        .querySelector('input')!
        .dispatchEvent(new KeyboardEvent('keydown', { key: 'Enter', bubbles: true, composed: true, cancelable: true }));
    enter();
    enter();
    await el.updateComplete;
    expect([calls, button(el, 'Delete').ariaDisabled]).to.deep.equal([1, 'true']);
    finish(false);
    await new Promise(requestAnimationFrame);
    expect([panel(el).open, button(el, 'Delete').ariaDisabled]).to.deep.equal([true, null]);
    enter();
    finish(true);
    expect(await answer).to.equal(true);
  });

  it('is only a sheet without a question', async () => {
    const el = await make();
    el.confirmLabel = '';
    await el.updateComplete;
    expect(el.shadowRoot!.querySelectorAll('button').length).to.equal(1);
  });

  it('can be asked again at once: the late event of its closing does not answer the second question', async () => {
    const el = await fixture<ImDialog>(
      html`<im-dialog heading="Sure?" confirmLabel="Yes" cancelLabel="No"></im-dialog>`,
    );
    const dialog = el.shadowRoot!.querySelector('dialog')!;
    const late = new Promise(resolve => {
      dialog.addEventListener('close', resolve, { once: true });
    });
    const first = el.ask();
    await el.updateComplete;
    el.cancel();
    expect(await first).to.equal(false);
    let answered = false;
    void el.ask().then(() => {
      answered = true;
    });
    await late;
    await el.updateComplete;
    expect([dialog.open, answered]).to.deep.equal([true, false]);
    el.cancel();
  });
});
