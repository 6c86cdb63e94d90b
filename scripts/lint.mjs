// `npm run lint`: ESLint, Prettier, the layer rules and knip, all of them even when one finds something.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const sources = ['src', 'demo'].filter(folder => existsSync(join(root, folder)));

const CHECKS = {
  eslint: ['node_modules/eslint/bin/eslint.js', '--max-warnings=0', '.'],
  prettier: ['node_modules/prettier/bin/prettier.cjs', '--check', '--log-level=warn', '.'],
  layers: [
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    '--config',
    'scripts/lint/dependency-cruiser.mjs',
    ...sources,
  ],
  knip: ['node_modules/knip/bin/knip.js'],
};

const failed = Object.entries(CHECKS).filter(([name, args]) => {
  const started = Date.now();
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  console.log(`${status === 0 ? '✔' : '✖'} ${name} (${((Date.now() - started) / 1000).toFixed(1)} s)`);
  return status !== 0;
});
process.exit(failed.length ? 1 : 0);
