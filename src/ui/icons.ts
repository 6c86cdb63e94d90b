/** The icons: 24 px strokes in the text's colour, decoration only (a button that shows one alone needs a label). */
import { drawing } from './drawing.js';

const paths = {
  search: 'M11 4a7 7 0 1 1 0 14 7 7 0 0 1 0-14zM20 20l-4-4',
  more: 'M5 12h.01M12 12h.01M19 12h.01',
  close: 'M6 6l12 12M18 6L6 18',
  check: 'M5 12.5l4.5 4.5L19 7.5',
  copy: 'M9 9h10v10H9zM15 9V5H5v10h4',
  pin: 'M9 4h6l-.8 7 3 3H6.8l3-3zM12 14v6',
  block: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM6.5 6.5l11 11',
  trash: 'M5 7h14M10 7V4h4v3M7 7l1 13h8l1-13M10.5 11v5M13.5 11v5',
  edit: 'M4 20l1-4L16 5l3 3L8 19zM13.5 7.5l3 3',
  message: 'M5 5h14v11h-8l-4 4v-4H5z',
  user: 'M12 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM4.5 20c.5-4 4-5.5 7.5-5.5s7 1.5 7.5 5.5',
  userAdd: 'M10 4a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM3 20c.5-4 3.5-5.5 7-5.5s6.5 1.5 7 5.5M19 8v6M16 11h6',
  refresh: 'M19.5 12a7.5 7.5 0 1 1-2.200-5.300L20 9M20 4v5h-5',
  undo: 'M8 5L4 9l4 4M4 9h9a5.5 5.5 0 0 1 0 11H9',
  flag: 'M6 21V4h11l-2 4 2 4H6',
  back: 'M14.5 5l-7 7 7 7',
  signOut: 'M14 4H5v16h9M10 12h11M17 8l4 4-4 4',
  key: 'M8 11a4 4 0 1 1 0 8 4 4 0 0 1 0-8zM11 12l8-8M16 7l3 3',
  clock: 'M12 4a8 8 0 1 1 0 16 8 8 0 0 1 0-16zM12 7.5V12l3 2',
};
export type IconName = keyof typeof paths;

/** @param name - see the table above. Needs the `controls` styles for its size. */
export const icon = (name: IconName) => drawing(name, paths[name]);
