// Rollup plugins that take out of a bundle what only other users of our dependencies need.
import { transformSync } from 'esbuild';

/** Dependencies whose classes have far more methods than we call. They call their own methods by plain names only. */
const WIDE_CLASSES = /node_modules[\\/](pbf|partysocket|jose|@noble[\\/]hashes)[\\/]/;

/** The line breaks of a text: what is taken out leaves them behind, so that source maps stay true. */
const breaks = text => '\n'.repeat(text.split('\n').length - 1);

/** Calls `visit` for every node below `node` with the node and its parent. */
export function walk(node, visit, parent) {
  visit(node, parent);
  for (const value of Object.values(node))
    for (const child of Array.isArray(value) ? value : [value])
      if (child && typeof child.type === 'string') walk(child, visit, node);
}

const nameOf = ({ key }) => key.name ?? key.value;

/** Where each name is used as a property, a key or a word in quotes (whatever could reach a member), and as a variable. */
function uses(ast) {
  const members = new Map();
  const variables = new Map();
  const add = (map, name, { start }) => map.set(name, [...(map.get(name) ?? []), start]);
  walk(ast, (node, parent) => {
    if (node.type === 'Literal' && typeof node.value === 'string') add(members, node.value, node);
    if (node.type === 'TemplateElement') add(members, node.value.cooked, node);
    if (node.type !== 'Identifier') return;
    const isName =
      (parent.type === 'MemberExpression' && parent.property === node && !parent.computed) ||
      (parent.type === 'Property' && parent.key === node && !parent.computed);
    if (isName) add(members, node.name, node);
    if (!isName || parent.shorthand) add(variables, node.name, node);
  });
  return { members, variables };
}

/**
 * Removes methods and accessors that nothing in the bundle names, from the classes of the wide dependencies, and functions that
 * only those called. A bundle is closed: nobody outside gets hold of an instance.
 */
export function dropUnusedMembers() {
  const wide = new Set();
  return {
    name: 'drop-unused-members',
    /** Classes to look at, by name. */
    transform(code, id) {
      if (WIDE_CLASSES.test(id)) for (const [, name] of code.matchAll(/\bclass (\w+)/g)) wide.add(name);
      return null;
    },
    renderChunk(code, { fileName }, _, { chunks }) {
      /** What is said in files that get something of this one. */
      const elsewhere = Object.values(chunks)
        .filter(({ imports }) => imports.includes(fileName))
        .flatMap(({ modules }) => Object.values(modules).map(module => module.code))
        .join('\n');
      const isSaid = name => new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(elsewhere);
      for (let text = code; ;) {
        const ast = this.parse(text);
        const { members, variables } = uses(ast);
        /** Nothing but perhaps the thing itself names it. */
        const isUnused = (map, name, { start, end }) => (map.get(name) ?? []).every(at => at >= start && at < end);
        const classes = [];
        walk(ast, node => {
          if (/^Class/.test(node.type) && wide.has(node.id?.name)) classes.push(node);
        });
        const cuts = [
          ...classes
            .flatMap(({ body }) => body.body)
            .filter(node => node.type === 'MethodDefinition' && !node.computed && node.kind !== 'constructor')
            .filter(node => isUnused(members, nameOf(node), node) && !isSaid(nameOf(node))),
          ...ast.body.filter(node => node.type === 'FunctionDeclaration' && isUnused(variables, node.id.name, node)),
        ];
        if (!cuts.length) return text === code ? null : { code: text, map: null };
        // From the end, so that positions before stay true; one may be the last caller of another, so look again.
        for (const { start, end } of cuts.sort((a, b) => b.start - a.start))
          text = text.slice(0, start) + breaks(text.slice(start, end)) + text.slice(end);
      }
    },
  };
}

/** Each replacement must be found: when the dependency changes, the build says so instead of growing. */
const PARTYSOCKET = [
  [/if \(!globalThis\.EventTarget[^]*?`\);\n/, ''],
  [/const isNode =[^]*?;/, 'const isNode = false;'],
  [/const isReactNative =[^]*?;/, 'const isReactNative = false;'],
  [/if \(\s*!this\._options\.WebSocket &&[^]*?didWarnAboutMissingWebSocket = true;\s*}/, ''],
  [/if \(this\._closeCalled && !this\._didWarnAboutClosedSend\) {[^]*?;\s*}\n/, ''],
  [/this\._debug\([^]*?\);/g, ''],
  [/_debug\(\.\.\.args\) {[^]*?\n {2}}\n/, ''],
  // transport/socket.ts gives a function for the address and no protocols, and lets it neither retry nor queue.
  [/this\._getNextUrl\(this\._url\)/, 'this._url()'],
  [/this\._getNextProtocols\(this\._protocols \|\| null\)/, 'null'],
  [/this\._getNextDelay\(\)/, '0'],
  [/const { maxEnqueuedMessages = [^]*?this\._messageQueue\.push\(data\);\n {4}}/, ''],
  [/this\._messageQueue\.forEach\([^]*?}\);\n {4}this\._messageQueue = \[\];/, ''],
  // One pattern each: where several share one, a pattern that takes too much hides behind the others.
  [/const { minUptime = .*;/, ''],
  [/this\._uptimeTimeout = setTimeout\(.*;/, ''],
  [/assert\(this\._ws, [^;]*;/, ''],
  [/const DEFAULT = {[^}]*};/, ''],
  [/ = DEFAULT\.\w+(?=,?\n)/g, ''],
  [/if \(\s*this\._options\.shouldReconnectOnClose &&[^]*?_shouldReconnect = false;/, ''],
  // It is heard by its `on…` alone, and is always given a WebSocket.
  [/if \(this\.onerror\) .*;|this\.dispatchEvent\(cloneEvent\(event\)\);/g, ''],
  [/ \|\| WebSocket;/, ';'],
  [/protocols \? new WS\(url, protocols\) : new WS\(url\)/, 'new WS(url)'],
  [/_debugLogger = .*;|if \(this\._options\.debugLogger\)[^;]*;/g, ''],
];

/** What checks arguments that only passwordHash() gives, always bytes. */
const HASHES = [[/\b(abytes|aexists|aoutput)\([^;]*\);/g, '']];

/** What all browsers that can run the elements have: style sheets to adopt. */
const STYLES = `export class CSSResult {
  constructor(text) { this.cssText = text; }
  get styleSheet() {
    if (!this.sheet) (this.sheet = new CSSStyleSheet()).replaceSync(this.cssText);
    return this.sheet;
  }
}
export const css = (strings, ...values) => new CSSResult(strings.reduce((text, part, i) => text + (values[i - 1].cssText ?? values[i - 1]) + part));
export const adoptStyles = (root, styles) => { root.adoptedStyleSheets = styles.map(({ styleSheet }) => styleSheet); };
export const getCompatibleStyle = style => style;
export const supportsAdoptingStyleSheets = true;
export const unsafeCSS = text => new CSSResult(text);`;

/** A minified piece of code as it stands. */
const piece = text => new RegExp(text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));

/** What none of the elements asks of Lit: old browsers, the other decorator standard, converters and defaults of properties. */
const ELEMENTS = [
  ['c=a.trustedTypes,l=c?c.emptyScript:"",p=a.reactiveElementPolyfillSupport,', ''],
  [
    /toAttribute\(t,s\)\{switch.*?return t\},fromAttribute\(t,s\)\{.*?return i\}\}/,
    'toAttribute:(t,s)=>s===Boolean?t?"":null:t,fromAttribute:(t,s)=>s===Boolean?null!==t:s===Number&&null!==t?Number(t):t}',
  ],
  ['Symbol.metadata??=Symbol("metadata"),a.litPropertyMetadata??=new WeakMap;', ''],
  [/const t=this\[Symbol\.metadata\];if\(null!==t\)\{.*?\}(?=this\._\$Eh=new Map)/, ''],
  [
    /if\(this\.finalized=!0,this\._\$Ei\(\),this\.hasOwnProperty\(d\("properties"\)\)\)\{.*?createProperty\(i,t\[i\]\)\}/,
    'this.finalized=!0,this._$Ei();',
  ],
  ['static addInitializer(t){this._$Ei(),(this.l??=[]).push(t)}', ''],
  ['void 0!==t.l&&(this.l=[...t.l]),', ''],
  [',this.constructor.l?.forEach(t=>t(this))', ''],
  [
    /static finalizeStyles\(s\)\{.*?return i\}/,
    'static finalizeStyles(s=[]){return[...new Set([s].flat(1/0).reverse())].reverse()}',
  ],
  ['(void 0!==i.converter?.toAttribute?i.converter:u)', 'u'],
  [/"function"==typeof t\.converter\?.*?t\.converter:u;/, 'u;'],
  ['r??this._$Ej?.get(e)??r', 'r'],
  ['||i.useDefault&&i.reflect&&h===this._$Ej?.get(t)&&!this.hasAttribute(r._$Eu(t,i))', ''],
  [
    'C(t,s,{useDefault:i,reflect:e,wrapped:h},r){i&&!(this._$Ej??=new Map).has(t)&&(this._$Ej.set(t,r??s??this[t]),!0!==h||void 0!==r)||(',
    'C(t,s,{reflect:e}){(',
  ],
  ['this.hasUpdated||i||(s=void 0)', 'this.hasUpdated||(s=void 0)'],
  [/,p\?\.\(\{ReactiveElement:y\}\),\(a\.reactiveElementVersions\?\?=\[\]\)\.push\("[\d.]+"\);/, ';'],
];
const ELEMENT = [
  [/,s\.litElementHydrateSupport\?\..*?o\?\.\(\{LitElement:i\}\);/, ';'],
  [/\(s\.litElementVersions\?\?=\[\]\)\.push\("[\d.]+"\);/, ''],
];
/** Nor of its templates: MathML, bindings in comments, in tags and in the text of textareas, another document. What keeps data from becoming a template stays. */
const TEMPLATES = [
  ['y.test(u[2])&&(n=RegExp("</"+u[2],"g")),', ''],
  ['c=n??v', 'c=v'],
  ['(c=p,n=void 0)', '(c=p)'],
  [/if\(y\.test\(r\.tagName\)\)\{.*?\}(?=\}else if\(8===)/, ''],
  [/d\.push\(\{type:2,index:l\}\);else\{let t=-1;.*?o\.length-1\}/, 'd.push({type:2,index:l});'],
  ['else t.startsWith(o)&&(d.push({type:6,index:l}),r.removeAttribute(t));', ''],
  [':6===r.type&&(i=new Z(h,this,t))', ':0'],
  ['3===i?"<math>":""', '""'],
  ['3===i?"</math>":""', '""'],
  ['2===i||3===i', '2===i'],
  ['(t?.creationScope??l).importNode', 'l.importNode'],
  [
    /j=\{M:h,.*?F:Z\},B=t\.litHtmlPolyfillSupport;B\?\.\(S,k\),\(t\.litHtmlVersions\?\?=\[\]\)\.push\("[\d.]+"\);/,
    'j={I:k};',
  ],
];
const pieces = list => list.map(([pattern, text]) => [typeof pattern === 'string' ? piece(pattern) : pattern, text]);

/** Names that begin with `_` become short: they are the class's own. */
function shortNames(code) {
  const names = [...new Set(code.match(/\b_[a-z]\w+\b/gi))];
  return code.replace(/\b_[a-z]\w+\b/gi, name => `_${names.indexOf(name).toString(36)}`);
}

const quiet =
  (name, file, replacements, finish = code => code) =>
  () => ({
    name,
    transform(code, id) {
      if (!file.test(id)) return null;
      for (const [pattern, text] of replacements) {
        if (code.search(pattern) < 0) this.error(`${id} has changed: ${pattern} of ${name} finds nothing`);
        code = code.replace(pattern, found => text + breaks(found));
      }
      return { code: finish(code), map: null };
    },
  });

/** partysocket without its talk to developers on the console, its branches for Node and React Native, and what the socket never asks of it. */
export const quietSocket = quiet(
  'quiet-socket',
  /node_modules[\\/]partysocket[\\/]dist[\\/]ws\.js$/,
  PARTYSOCKET,
  shortNames,
);
export const quietHashes = quiet('quiet-hashes', /node_modules[\\/]@noble[\\/]hashes[\\/]_md\.js$/, HASHES);

/** The virtual list without its talk to developers on the console. */
export const quietList = () => [
  quiet('quiet-list', /virtual-core[\\/]dist[\\/]esm[\\/]index\.js$/, [
    [/key: process\.env\.NODE_ENV !== "production" && "\w+",\s*debug: \(\) => this\.options\.debug,?/g, ''],
    [/console\.warn\(\s*`Missing attribute[^`]*`\s*\);/, ''],
  ])(),
  quiet('quiet-list-utils', /virtual-core[\\/]dist[\\/]esm[\\/]utils\.js$/, [
    [/throw new Error\(`Unexpected undefined.*`\);/, 'throw new TypeError();'],
  ])(),
];

/** The server in the page signs with bytes alone; what else a key may be is refused. */
const KEYS = [
  [
    /let normalized, keyObject;[^]*?await jwkToKey\(entry, normalized\);/,
    'throw new TypeError("a key must be bytes");',
  ],
];
export const quietKeys = quiet('quiet-keys', /node_modules[\\/]jose[\\/]dist[\\/]webapi[\\/]lib[\\/]key\.js$/, KEYS);

const LIT = /node_modules[\\/](@lit[\\/]reactive-element|lit-element|lit-html)[\\/]/.source;
/** Lit without what none of the elements asks of it. */
export const quietLit = () => [
  quiet('quiet-lit-styles', RegExp(`${LIT}css-tag\\.js$`), [
    [/^[^]*"adoptedStyleSheets"in Document\.prototype[^]*$/, STYLES],
  ])(),
  quiet('quiet-lit-elements', RegExp(`${LIT}reactive-element\\.js$`), pieces(ELEMENTS))(),
  quiet('quiet-lit-element', RegExp(`${LIT}lit-element\\.js$`), pieces(ELEMENT))(),
  quiet('quiet-lit-templates', RegExp(`${LIT}lit-html\\.js$`), pieces(TEMPLATES))(),
];

/**
 * Minifies a style sheet in a template.
 * @throws {Error} for what is no CSS
 */
export function minifyStyles(css) {
  const { code, warnings } = transformSync(css, { loader: 'css', minify: true, logLevel: 'silent' });
  if (warnings.length) throw new Error(`${warnings[0].text} in ${warnings[0].location?.lineText.trim()}`);
  return code.trim();
}
