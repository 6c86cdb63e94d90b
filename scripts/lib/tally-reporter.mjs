// A node:test reporter: prints each file's result and every failure, and writes the counts to $TALLY_FILE.
import { writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { inspect } from 'node:util';

const show = file => (file ? relative(process.cwd(), file) : '?');

/** The failure as a person wants to read it: the cause, not the runner's wrapping of it. */
function describe(error) {
  const cause = error?.cause ?? error;
  return typeof cause === 'string' ? cause : inspect(cause, { depth: 4, breakLength: 120 });
}

/** Whether an event is a test rather than a suite or the runner's own entry for a whole file. */
const isTest = ({ name, file, details, nesting }) =>
  details?.type !== 'suite' && !(nesting === 0 && (name === file || show(file) === name));

export default async function* tally(source) {
  const counts = { passed: 0, failed: 0, files: 0 };
  const files = new Map();
  const of = file => files.get(file) ?? files.set(file, { passed: 0, failed: 0, ms: 0 }).get(file);
  for await (const { type, data } of source) {
    if (type === 'test:stderr' || type === 'test:stdout') {
      yield data.message;
      continue;
    }
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    const entry = of(data.file);
    if (data.nesting === 0) entry.ms += data.details?.duration_ms ?? 0;
    if (!isTest(data)) {
      // A file or suite that failed on its own account (crash, hook, time-out) counts; one that only repeats its tests' does not.
      if (type === 'test:fail' && data.details?.error?.failureType !== 'subtestsFailed') {
        entry.failed++;
        yield `\n✖ ${show(data.file)}: ${data.name}\n${describe(data.details?.error)}\n`;
      }
      continue;
    }
    const skipped = data.skip !== undefined || data.todo !== undefined;
    if (type === 'test:pass' && !skipped) {
      entry.passed++;
      continue;
    }
    if (data.details?.error?.failureType === 'subtestsFailed') continue;
    entry.failed++;
    const why = skipped ? 'a skipped test proves nothing: make it run or remove it' : describe(data.details?.error);
    yield `\n✖ ${show(data.file)}: ${data.name}\n${why}\n`;
  }
  for (const [file, { passed, failed, ms }] of files) {
    const empty = passed + failed === 0;
    counts.files++;
    counts.passed += passed;
    counts.failed += failed + (empty ? 1 : 0);
    yield `${failed || empty ? '✖' : '✔'} ${show(file)} ${empty ? 'has no test' : `${passed}/${passed + failed}`} (${Math.round(ms)} ms)\n`;
  }
  if (process.env.TALLY_FILE)
    writeFileSync(process.env.TALLY_FILE, JSON.stringify({ ...counts, names: [...files.keys()] }));
}
