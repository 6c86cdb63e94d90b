// What figures are told with: medians, percentiles, rounding.
export const at = (list, share) =>
  [...list].sort((a, b) => a - b)[Math.min(list.length - 1, Math.floor(list.length * share))];
export const median = list => at(list, 0.5);
export const p95 = list => at(list, 0.95);
export const round = value => Math.round(value * 10) / 10;
/** How often `b` goes into `a`; undefined where there is nothing to divide by. */
export const ratio = (a, b) => (b && a !== undefined ? round(a / b) : undefined);

/** A table in Markdown: names of columns, rows of a label and cells. */
export const table = (columns, rows) =>
  [
    `| ${columns.join(' | ')} |`,
    `|---|${'---:|'.repeat(columns.length - 1)}`,
    ...rows.map(cells => `| ${cells.map(cell => (cell ?? '–').toLocaleString('en')).join(' | ')} |`),
  ].join('\n');
