// Makes the custom elements manifest (schema 2.1.0) of the public elements, without anything private.
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import Ajv from 'ajv';

/** Members every element has from Lit or the platform; they are no part of ours. */
const INHERITED =
  /^(styles|render|update|updated|firstUpdated|willUpdate|shouldUpdate|connectedCallback|disconnectedCallback|attributeChangedCallback|createRenderRoot|formAssociated|shadowRootOptions|form\w+Callback)$/;

/** The parts of a member that a reader or an editor uses. */
const KEPT = [
  'kind',
  'name',
  'type',
  'default',
  'description',
  'attribute',
  'reflects',
  'readonly',
  'static',
  'return',
  'parameters',
  'deprecated',
];

/** Static fields say things to the base class, not to the page. */
const isPublic = ({ name, privacy, inheritedFrom, kind, static: isStatic }) =>
  !(isStatic && kind === 'field') &&
  !name.startsWith('#') &&
  !name.startsWith('_') &&
  (privacy ?? 'public') === 'public' &&
  !INHERITED.test(name) &&
  !/^(LitElement|ReactiveElement)$/.test(inheritedFrom?.name ?? '');

/** A default that a reader can use; a parameter that a constructor hands on is none. */
const LITERAL = /^(['"`[{\d-]|true$|false$)/;
const honest = ({ default: value, ...rest }) => ({ ...rest, ...(LITERAL.test(value ?? '') && { default: value }) });

const pick = (record, keys) =>
  Object.fromEntries(keys.filter(key => record[key] !== undefined).map(key => [key, record[key]]));
const strip = ({ inheritedFrom: _, ...rest }) => rest;

function leanClass(declaration) {
  const { kind, description, summary, name, tagName, superclass } = declaration;
  const members = (declaration.members ?? []).filter(isPublic).map(member => pick(honest(member), KEPT));
  const attributes = (declaration.attributes ?? [])
    .filter(({ fieldName }) => !fieldName || members.some(member => member.name === fieldName))
    .map(attribute => honest(strip(attribute)));
  const lists = {
    slots: declaration.slots,
    cssParts: declaration.cssParts,
    cssProperties: declaration.cssProperties,
    cssStates: declaration.cssStates,
  };
  // The analyzer also takes every `dispatchEvent` for an event: what no comment tells of is none of ours.
  const events = (declaration.events ?? []).filter(({ name, description }) => name && description).map(strip);
  return {
    kind,
    ...(description && { description }),
    ...(summary && { summary }),
    name,
    tagName,
    customElement: true,
    ...(superclass && { superclass: { name: 'LitElement', package: 'lit' } }),
    ...(attributes.length && { attributes }),
    ...(members.length && { members }),
    ...(events.length && { events }),
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list?.length)),
  };
}

/** Source files the analyzer has to see: the elements and what they extend. */
function* sources(folder) {
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.isDirectory()) yield* sources(join(folder, entry.name));
    else if (entry.name.endsWith('.ts')) yield join(folder, entry.name);
  }
}

/**
 * @param {string} root the repository
 * @param {string[]} tags the public elements
 */
export async function leanManifest(root, tags) {
  const require = createRequire(import.meta.url);
  // The analyzer brings a TypeScript of its own, which its `create` needs.
  const analyzer = dirname(require.resolve('@custom-elements-manifest/analyzer/package.json'));
  const { create, ts } = await import('@custom-elements-manifest/analyzer');
  const { litPlugin } = await import(pathToFileURL(join(analyzer, 'src/features/framework-plugins/lit/lit.js')).href);
  const modules = tags.length
    ? [...sources(join(root, 'src/elements'))].map(path =>
        ts.createSourceFile(
          path.slice(root.length + 1).replaceAll('\\', '/'),
          readFileSync(path, 'utf8'),
          ts.ScriptTarget.ES2022,
          true,
        ),
      )
    : [];
  const { modules: found } = create({ modules, plugins: litPlugin() });
  const manifest = {
    schemaVersion: '2.1.0',
    readme: 'README.md',
    modules: tags.flatMap(tag => {
      const module = found.find(({ path }) => path === `src/elements/${tag}.ts`);
      const declaration = module?.declarations.find(candidate => candidate.tagName === tag);
      if (!declaration) throw new Error(`src/elements/${tag}.ts: the class needs "@element ${tag}" in its comment`);
      const path = `dist/esm/elements/${tag}.js`;
      const { name } = declaration;
      return [
        {
          kind: 'javascript-module',
          path,
          declarations: [leanClass(declaration)],
          exports: [{ kind: 'js', name, declaration: { name, module: path } }],
        },
        {
          kind: 'javascript-module',
          path: `dist/esm/define/${tag}.js`,
          declarations: [],
          exports: [{ kind: 'custom-element-definition', name: tag, declaration: { name, module: path } }],
        },
      ];
    }),
  };
  const validate = new Ajv({ strict: false, allErrors: true }).compile(
    JSON.parse(readFileSync(require.resolve('custom-elements-manifest/schema.json'), 'utf8')),
  );
  if (!validate(manifest)) {
    const [{ instancePath, message }] = validate.errors;
    throw new Error(`custom-elements.json would break its schema at ${instancePath}: ${message}`);
  }
  return manifest;
}
