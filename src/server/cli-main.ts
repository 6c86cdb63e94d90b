/** Reads a command line by the table of commands and runs it. */
import { parseArgs } from 'node:util';
import { ImError } from '../protocol/errors.js';
import { commands, type Command } from './cli-commands.js';
import { UsageError, type Flag } from './cli-flags.js';
import type { Terminal, Typed } from './cli-terminal.js';
import { packageVersion } from './node-package.js';

const PROGRAM = 'im-elements';

/**
 * @param args - the words after the program's name.
 * @returns the exit status: 0, 1 when the work failed, 2 when the words make no command.
 */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<number> {
  try {
    if (args.length === 1 && args[0] === '--version') {
      terminal.out(packageVersion());
      return 0;
    }
    const command = commands.find(({ name }) => name.split(' ').every((word, i) => args[i] === word));
    if (!command) {
      const help = args.length > 0 && args.every(word => /^(?:--help|-h|help)$/.test(word) || isGroup(word));
      if (!help && args.length) throw new UsageError(`there is no command "${args.join(' ')}"`);
      terminal.out(overview());
      return help ? 0 : 2;
    }
    const rest = args.slice(command.name.split(' ').length);
    if (rest.some(word => word === '--help' || word === '-h')) {
      terminal.out(helpOf(command));
      return 0;
    }
    await command.run(readArgs(command, rest), terminal);
    return 0;
  } catch (error) {
    const usage = error instanceof UsageError;
    terminal.error(`${PROGRAM}: ${wordsOf(error)}${usage ? ` (${PROGRAM} --help lists what there is)` : ''}`);
    return usage ? 2 : 1;
  }
}

const isGroup = (word: string) => commands.some(({ name }) => name.startsWith(`${word} `));
const wordsOf = (error: unknown) =>
  error instanceof ImError ? error.errMsg : error instanceof Error ? error.message : String(error);

function readArgs(command: Command, args: readonly string[]): Typed {
  const known = new Map(command.flags.map(flag => [flag.name, flag]));
  const options = Object.fromEntries(
    command.flags.map(({ name, value }) => [
      name,
      { type: value ? ('string' as const) : ('boolean' as const), multiple: true },
    ]),
  );
  const { tokens } = parseArgs({ args: [...args], options, allowPositionals: true, strict: false, tokens: true });
  const flags: Record<string, string> = {};
  const words: string[] = [];
  for (const token of tokens) {
    if (token.kind === 'positional') words.push(token.value);
    if (token.kind !== 'option') continue;
    const flag = known.get(token.name);
    if (!flag) throw new UsageError(`${command.name} knows no ${token.rawName}`);
    flags[flag.name] = valueOf(flag, token.value, flags[flag.name]);
  }
  const needed = command.words.filter(word => !word.startsWith('['));
  if (words.length > command.words.length || words.length < needed.length) {
    throw new UsageError(
      words.length > command.words.length
        ? `"${words[command.words.length]}" is one word too many for ${command.name}`
        : `${command.name} needs ${command.words[words.length]!}`,
    );
  }
  return { flags, words };
}

function valueOf(flag: Flag, value: string | undefined, earlier: string | undefined): string {
  if (!flag.value) {
    if (value !== undefined) throw new UsageError(`--${flag.name} takes no value`);
    return '';
  }
  // A flag where a value should be is a forgotten value, not a folder called "--demo".
  if (!value || value.startsWith('--'))
    throw new UsageError(`--${flag.name} needs a value: --${flag.name} ${flag.value}`);
  if (earlier === undefined) return value;
  if (!flag.many) throw new UsageError(`--${flag.name} is given twice`);
  return `${earlier},${value}`;
}

const synopsis = ({ name, words }: Command) => [PROGRAM, name, ...words].join(' ');

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}`).join('\n');
}

const overview = () =>
  `${columns(commands.map(command => [synopsis(command), command.about] as const))}\n\n  ${PROGRAM} COMMAND --help lists its flags, ${PROGRAM} --version says which this is. USER is a user ID, account name, e-mail address or phone number.`;

const helpOf = (command: Command) =>
  `${synopsis(command)} – ${command.about}\n\n${columns(command.flags.map(({ name, value, about }) => [`--${name}${value ? ` ${value}` : ''}`, about] as const))}`;
