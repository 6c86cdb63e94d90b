// The small rollup plugins of this package's build.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Rollup's short names for what chunks share have one or two letters; ours never. */
const PUBLIC_NAME = /^.{3,}$/;

const posix = file => file.replaceAll('\\', '/');

/** A glob of package.json's `sideEffects` as a regular expression. */
const globToRegExp = glob =>
  new RegExp(
    `^${glob
      .replace(/^\.\//, '')
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '[^/]*')}$`,
  );

/**
 * Finds `./x.ts` for `./x.js`, and takes package.json's `sideEffects` at its word for our own files, so that this build drops
 * exactly what a site's bundler would drop.
 */
export function onlyDeclaredSideEffects(root, sideEffects) {
  const patterns = sideEffects.map(globToRegExp);
  const published = file => posix(relative(join(root, 'src'), file)).replace(/\.ts$/, '.js');
  const hasSideEffects = file =>
    patterns.some(pattern => pattern.test(`dist/esm/${published(file)}`) || pattern.test(`dist/${published(file)}`));
  return {
    name: 'own-source',
    resolveId(id, importer) {
      if (id.startsWith('\0') || (!importer && !id.endsWith('.ts'))) return null;
      if (!/^[./]|^[A-Za-z]:[\\/]/.test(id)) return null;
      const file = resolve(importer ? dirname(importer) : root, id).replace(/\.js$/, '.ts');
      if (!posix(file).startsWith(`${posix(root)}/src/`) || !existsSync(file)) return null;
      return { id: file, moduleSideEffects: hasSideEffects(file) };
    },
  };
}

/** Makes `id` an entry with the given code. */
export function virtualEntry(id, code) {
  return {
    name: 'virtual-entry',
    resolveId: asked => (asked === id ? { id: `\0${id}`, moduleSideEffects: true } : null),
    load: asked => (asked === `\0${id}` ? { code, moduleSideEffects: true } : null),
  };
}

/** Lit's own policy name is taken when the page has another copy of Lit; ours gets its own, which a site's CSP can name. */
export function ownTrustedTypesPolicy(name) {
  const original = /createPolicy\((["'])lit-html\1/;
  return {
    name: 'own-trusted-types-policy',
    transform(code, id) {
      if (!/lit-html[\\/](development[\\/])?lit-html\.js$/.test(id)) return null;
      if (!original.test(code))
        this.error('lit-html no longer creates the policy "lit-html": look at ownTrustedTypesPolicy()');
      return { code: code.replace(original, `createPolicy("${name}"`), map: null };
    },
  };
}

/** esbuild writes its decorator helper into every file that needs it; a bundle needs it once. */
export function shareDecorateHelper() {
  const id = '\0decorate-class';
  const helper =
    /^var __defProp = Object\.defineProperty;\nvar __getOwnPropDesc = .*;\nvar __decorateClass = [\s\S]*?\n};\n/m;
  return {
    name: 'share-decorate-helper',
    resolveId: asked => (asked === id ? asked : null),
    load: asked =>
      asked === id
        ? `export const __decorateClass = (decorators, target, key, kind) => {
  let result = kind > 1 ? undefined : kind ? Object.getOwnPropertyDescriptor(target, key) : target;
  for (let i = decorators.length - 1, decorator; i >= 0; i--)
    if ((decorator = decorators[i])) result = (kind ? decorator(target, key, result) : decorator(result)) || result;
  if (kind && result) Object.defineProperty(target, key, result);
  return result;
};`
        : null,
    transform(code, file) {
      if (!file.endsWith('.ts') || !helper.test(code)) return null;
      // As many line breaks as were taken out keep the map of the lines below true.
      const shared = code.replace(
        helper,
        text => `import { __decorateClass } from ${JSON.stringify(id)};${'\n'.repeat(text.split('\n').length - 1)}`,
      );
      return { code: shared, map: null };
    },
  };
}

/** Lit's decorators serve two standards; our classes are compiled for one, and a bundle need not carry the other. */
export function oneDecoratorStandard() {
  const property = `export const property = options => (proto, name) => {
  const own = Object.hasOwn(proto, name);
  proto.constructor.createProperty(name, options);
  return own ? Object.getOwnPropertyDescriptor(proto, name) : undefined;
};`;
  return {
    name: 'one-decorator-standard',
    transform: (_, id) =>
      /reactive-element[\\/]decorators[\\/]property\.js$/.test(id) ? { code: property, map: null } : null,
  };
}

/**
 * Lets a lazy file use code of the entry without importing it: a page may load the entry under another address (`?v=2`), and an
 * import by name would then run it a second time. The entry puts what lazy files need on the global object, under a symbol that no
 * other build has.
 * @param {string} build names this build; it is in every file's text, so that no file is taken for one of another build
 */
export function shareWithLazyFiles(build) {
  const shelf = `globalThis[Symbol.for(${JSON.stringify(`im-elements/shared/${build}`)})]`;
  const entryOf = chunks => Object.values(chunks).find(({ isEntry }) => isEntry);
  return {
    name: 'share-with-lazy-files',
    renderChunk(code, chunk, _, { chunks }) {
      const entry = entryOf(chunks);
      /** By how many files need a name, so that each file's list has few holes. */
      const times = new Map();
      for (const { importedBindings } of Object.values(chunks))
        for (const name of importedBindings[entry.fileName] ?? []) times.set(name, (times.get(name) ?? 0) + 1);
      const needed = [...times.keys()].sort((a, b) => times.get(b) - times.get(a) || (a < b ? -1 : 1));
      if (!needed.length) return null;
      const edits = [];
      for (const node of this.parse(code).body) {
        if (chunk.isEntry && node.type === 'ExportNamedDeclaration' && !node.source && node.specifiers.length) {
          const name = ({ exported }) => exported.name ?? exported.value;
          const shown = node.specifiers.filter(one => !times.has(name(one)) || PUBLIC_NAME.test(name(one)));
          const local = new Map(node.specifiers.map(one => [name(one), one.local.name]));
          edits.push([
            node,
            `${shelf} = [${needed.map(one => local.get(one)).join(', ')}];` +
              `export { ${shown.map(one => `${one.local.name} as ${name(one)}`).join(', ')} };`,
          ]);
        }
        if (node.type === 'ImportDeclaration' && node.source.value.endsWith(`/${entry.fileName.split('/').pop()}`)) {
          const local = new Map(node.specifiers.map(one => [one.imported.name, one.local.name]));
          const list = needed
            .map(one => local.get(one) ?? '')
            .join(',')
            .replace(/,+$/, '');
          edits.push([node, `const [${list}] = ${shelf};`]);
        }
      }
      const text = edits.reduceRight((rest, [{ start, end }, by]) => rest.slice(0, start) + by + rest.slice(end), code);
      return { code: text, map: null };
    },
    generateBundle(_, files) {
      const chunks = Object.values(files).filter(({ type }) => type === 'chunk');
      for (const { code, fileName, isEntry } of chunks)
        for (const { type, source } of this.parse(code).body)
          if (type === 'ImportDeclaration' && (isEntry || entryOf(files).fileName.endsWith(source.value.slice(2))))
            this.error(
              `${fileName} imports ${source.value}: the entry must stand alone, and nothing may import it by name`,
            );
    },
  };
}

/** Writes `dist/sizes/<name>.json`: each file's compressed size, why it is loaded and which modules it has. */
export function sizeRecord(name, folder, nameOf) {
  return {
    name: 'size-record',
    writeBundle({ dir }, files) {
      const chunks = Object.values(files).filter(file => file.type === 'chunk');
      const record = chunks.map(chunk => ({
        file: posix(chunk.fileName),
        name: nameOf(chunk),
        entry: chunk.isEntry,
        imports: chunk.imports,
        gzip: gzipSync(chunk.code, { level: 9 }).length,
        modules: Object.entries(chunk.modules)
          .filter(([, { renderedLength }]) => renderedLength > 0)
          .map(([id]) => posix(relative(dirname(dir), id.replace('\0', '')))),
      }));
      mkdirSync(folder, { recursive: true });
      writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(record, null, 2)}\n`);
    },
  };
}

/** Libraries that ask Node's environment whether this is production: it is, and a page has no `process`. */
export function production() {
  return {
    name: 'production',
    transform: code =>
      code.includes('process.env.NODE_ENV')
        ? { code: code.replaceAll('process.env.NODE_ENV', '"production"'), map: null }
        : null,
  };
}
