import { expect } from '@open-wc/testing';
import { fit } from '../../../src/ui/content/room.js';

describe('room of pictures', () => {
  it('pictures fit: neither a thread nor a tower, square when nobody knows', () => {
    expect(fit(100, 50)).to.deep.equal({ width: 100, height: 60 });
    expect(fit(3200, 1600)).to.deep.equal({ width: 320, height: 160 });
    expect(fit(10, 10_000)).to.deep.equal({ width: 80, height: 340 });
    for (const [w, h] of [
      [0, 5],
      ['x', 1],
      [undefined, undefined],
      [-1, 2],
    ])
      expect(fit(w, h)).to.deep.equal({ width: 240, height: 240 });
  });
});
