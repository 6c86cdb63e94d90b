/** The command `im-elements`. */
import { runCommand } from './cli-main.js';

const read = async () => {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
};

process.exitCode = await runCommand(process.argv.slice(2), {
  out: line => void process.stdout.write(`${line}\n`),
  error: line => void process.stderr.write(`${line}\n`),
  read,
});
