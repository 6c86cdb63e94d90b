/** A number in front of the page's title. */

/** Larger numbers are shown as "99+". */
const MAX = 99;

/** @param count - 0 takes the number away again. */
export function titleCount(count: number, max = MAX) {
  const bare = document.title.replace(/^\(\d+\+?\)( |$)/, '');
  const next = count ? `(${count > max ? `${max}+` : count}) ${bare}` : bare;
  if (next !== document.title) document.title = next;
}
