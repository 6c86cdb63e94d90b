// Keys and mouse as WebDriver wants them.
import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { keyValue, webDriverPage } from '../../scripts/lib/webdriver-page.mjs';

interface Sent {
  actions: { type: string; actions: { type: string; value?: string; x?: number; button?: number }[] }[];
}

describe('webDriverPage()', () => {
  const sent: Sent[] = [];
  const page = webDriverPage(async (_method: string, _path: string, body?: object) => void sent.push(body as Sent));
  const last = () =>
    sent.at(-1)!.actions[0]!.actions.map(({ type, value, button }) => `${type} ${value ?? button ?? ''}`.trim());

  it('types characters one by one', async () => {
    await page.keyboard.type('aß😀');
    assert.deepEqual(last(), ['keyDown a', 'keyUp a', 'keyDown ß', 'keyUp ß', 'keyDown 😀', 'keyUp 😀']);
  });

  it('presses keys with modifiers, also the plus', async () => {
    await page.keyboard.press('Shift+Tab');
    assert.deepEqual(last(), ['keyDown \uE008', 'keyDown \uE004', 'keyUp \uE004', 'keyUp \uE008']);
    await page.keyboard.press('+');
    assert.deepEqual(last(), ['keyDown +', 'keyUp +']);
  });

  it('knows the names of keys, and what is none', () => {
    assert.equal(keyValue('F2'), '\uE032');
    assert.equal(keyValue('F12'), '\uE03C');
    assert.equal(keyValue('x'), 'x');
    assert.throws(() => keyValue('Enterr'), /no key "Enterr"/);
  });

  it('clicks where it is told', async () => {
    await page.mouse.click(1.4, 2, { button: 'right' });
    assert.deepEqual(last(), ['pointerMove', 'pointerDown 2', 'pointerUp 2']);
    assert.equal(sent.at(-1)!.actions[0]!.actions[0]!.x, 1);
  });
});
