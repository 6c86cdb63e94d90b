// Serves the demo and the bundles as the embedded server does, with its strict policy, but without the server behind it.
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import { extname, join, normalize, sep } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self' ws: wss:",
  "require-trusted-types-for 'script'",
  'trusted-types im-elements',
].join('; ');

/**
 * @param {string} root the repository
 * @returns {Promise<{ url: string, close: () => Promise<void> }>}
 */
export async function serveDemo(root) {
  const folders = [join(root, 'demo'), join(root, 'dist/cdn')];
  const server = createServer(async (request, response) => {
    const { pathname } = new URL(request.url, 'http://localhost');
    const name = normalize(pathname.endsWith('/') ? `${pathname}index.html` : pathname);
    for (const folder of folders) {
      const path = join(folder, name);
      if (!path.startsWith(folder + sep)) continue;
      const body = await readFile(path).catch(() => undefined);
      if (!body) continue;
      const type = TYPES[extname(path)] ?? 'application/octet-stream';
      response.writeHead(200, {
        'content-type': type,
        ...(type.startsWith('text/html') && { 'content-security-policy': POLICY }),
      });
      return response.end(body);
    }
    response.writeHead(404).end();
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    close: () =>
      new Promise(done => {
        server.close(done);
        server.closeAllConnections();
      }),
  };
}
