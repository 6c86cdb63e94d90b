// Writes README's tables of elements from the manifest: an overview, then one table per element.

const cell = text => (text ?? '').replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
const code = text => (text ? `\`${cell(text)}\`` : '');
const firstSentence = text => cell(text).replace(/([.!?])\s.*$/, '$1');

/** A type and what it is when nobody says anything. */
const typed = ({ type, default: value }) => {
  const shown = value && !["''", '""', 'undefined', 'null'].includes(value) ? ` = ${value}` : '';
  return type?.text || shown ? code(`${type?.text ?? ''}${shown}`) : '';
};
const call = ({ name, parameters = [] }) => `${name}(${parameters.map(parameter => parameter.name).join(', ')})`;

/** What of an element goes into which kind of row. */
function rowsOf({
  attributes = [],
  members = [],
  events = [],
  slots = [],
  cssParts = [],
  cssProperties = [],
  cssStates = [],
}) {
  const properties = members.filter(({ kind, attribute }) => kind === 'field' && !attribute);
  const methods = members.filter(({ kind }) => kind === 'method');
  const rows = (kind, list, name = entry => entry.name, type = typed) =>
    list.map(
      entry => `| ${kind} | ${name(entry) ? code(name(entry)) : '–'} | ${type(entry)} | ${cell(entry.description)} |`,
    );
  return [
    ...rows('attribute', attributes),
    ...rows('property', properties),
    ...rows('method', methods, call, entry => code(entry.return?.type?.text)),
    ...rows('event', events),
    ...rows('slot', slots),
    ...rows('part', cssParts),
    ...rows('CSS property', cssProperties),
    ...rows('state', cssStates),
  ];
}

function section(declaration) {
  const { tagName, description } = declaration;
  const rows = rowsOf(declaration);
  const table = rows.length ? ['', '| | Name | Type | |', '| --- | --- | --- | --- |', ...rows] : [];
  return [`### \`<${tagName}>\``, '', cell(description), ...table].join('\n');
}

/**
 * @param {{ modules: { declarations: object[] }[] }} manifest
 * @returns {string} Markdown; nothing for a manifest without elements
 */
export function elementTables({ modules }) {
  const elements = modules.flatMap(({ declarations }) => declarations);
  if (!elements.length) return '';
  const overview = elements.map(
    ({ tagName, description }) => `| [\`<${tagName}>\`](#${tagName}) | ${firstSentence(description)} |`,
  );
  return [['| Element | |', '| --- | --- |', ...overview].join('\n'), ...elements.map(section)].join('\n\n');
}
