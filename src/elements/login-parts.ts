/** The parts of `<im-login>` that are loaded later, named in one place: a file that is put together from several modules may not load others itself. */
import { chipActs } from './login-acts.js';

export const parts = {
  chip: async () => (await import('./login-chip.js')).LoginChip,
  more: async () => (await import('./login-more.js')).LoginMore,
  // For the chip, which has it from where it is.
  acts: chipActs,
};

/** Somebody comes near the way to what only few need. A failure is told when it is needed. */
export const bringMore = () => void parts.more().catch(() => undefined);
