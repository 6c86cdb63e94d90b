// A rollup plugin that writes numbers and short texts where their names stand: a bundle then needs neither the names nor their tables.
import { readFileSync } from 'node:fs';
import { walk } from './shrink-plugins.mjs';

const LITERAL = /^(?:[\d_]+|'[^'\\]{0,12}')$/;
const SCALAR = /^export const (\w+) = ([^;\n]+);$/gm;
const TABLE = /^export const (\w+) = \{([^{}]*)\} as const(?: satisfies [^;]+)?;$/gm;

/** Name → literal, and name of a table → (key → literal), of a module's source. */
export function constantsIn(source) {
  const constants = new Map();
  for (const [, name, value] of source.matchAll(SCALAR)) if (LITERAL.test(value)) constants.set(name, value);
  for (const [, name, rows] of source.matchAll(TABLE)) {
    const table = new Map();
    const entries = rows
      .replace(/\/\*[^]*?\*\/|\/\/.*/g, '')
      .split(',')
      .map(row => row.trim())
      .filter(Boolean)
      .map(row => /^(\w+): (.+)$/.exec(row));
    if (!entries.every(entry => entry && LITERAL.test(entry[2]))) continue;
    for (const [, key, value] of entries) table.set(key, value);
    constants.set(name, table);
  }
  return constants;
}

/** The names that a pattern binds. */
const bound = pattern =>
  ({
    Identifier: () => [pattern.name],
    ObjectPattern: () => pattern.properties.flatMap(one => bound(one.value ?? one.argument)),
    ArrayPattern: () => pattern.elements.filter(Boolean).flatMap(bound),
    AssignmentPattern: () => bound(pattern.left),
    RestElement: () => bound(pattern.argument),
  })[pattern.type]?.() ?? [];

/** Where constants stand that are imported under the names of `here`, and what to write there. */
function uses(ast, here) {
  const found = [];
  /** A name that means something else somewhere in the module is left alone. */
  const other = new Set();
  walk(ast, (node, parent) => {
    const patterns = node.type === 'VariableDeclarator' ? [node.id] : (node.params ?? (node.param ? [node.param] : []));
    for (const name of patterns.flatMap(bound)) other.add(name);
    if (node.type !== 'Identifier' || !here.has(node.name) || /^Import/.test(parent.type)) return;
    const isKey = /^(Property|MethodDefinition|PropertyDefinition)$/.test(parent.type) && parent.key === node;
    const isMember = parent.type === 'MemberExpression' && parent.property === node;
    if ((isMember || (isKey && !parent.shorthand)) && !parent.computed) return;
    const value = here.get(node.name);
    if (typeof value === 'string') {
      // Both the key and the value of a shorthand: said once.
      if (!parent.shorthand) found.push([node.name, node, value]);
      else if (isKey) found.push([node.name, parent, `${node.name}: ${value}`]);
    } else if (parent.type === 'MemberExpression' && parent.object === node && !parent.computed) {
      const literal = value.get(parent.property.name);
      if (literal) found.push([node.name, parent, literal]);
    }
  });
  return found.filter(([name]) => !other.has(name));
}

/** @param {string[]} files absolute paths of the modules whose constants are written out */
export function inlineConstants(files) {
  const known = new Map(files.map(file => [file, constantsIn(readFileSync(file, 'utf8'))]));
  return {
    name: 'inline-constants',
    async transform(code, id) {
      if (!id.endsWith('.ts')) return null;
      const ast = this.parse(code);
      const here = new Map();
      for (const { type, source, specifiers } of ast.body) {
        if (type !== 'ImportDeclaration' || !source.value.startsWith('.')) continue;
        const constants = known.get((await this.resolve(source.value, id))?.id);
        for (const { imported, local } of constants ? specifiers : [])
          if (constants.has(imported?.name)) here.set(local.name, constants.get(imported.name));
      }
      const found = here.size ? uses(ast, here) : [];
      // From the end, so that positions before stay true; lines stay where they are, and with them the map.
      for (const [, { start, end }, text] of found.sort(([, a], [, b]) => b.start - a.start))
        code = code.slice(0, start) + text + code.slice(end);
      return found.length ? { code, map: null } : null;
    },
  };
}
