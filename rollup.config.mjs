// Says how each published or measured file is made from src; scripts/build.mjs and the rollup command both read it.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, resolve as absolute } from 'node:path';
import nodeResolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import esbuild from 'rollup-plugin-esbuild';
import { minifyTemplateLiterals } from 'rollup-plugin-minify-template-literals';
import {
  oneDecoratorStandard,
  onlyDeclaredSideEffects,
  ownTrustedTypesPolicy,
  production,
  shareDecorateHelper,
  shareWithLazyFiles,
  sizeRecord,
  virtualEntry,
} from './scripts/lib/rollup-plugins.mjs';
import { inlineConstants } from './scripts/lib/inline-constants.mjs';
import { fingerprint } from './scripts/lib/stale.mjs';
import {
  dropUnusedMembers,
  minifyStyles,
  quietHashes,
  quietKeys,
  quietList,
  quietLit,
  quietSocket,
} from './scripts/lib/shrink-plugins.mjs';

const root = import.meta.dirname;
const manifest = JSON.parse(readFileSync(absolute(root, 'package.json'), 'utf8'));
const path = name => absolute(root, name);
const isDependency = id =>
  Object.keys(manifest.dependencies).some(name => id === name || id.startsWith(`${name}/`)) || id.startsWith('node:');

/** Source files that exist, as rollup's `{ name: file }`; a part whose entries are all missing is left out. */
const entries = files =>
  Object.fromEntries(
    files.filter(file => existsSync(path(file))).map(file => [file.replace(/^src\/|\.ts$/g, ''), path(file)]),
  );

const filesIn = folder =>
  existsSync(path(folder))
    ? readdirSync(path(folder))
        .filter(name => name.endsWith('.ts'))
        .map(name => `${folder}/${name}`)
    : [];

const source = ({ browser = true } = {}) => [
  onlyDeclaredSideEffects(root, manifest.sideEffects),
  nodeResolve({
    exportConditions: browser ? ['browser', 'production'] : ['node', 'production'],
    browser,
    preferBuiltins: !browser,
  }),
  esbuild({ target: 'es2022', tsconfig: path('tsconfig.json'), sourceMap: true }),
];

/** Modules of numbers with names. */
const CONSTANTS = ['protocol/codes', 'protocol/content', 'protocol/chat-model', 'protocol/model', 'core/state'];

const minified = () => [
  inlineConstants(CONSTANTS.map(name => path(`src/${name}.ts`)).filter(existsSync)),
  shareDecorateHelper(),
  oneDecoratorStandard(),
  quietHashes(),
  quietKeys(),
  ...quietList(),
  ...quietLit(),
  quietSocket(),
  minifyTemplateLiterals({
    include: [path('src/**')],
    failOnError: true,
    options: { minifyOptions: { conservativeCollapse: true, removeAttributeQuotes: true, minifyCSS: minifyStyles } },
  }),
];

const tersed = () =>
  terser({
    ecma: 2022,
    module: true,
    compress: { passes: 3, unsafe: true, unsafe_arrows: true, pure_getters: true },
    format: { comments: false },
  });

const onWarning = (warning, warn) => {
  if (warning.code === 'CIRCULAR_DEPENDENCY' && warning.message.includes('node_modules')) return;
  warn(warning);
};

/** A lazy file is called after its language, or after the package that it comes from. */
const lazyName = ({ name, facadeModuleId }) =>
  /node_modules\/(?:@[^/]+\/)?([^/]+)/.exec(facadeModuleId ?? '')?.[1] ?? name;

/** What is needed together comes in one file: what only few need of the sign-in card, all that a chat begins with, and acts with people. */
const TOGETHER = Object.entries({
  'sign-in': /(src\/(elements\/login-(card|fields|styles|memory)|ui\/form|locales\/en\/account)\.ts)$/,
  'signed-in':
    /src\/(elements\/login-chip|core\/cache|protocol\/(push-messages|push-frames|envelope|wire)|transport\/socket)\.ts$|node_modules\/(partysocket|pbf|idb-keyval)\//,
  'login-more': /src\/(elements\/(login-more|code-fields)|ui\/code-button|locales\/en\/register)\.ts$/,
  chat: /src\/(core\/chat\/(arrivals|conversations|index|item|later|messages|order|reading|seqs|sync|threads|timeline|windows)|protocol\/(chat-(endpoints|model)|content|messages|message-frames)|locales\/(en\/(chats?|panel)|groups\/chat)|elements\/(chat-(head|opening|send|styles|view|words)|conversation-(row|rows|styles)|widget-(layer|memory|panel|styles|tabs))|ui\/(im-message|message-styles|summary|content\/(line|quote|room|table|text|view)|im-composer|composer-styles))\.ts$/,
  'chat-after':
    /src\/(core\/chat\/(after|attachments|creators|notices|outbox|outgoing|receipts|removing|typing)|protocol\/chat-notifications)\.ts$/,
  alerts: /src\/elements\/(chat-alerts|base\/alerts)\.ts$/,
  'chat-content': /src\/ui\/content\/(?!(line|quote|room|table|text|view)\.)[\w-]+\.ts$/,
  'chat-calls': /src\/core\/chat\/(rare|creators-rare|history|input-states|\w+-acts)\.ts$/,
  'chat-acts': /src\/elements\/(chat-(acts|find|menu)|conversation-menu)\.ts$/,
  'chat-files': /src\/(elements\/chat-files|ui\/(attach-image|held-files))\.ts$/,
  acts: /src\/(core\/standing|elements\/base\/(friend-actions|waiting)|ui\/(remark|greeting)|locales\/en\/(answers|card|found|offline))\.ts$/,
});

/** Rollup's `manualChunks`: names the file of a module that the entry itself does not have. */
function together() {
  let early;
  return (id, { getModuleIds, getModuleInfo }) => {
    if (!early) {
      early = new Set();
      const add = one => {
        if (early.has(one)) return;
        early.add(one);
        getModuleInfo(one)?.importedIds.forEach(add);
      };
      [...getModuleIds()].filter(one => getModuleInfo(one).isEntry).forEach(add);
    }
    return early.has(id) ? undefined : TOGETHER.find(([, modules]) => modules.test(id))?.[0];
  };
}

/** One browser bundle with everything it needs inside; what is imported lazily becomes a file beside it. */
const bundle = (name, input, { file = `sizes/${name}.js`, plugins = [] } = {}) => ({
  input,
  // Rows of tables that nobody uses go, although making them reads properties; no code here reads one for its effect.
  treeshake: { propertyReadSideEffects: false, unknownGlobalSideEffects: false },
  // What lazy files need of the entry stays in the entry.
  preserveEntrySignatures: 'allow-extension',
  onwarn: onWarning,
  plugins: [
    ...plugins,
    ...source(),
    ...minified(),
    ownTrustedTypesPolicy('im-elements'),
    production(),
    shareWithLazyFiles(`${manifest.version}/${name}/${fingerprint(root, ['src', 'package-lock.json']).slice(0, 12)}`),
    dropUnusedMembers(),
    sizeRecord(name, path('dist/sizes'), lazyName),
  ],
  output: {
    dir: path('dist'),
    format: 'es',
    entryFileNames: file,
    chunkFileNames: chunk => `${file.replace(/\.js$/, '')}.${lazyName(chunk)}-[hash].js`,
    manualChunks: together(),
    onlyExplicitManualChunks: true,
    freeze: false,
    sourcemap: file.startsWith('cdn/'),
    plugins: [tersed()],
  },
});

/** `name` → function that gives the rollup configuration, or nothing while its source does not exist. */
export const parts = {
  /** For npm: unbundled modules, dependencies stay imports. */
  esm() {
    const input = entries([
      'src/index.ts',
      'src/client.ts',
      'src/loopback.ts',
      ...filesIn('src/define'),
      ...filesIn('src/elements'),
      ...filesIn('src/locales'),
    ]);
    return (
      Object.keys(input).length && {
        input,
        external: isDependency,
        onwarn: onWarning,
        plugins: source(),
        output: {
          dir: path('dist/esm'),
          format: 'es',
          preserveModules: true,
          preserveModulesRoot: path('src'),
          sourcemap: true,
          entryFileNames: '[name].js',
        },
      }
    );
  },

  /** For a script tag: every element and the client in one file. */
  cdn: () => existsSync(path('src/index.ts')) && bundle('all', path('src/index.ts'), { file: 'cdn/im-elements.js' }),

  /** The server inside the page, for the static demo and for tests. */
  loopback: () =>
    existsSync(path('src/loopback.ts')) && bundle('loopback', path('src/loopback.ts'), { file: 'cdn/loopback.js' }),

  /** Measured only: a page that uses the client without any element. */
  client: () => existsSync(path('src/client.ts')) && bundle('client', path('src/client.ts')),

  /** Measured only: a page with the sign-in card and its client, nothing else. */
  login: () =>
    existsSync(path('src/define/im-login.ts')) &&
    bundle('login', 'login', {
      plugins: [
        virtualEntry(
          'login',
          ['im-client', 'im-login'].map(tag => `import ${JSON.stringify(path(`src/define/${tag}.ts`))};`).join('\n'),
        ),
      ],
    }),

  /** For Node: the library and the command line. */
  server() {
    const input = entries(['src/server.ts', 'src/server/cli.ts']);
    return (
      Object.keys(input).length && {
        input: Object.fromEntries(Object.entries(input).map(([name, file]) => [basename(name), file])),
        external: isDependency,
        onwarn: onWarning,
        plugins: source({ browser: false }),
        output: {
          dir: path('dist/server'),
          format: 'es',
          sourcemap: true,
          entryFileNames: '[name].js',
          chunkFileNames: '[name]-[hash].js',
          banner: chunk => (chunk.name === 'cli' ? '#!/usr/bin/env node' : ''),
        },
      }
    );
  },
};

/** The configurations of the named parts, without those that have no source yet. */
export const configurations = (names = Object.keys(parts)) => names.map(name => parts[name]()).filter(Boolean);

export default () => configurations();
