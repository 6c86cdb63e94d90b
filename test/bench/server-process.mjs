// The server that is measured, in a process of its own, its rate limits off: `node server-process.mjs DATA SECRET`.
import { createImServer } from '../../dist/server/server.js';

const [, , data, secret] = process.argv;
const server = await createImServer({
  port: 0,
  data,
  secret,
  limitFactor: Infinity,
  log: 'text',
  logLine: () => undefined,
});
console.log(`listening ${server.url}`);
