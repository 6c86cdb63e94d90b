// Lists what each module adds to a bundle, to find out where bytes go.
import { gzipSync } from 'node:zlib';
import { transform } from 'esbuild';
import { relative } from 'node:path';
import { rollup } from 'rollup';
import { configurations } from '../../rollup.config.mjs';

/**
 * One line per module of the part's entry, the largest first. Each is compressed alone, so the sum is more than the bundle.
 * @param {string} root
 * @param {string} part of rollup.config.mjs
 */
export async function moduleSizes(root, part) {
  const [{ output, plugins, ...input }] = configurations([part]);
  const bundle = await rollup({ ...input, plugins: plugins.filter(({ name }) => name !== 'size-record') });
  const chunks = (await bundle.generate({ ...output, plugins: [] })).output;
  await bundle.close();
  const rows = [];
  for (const chunk of chunks.filter(({ isEntry }) => isEntry))
    for (const [id, { code }] of Object.entries(chunk.modules)) {
      if (!code) continue;
      const { code: small } = await transform(code, {
        minify: true,
        target: 'es2022',
        format: 'esm',
        treeShaking: false,
      });
      rows.push([gzipSync(small, { level: 9 }).length, relative(root, id).replace(/.*node_modules\//, '')]);
    }
  return rows.sort((a, b) => b[0] - a[0]).map(([bytes, id]) => `${String(bytes).padStart(6)}  ${id}`);
}
