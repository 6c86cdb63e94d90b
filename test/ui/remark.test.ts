import { expect, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
import type { Translate } from '../../src/ui/localize.js';
import { remarkField } from '../../src/ui/remark.js';

const t = Object.assign((key: string) => key, { error: () => '', errorKey: () => 'eOther' as const }) as Translate;

describe('remark', () => {
  let saved: string[];
  let cancelled: number;
  const field = async (remark = 'Mum') => {
    saved = [];
    cancelled = 0;
    const place = await fixture<HTMLElement>(
      html`<div>${remarkField({
        t,
        remark,
        nickname: 'Ada',
        save: async text => {
          saved.push(text);
        },
        cancel: () => {
          cancelled++;
        },
      })}<button>next</button></div>`,
    );
    const input = place.querySelector('input')!;
    input.focus();
    input.select();
    return input;
  };

  it('saves by Enter, trimmed, and only once', async () => {
    await field();
    await sendKeys({ type: '  Dad ' });
    await sendKeys({ press: 'Enter' });
    expect(saved).to.deep.equal(['Dad']);
  });
  it('gives up by Escape, and when nothing was changed', async () => {
    const input = await field();
    await sendKeys({ type: 'Dad' });
    await sendKeys({ press: 'Escape' });
    expect([saved, cancelled, input.value]).to.deep.equal([[], 1, 'Mum']);
    await sendKeys({ press: 'Enter' });
    expect([saved, cancelled]).to.deep.equal([[], 2]);
  });
  it('saves when it is left, an empty one, too', async () => {
    await field();
    await sendKeys({ press: 'Delete' });
    await sendKeys({ press: 'Tab' });
    expect(saved).to.deep.equal(['']);
  });
  it('saves nothing when it is taken out of the page', async () => {
    const input = await field();
    await sendKeys({ type: 'half a wo' });
    input.remove();
    await Promise.resolve();
    expect(saved).to.deep.equal([]);
  });
});
