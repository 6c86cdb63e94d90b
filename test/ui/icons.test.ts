import { expect, fixture } from '@open-wc/testing';
import { icon, type IconName } from '../../src/ui/icons.js';

const names: IconName[] = [
  'search',
  'more',
  'close',
  'check',
  'copy',
  'pin',
  'block',
  'trash',
  'edit',
  'message',
  'user',
  'userAdd',
  'refresh',
  'undo',
  'flag',
  'back',
  'signOut',
  'key',
  'clock',
];

describe('icons', () => {
  it('are drawn inside of their square, and are decoration', async () => {
    for (const name of names) {
      const svg = await fixture<SVGSVGElement>(icon(name));
      const { x, y, width, height } = svg.querySelector('path')!.getBBox();
      expect(width + height > 0 && x >= 1 && y >= 1 && x + width <= 23 && y + height <= 24, name).to.equal(true);
      expect(svg.getAttribute('aria-hidden')).to.equal('true');
    }
  });
});
