// Replaces a generated piece of a text between `<!-- name -->` and `<!-- /name -->`.

/**
 * @param {string} text
 * @param {string} name
 * @param {string} content
 * @returns {string} the text as it was when it has no such markers
 * @throws {Error} when only one of the two markers is there
 */
export function between(text, name, content) {
  const [open, close] = [`<!-- ${name} -->`, `<!-- /${name} -->`];
  const from = text.indexOf(open);
  const to = text.indexOf(close);
  if (from < 0 && to < 0) return text;
  if (from < 0 || to < from) throw new Error(`${open} and ${close} must both be there, in this order`);
  const body = content.trim();
  return `${text.slice(0, from + open.length)}\n${body && `\n${body}\n\n`}${text.slice(to)}`;
}
