/** What the chip loads when it is opened. */
import { expect } from '@open-wc/testing';
import { ChipActs } from '../../src/elements/chip-acts.js';
import { chipActs } from '../../src/elements/login-acts.js';

it('brings the acts of the chip', async () => {
  expect(await chipActs()).to.equal(ChipActs);
});
