// Writes README's tables of elements from the manifest: an overview, what all have, then one table per element.

const cell = text => (text ?? '').replace(/\s+/g, ' ').replaceAll('|', '\\|').trim();
const code = text => (text ? `\`${cell(text)}\`` : '');
const firstSentence = text => cell(text).replace(/([.!?])\s.*$/, '$1');

/** A type and what it is when nobody says anything. */
const typed = ({ type, default: value }) => {
  const shown = value && !["''", '""'].includes(value) ? ` = ${value}` : '';
  return code(`${type?.text ?? ''}${shown}`.trim());
};
const call = ({ name, parameters = [] }) => `${name}(${parameters.map(parameter => parameter.name).join(', ')})`;
const line = (name, type, text) => [[code(name), type].filter(Boolean).join(' '), cell(text)].filter(Boolean).join(': ');

/** What an element has, as `[kind, lines]`. */
function kindsOf({
  attributes = [],
  members = [],
  events = [],
  slots = [],
  cssParts = [],
  cssProperties = [],
  cssStates = [],
}) {
  const list = (entries, name = entry => entry.name || 'default', type = typed) =>
    entries.map(entry => line(name(entry), type(entry), entry.description));
  const fields = members.filter(({ kind, attribute }) => kind === 'field' && !attribute);
  return [
    ['Attributes', list(attributes)],
    ['Properties', list(fields)],
    [
      'Methods',
      list(
        members.filter(({ kind }) => kind === 'method'),
        call,
        entry => code(entry.return?.type?.text),
      ),
    ],
    ['Events', list(events)],
    ['Slots', list(slots)],
    ['Parts', list(cssParts)],
    ['States', list(cssStates)],
    ['CSS properties', list(cssProperties)],
  ];
}

/** Short ones follow one another, the others have a line each. */
const SHORT = new Set(['Slots', 'Parts', 'States']);

function table(kinds) {
  const rows = kinds
    .filter(([, lines]) => lines.length)
    .map(([kind, lines]) => `| ${kind} | ${lines.join(SHORT.has(kind) ? ' · ' : '<br>')} |`);
  return rows.length ? ['| | |', '| --- | --- |', ...rows] : [];
}

/** The elements that find a client by its name, and what every one of them has. */
function shared(elements) {
  const connected = elements.filter(({ attributes = [] }) => attributes.some(({ name }) => name === 'client'));
  if (connected.length < 2) return { connected: [], kinds: [] };
  const [first, ...others] = connected.map(kindsOf);
  const kinds = first.map(([kind, lines], at) => [
    kind,
    lines.filter(one => others.every(other => other[at][1].includes(one))),
  ]);
  return { connected, kinds };
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
  const common = shared(elements);
  const section = element => {
    const { tagName, description } = element;
    const own = kindsOf(element).map(([kind, lines], at) => [
      kind,
      common.connected.includes(element) ? lines.filter(one => !common.kinds[at][1].includes(one)) : lines,
    ]);
    const rows = table(own);
    return [`### \`<${tagName}>\``, '', cell(description), ...(rows.length ? ['', ...rows] : [])].join('\n');
  };
  const all = table(common.kinds);
  return [
    ['| Element | |', '| --- | --- |', ...overview].join('\n'),
    ...(all.length ? [['All of them but `<im-client>` have:', '', ...all].join('\n')] : []),
    ...elements.map(section),
  ].join('\n\n');
}
