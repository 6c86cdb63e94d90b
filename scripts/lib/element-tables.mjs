// Writes README's tables of elements from the manifest.

const cell = text => (text ?? '').replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
const code = text => (text ? `\`${cell(text)}\`` : '');
const firstSentence = text => cell(text).replace(/([.!?])\s.*$/, '$1');

function table(title, rows) {
  if (!rows.length) return [];
  const [head] = rows;
  return [
    '',
    `| ${title} |${' |'.repeat(head.length - 1)}`,
    `|${' --- |'.repeat(head.length)}`,
    ...rows.map(row => `| ${row.join(' | ')} |`),
  ];
}

const described = (list = [], name = entry => code(entry.name)) =>
  list.map(entry => [name(entry), cell(entry.description)]);

function section({
  tagName,
  description,
  attributes = [],
  members = [],
  events = [],
  slots,
  cssParts,
  cssProperties,
  cssStates,
}) {
  const properties = members.filter(({ kind, attribute }) => kind === 'field' && !attribute);
  const methods = members.filter(({ kind }) => kind === 'method');
  const typed = ({ name, type, description: text, default: value }) => [
    code(name),
    code(type?.text),
    `${cell(text)}${value && value !== "''" ? ` Default ${code(value)}.` : ''}`,
  ];
  return [
    `### \`<${tagName}>\``,
    '',
    cell(description),
    ...table('Attribute', attributes.map(typed)),
    ...table('Property', properties.map(typed)),
    ...table(
      'Method',
      described(methods, ({ name, parameters = [] }) => code(`${name}(${parameters.map(p => p.name).join(', ')})`)),
    ),
    ...table(
      'Event',
      events.map(({ name, type, description: text }) => [code(name), code(type?.text), cell(text)]),
    ),
    ...table(
      'Slot',
      described(slots, ({ name }) => (name ? code(name) : '(default)')),
    ),
    ...table('Part', described(cssParts)),
    ...table(
      'CSS property',
      (cssProperties ?? []).map(({ name, description: text, default: value }) => [
        code(name),
        `${cell(text)}${value ? ` Default ${code(value)}.` : ''}`,
      ]),
    ),
    ...table('State', described(cssStates)),
    '',
  ].join('\n');
}

/** @param {{ modules: { declarations: object[] }[] }} manifest */
export function elementTables({ modules }) {
  const elements = modules.flatMap(({ declarations }) => declarations);
  const overview = table(
    'Element',
    elements.map(({ tagName, description }) => [`[\`<${tagName}>\`](#${tagName})`, firstSentence(description)]),
  ).slice(1);
  return [...overview, '', ...elements.map(section)].join('\n');
}
