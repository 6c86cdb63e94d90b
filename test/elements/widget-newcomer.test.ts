import { expect } from '@open-wc/testing';
import { byRole, seen, text, World } from './people-world.js';
import { opened, part, tab, widget } from './widget-world.js';

describe('the widget of somebody who knows nobody yet', () => {
  it('gives the own ID, and leads to the search for people and back, with the focus', async () => {
    const me = await new World().person('Alone');
    const el = await widget(me);
    await opened(el);
    const root = el.shadowRoot!;
    const list = await part(el, 'im-conversation-list');
    const primary = await seen(() => list.querySelector<HTMLElement>('.primary'), 'the button');
    await seen(() => primary.checkVisibility(), 'the button in view');
    expect(text(list.querySelector('[slot=empty]'))).to.contain(me.getLoginUser());
    await expect(el).to.be.accessible();
    primary.click();
    const finder = await part(el, 'im-add-friend');
    await seen(() => finder.shadowRoot!.activeElement?.matches('input'), 'the focus in the field');
    expect((await tab(el, /^Friends$/)).ariaSelected).to.equal('true');
    (await seen(() => byRole(el, 'button', 'Back to the list')[0], 'the way back')).click();
    await seen(() => root.activeElement?.matches('im-friend-list .primary'), 'the focus where it came from');
    await seen(() => byRole(el, 'button', 'Copy ID').length, 'the own ID');
    root.querySelector<HTMLElement>('[slot=actions]')!.click();
    await seen(() => root.activeElement?.matches('im-add-friend'), 'the field');
    byRole(el, 'button', 'Back to the list')[0]!.click();
    await seen(() => root.activeElement?.matches('[slot=actions]'), 'the small button');
  });
});
