/** What the chip loads when it is opened; apart from the chip, since a file that is put together from several modules may not load others itself. */
export const chipActs = async () => (await import('./chip-acts.js')).ChipActs;
