// Measures, side by side in one run, part by part: `npm run bench -- --json FILE`; `--only PART` (more than once) runs some of them.
// `--write` puts the tables into docs/measurements.md, `--against CHECKOUT` has the conversations opened by the code of another
// checkout, too. It prints figures and ratios and never judges them; exits with 1 when a part failed, after the others have run.
import { readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { between } from '../../scripts/lib/markers.mjs';
import { measureChat } from './chat-server.mjs';
import { measureOpen } from './chat-open.mjs';
import { measureFriends } from './friends.mjs';
import { root } from './pages.mjs';
import { runPart } from './part.mjs';
import { measureServer } from './server.mjs';
import { measureTabs } from './tabs.mjs';

/** Each gives `figures` for the JSON, and `tables` by their marker in docs/measurements.md. */
const PARTS = {
  friends: measureFriends,
  server: measureServer,
  chat: measureChat,
  open: measureOpen,
  tabs: measureTabs,
};

const { values: options } = parseArgs({
  options: {
    json: { type: 'string' },
    only: { type: 'string', multiple: true, default: Object.keys(PARTS) },
    friends: { type: 'string', default: '10000' },
    runs: { type: 'string', default: '5' },
    failovers: { type: 'string', default: '20' },
    wakes: { type: 'string', default: '20' },
    against: { type: 'string' },
    write: { type: 'boolean', default: false },
  },
});
const unknown = options.only.filter(name => !(name in PARTS));
if (unknown.length) {
  console.error(`No such part: ${unknown.join(', ')}. There are ${Object.keys(PARTS).join(', ')}.`);
  process.exit(2);
}
const machine = `Node ${process.version}, ${cpus().length} × ${cpus()[0]?.model}`;
const settings = {
  friends: Number(options.friends),
  runs: Number(options.runs),
  failovers: Number(options.failovers),
  wakes: Number(options.wakes),
  against: options.against,
  machine,
};

const results = {};
const failed = {};
for (const name of options.only) {
  const { value, error } = await runPart(name, part => PARTS[name](part, settings));
  if (value) results[name] = value;
  else failed[name] = String(error?.message ?? error);
}

const tables = Object.assign({}, ...Object.values(results).map(({ tables }) => tables));
console.log(`\n${[machine, ...Object.values(tables)].join('\n\n')}`);
if (options.write) {
  const page = join(root, 'docs/measurements.md');
  let text = readFileSync(page, 'utf8');
  for (const [name, piece] of Object.entries(tables)) text = between(text, name, piece);
  writeFileSync(page, text);
}
if (options.json) {
  const figures = Object.fromEntries(Object.entries(results).map(([name, value]) => [name, value.figures]));
  const facts = { ...settings, node: process.version, cores: cpus().length };
  writeFileSync(options.json, `${JSON.stringify({ ...facts, ...figures, failed }, undefined, 2)}\n`);
}
for (const [name, why] of Object.entries(failed)) console.error(`FAILED ${name}: ${why}`);
// What a failed part may have left open holds nobody up.
process.exit(Object.keys(failed).length ? 1 : 0);
