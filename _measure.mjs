import { rollup } from 'rollup'; import nodeResolve from '@rollup/plugin-node-resolve'; import esbuild from 'rollup-plugin-esbuild'; import { minify } from 'terser'; import { gzipSync } from 'node:zlib'; import { parse } from 'acorn'; import { writeFileSync } from 'node:fs';
const b = await rollup({ input: process.argv[2] ?? 'src/client.ts', treeshake: { moduleSideEffects: id => !id.includes('/src/') || true }, plugins: [nodeResolve({ exportConditions: ['browser','production'], browser: true }), esbuild({ target: 'es2022', tsconfig: './tsconfig.json' })], onwarn() {} });
const { output: [{ code }] } = await b.generate({ format: 'es' });
const done = async c => { const m = await minify(c, { ecma: 2022, module: true, compress: { passes: 3, unsafe_arrows: true, unsafe_methods: true }, format: { comments: false } }); return m.code; };
const gz = c => gzipSync(c, { level: 9 }).length;
const plain = await done(code); console.log('rollup+terser', plain.length, gz(plain));
const only = new Set(['PbfReader', 'PbfWriter', 'ReconnectingWebSocket', 'HashMD', '_MD5']);
let s = code; const removed = [];
for (;;) {
  const used = new Set(), methods = [];
  const walk = (node, cls) => {
    if (!node || typeof node.type !== 'string') return;
    if (node.type.startsWith('Class')) cls = node.id?.name ?? cls;
    if (node.type === 'MethodDefinition' && !node.computed && node.kind !== 'constructor') { methods.push([cls, node.key.name, node]); return walk(node.value, cls); }
    if (node.type === 'PropertyDefinition' && !node.computed) return walk(node.value, cls);
    if (node.type === 'MemberExpression' && !node.computed) { used.add(node.property.name); return walk(node.object, cls); }
    if (node.type === 'Property' && !node.computed) { used.add(node.key.name ?? node.key.value); return walk(node.value, cls); }
    if (node.type === 'Literal' && typeof node.value === 'string') used.add(node.value);
    for (const k in node) { const v = node[k]; if (Array.isArray(v)) v.forEach(n => walk(n, cls)); else if (v && typeof v === 'object') walk(v, cls); }
  };
  walk(parse(s, { ecmaVersion: 'latest', sourceType: 'module' }), '');
  const dead = methods.filter(([c, n]) => only.has(c) && !used.has(n)).sort((a, b) => b[2].start - a[2].start);
  if (!dead.length) break;
  for (const [, n, d] of dead) { removed.push(n); s = s.slice(0, d.start) + s.slice(d.end); }
}
console.log('removed', removed.length, removed.join(' '));
const shaken = await done(s); console.log('shaken', shaken.length, gz(shaken)); writeFileSync('/tmp/shaken.js', shaken); writeFileSync('/tmp/shaken.src.js', s);
