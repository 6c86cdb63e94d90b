// dependency-cruiser's rules, made from the layer table.
import { ENTRIES, JOINTS, LAYERS, NODE_FILES, NODE_PACKAGES } from './layers.mjs';

const escape = text => text.replace(/[.+^${}()|[\]\\/]/g, '\\$&');
const inFolder = name => `^src/${escape(name)}/`;
const isFile = name => `^src/${escape(name)}$`;
const isPackage = name => `node_modules/${escape(name)}/`;
/** A folder, or an entry by its file name. */
const isPlace = name => (name.endsWith('.ts') ? isFile(name) : inFolder(name));
const nodeFiles = `^src/(${NODE_FILES.join('|')})\\.ts$`;

/** What a package's own entry re-exports from is reached through it. */
const PARTS = { lit: ['lit-html', 'lit-element', '@lit/reactive-element'] };

const forbid = (name, comment, from, to) => ({ name, comment, severity: 'error', from, to });
const listed = names => names.join(', ') || 'nothing';

function folderRules([folder, { folders, packages }]) {
  const joints = Object.keys(JOINTS).filter(file => file.startsWith(`${folder}/`));
  const reachable = [folder, ...folders].map(isPlace);
  const allowed = packages.flatMap(name => [name, ...(PARTS[name] ?? [])]).map(isPackage);
  return [
    forbid(
      `${folder}-folders`,
      `of src, src/${folder} may import ${listed(folders)}`,
      { path: inFolder(folder), pathNot: joints.map(isFile) },
      { path: '^src/', pathNot: reachable },
    ),
    ...joints.map(file =>
      forbid(
        `${file}-folders`,
        `of src, src/${file} may import ${listed([...folders, ...JOINTS[file]])}`,
        { path: isFile(file) },
        { path: '^src/', pathNot: [...reachable, ...JOINTS[file].map(isPlace)] },
      ),
    ),
    forbid(
      `${folder}-packages`,
      `of packages, src/${folder} may import ${listed(packages)}`,
      { path: inFolder(folder), pathNot: nodeFiles },
      { path: 'node_modules/', pathNot: allowed },
    ),
  ];
}

const entryRules = Object.entries(ENTRIES).map(([file, targets]) =>
  forbid(
    `${file}-folders`,
    `of src, src/${file} may import ${listed(targets)}`,
    { path: isFile(file) },
    { path: '^src/', pathNot: targets.map(isPlace) },
  ),
);

const known = [...Object.keys(LAYERS).map(inFolder), ...Object.keys(ENTRIES).map(isFile)];
const nodeOnly = `only ${NODE_FILES.join(', ')} may use Node, ws and SQLite`;

export default {
  forbidden: [
    ...Object.entries(LAYERS).flatMap(folderRules),
    ...entryRules,
    forbid(
      'known-places',
      'a new folder or entry of src needs a line in scripts/lint/layers.mjs',
      { path: '^src/', pathNot: known },
      {},
    ),
    forbid('node-files', nodeOnly, { path: '^src/', pathNot: nodeFiles }, { dependencyTypes: ['core'] }),
    forbid('node-packages', nodeOnly, { path: '^src/', pathNot: nodeFiles }, { path: NODE_PACKAGES.map(isPackage) }),
    forbid(
      'node-files-packages',
      `of packages, Node's files may import ${listed([...LAYERS.server.packages, ...NODE_PACKAGES])}`,
      { path: nodeFiles },
      { path: 'node_modules/', pathNot: [...LAYERS.server.packages, ...NODE_PACKAGES, '@types/node'].map(isPackage) },
    ),
    forbid(
      'node-not-in-page',
      'what also runs inside a page must not import a Node file',
      { path: '^src/', pathNot: nodeFiles },
      { path: nodeFiles },
    ),
    forbid('no-circular', 'imports must not run in a circle', {}, { circular: true }),
    forbid('no-unresolved', 'an import must lead somewhere', { path: '^src/' }, { couldNotResolve: true }),
    forbid(
      'no-tests-in-src',
      'src must not import tests, scripts or the demo',
      { path: '^src/' },
      { path: '^(test|scripts|demo)/' },
    ),
    forbid('demo-is-a-guest', "the demo uses the package's own export names", { path: '^demo/' }, { path: '^src/' }),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { conditionNames: ['types', 'import', 'browser', 'default'], exportsFields: ['exports'] },
  },
};
