// `npm run serve -- …`: builds the server when it is stale, then runs `im-elements serve` with the same options.
import { join } from 'node:path';
import { build, SERVED } from './build.mjs';

await build(SERVED);
const cli = join(import.meta.dirname, '../dist/server/cli.js');
process.argv = [process.execPath, cli, 'serve', ...process.argv.slice(2)];
await import(`file://${cli}`);
