import { expect, fixture, html } from '@open-wc/testing';
import { heldFiles, hold, type HeldFile } from '../../src/ui/held-files.js';
import { english as t } from './translate.js';

describe('files that wait to be sent', () => {
  it('are shown by what they are: a picture, a film, a name with its size', async () => {
    const all = [
      new File(['x'], 'a.png', { type: 'image/png' }),
      new File(['x'], 'b.mp4', { type: 'video/mp4' }),
      new File(['x'], 'c.svg', { type: 'image/svg+xml' }),
      new File(['x'.repeat(2000)], '<b>d</b>.txt', { type: 'text/plain' }),
    ].map(hold);
    const gone: HeldFile[] = [];
    const el = await fixture(html`<div>${heldFiles(all, t, 'en', one => gone.push(one))}</div>`);
    const rows = [...el.querySelectorAll('li')];
    expect(rows.map(row => row.querySelector('img, video, svg.file')?.localName)).to.deep.equal([
      'img',
      'video',
      'svg',
      'svg',
    ]);
    expect(rows[3]!.textContent).to.contain('<b>d</b>.txt').and.to.contain('2 kB');
    const button = rows[1]!.querySelector('button')!;
    expect(button.ariaLabel).to.equal('Remove b.mp4');
    button.click();
    expect(gone).to.deep.equal([all[1]]);
    for (const { url } of all) URL.revokeObjectURL(url);
  });

  it('leave no place behind when there are none', async () => {
    const el = await fixture(html`<div>${heldFiles([], t, 'en', () => undefined)}</div>`);
    expect(el.children).to.have.length(0);
  });
});
