// The layer table: which folder of src may import which, which packages, and who may use Node. Rules and tests are made from it.

/**
 * Each folder of src: the other folders (or entries) and the packages it may import. Its own files it always may.
 * `node` lists the files (patterns below src) that alone may use Node, `ws` and SQLite.
 */
export const LAYERS = {
  protocol: { folders: [], packages: ['pbf'] },
  transport: { folders: ['protocol'], packages: ['partysocket', '@noble/hashes'] },
  core: { folders: ['protocol'], packages: ['mitt', 'idb-keyval', '@noble/hashes'] },
  // Only its Node files may import the entry, see below.
  server: { folders: ['protocol', 'server.ts'], packages: ['jose', '@noble/hashes'] },
  locales: { folders: [], packages: [] },
  ui: {
    folders: ['protocol', 'locales'],
    packages: ['lit', '@tanstack/lit-virtual', '@tanstack/virtual-core', 'linkify-it'],
  },
  elements: { folders: ['core', 'ui', 'locales', 'protocol'], packages: ['lit', 'mitt'] },
  define: { folders: ['elements'], packages: [] },
};

/** Files of the server that know Node, the entry for Node among them; the rest of it also runs inside a page. */
export const NODE_FILES = [
  'server',
  'server/(node|cli|runtime-node)[^/]*',
  'server/(node|cli)/.*',
  'server/store/sqlite[^/]*',
];

/** Packages that only those files may import. */
export const NODE_PACKAGES = ['ws', '@photostructure/sqlite', 'file-type'];

/** Files that join layers which must not know each other otherwise, and what more they may import. */
export const JOINTS = {
  'elements/im-client.ts': ['transport', 'join.ts'],
};

/** Entries of the package, directly in src, and the folders and entries they may import. */
export const ENTRIES = {
  'index.ts': ['define', 'elements', 'core', 'transport', 'protocol', 'ui', 'locales', 'client.ts', 'join.ts'],
  'client.ts': ['core', 'transport', 'protocol', 'join.ts'],
  // No entry of the package, but what its entries share.
  'join.ts': ['core', 'transport', 'protocol', 'page.ts'],
  // What a browser's page has for that.
  'page.ts': ['core'],
  'server.ts': ['server', 'protocol'],
  // The client's own transport, ended in the page.
  'loopback.ts': ['server', 'transport', 'protocol'],
};
