// Reads `--name value` options of the start command.
import { resolve } from 'node:path';

/**
 * @param {string[]} args
 * @returns {{ port: number | undefined, data: string | undefined, rest: string[] }} `rest` goes on to the server as it is
 * @throws {Error} for a port that is none or an option without its value
 */
export function startOptions(args) {
  const found = { port: undefined, data: undefined, rest: [] };
  for (let i = 0; i < args.length; i++) {
    const [, name, inline] = /^--(port|data)(?:=(.*))?$/.exec(args[i]) ?? [];
    if (!name) {
      found.rest.push(args[i]);
      continue;
    }
    const value = inline ?? args[++i];
    if (!value || value.startsWith('--'))
      throw new Error(`--${name} needs a value, as in --${name} ${name === 'port' ? '10002' : '.im-data'}`);
    if (name === 'port' && !(/^\d+$/.test(value) && Number(value) < 65_536))
      throw new Error(`--port takes a number from 0 to 65535, not "${value}"`);
    found[name] = name === 'port' ? Number(value) : resolve(value);
  }
  return found;
}
