/** Static files: the demo or the operator's own folder, and the built bundle, with the headers that make them safe. */
import { createHash } from 'node:crypto';
import { readFile, realpath, stat } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { gzip } from 'node:zlib';
import { promisify } from 'node:util';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { acceptsGzip } from './node-http.js';

const gzipAsync = promisify(gzip);

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.webmanifest': 'application/manifest+json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.gif': 'image/gif',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};
const PACKED = /^(?:text|application|image\/svg)/;
const MAX_FILE = 64 * 2 ** 20;
/** The build puts a hash of the content into the names of the bundle's lazy parts: what is behind one never changes. */
const HASHED = /\.[^./]+-[\w-]{8}\.js$/;

/** Folders whose pages may run nothing but their own files. */
const STRICT_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob: http: https:",
  "media-src 'self' data: blob: http: https:",
  "font-src 'self'",
  "connect-src 'self' http: https: ws: wss:",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  "frame-src 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types im-elements lit-html',
].join('; ');
/** What an operator's own pages load is theirs to decide. */
const OWN_CSP = "object-src 'none'; base-uri 'self'; frame-ancestors 'self'";

export interface StaticFolder {
  path: string;
  /** A page of the folder can be as strict as the demo is. */
  strict: boolean;
  /** Scripts that pages of other sites load: readable from everywhere. */
  shared: boolean;
}

interface StaticFile {
  folder: StaticFolder;
  path: string;
  etag: string;
  size: number;
}

/** A path of the folder, or undefined: hidden files, and what leads outside, do not exist. */
async function locate(folder: StaticFolder, segments: readonly string[]): Promise<StaticFile | undefined> {
  try {
    const root = await realpath(folder.path);
    const path = await realpath(join(root, ...segments));
    if (path !== root && !path.startsWith(root + sep)) return undefined;
    const info = await stat(path);
    if (!info.isFile() || info.size > MAX_FILE) return undefined;
    const etag = `"${createHash('sha256').update(`${path} ${info.size} ${info.mtimeMs}`).digest('base64url').slice(0, 22)}"`;
    return { folder, path, etag, size: info.size };
  } catch {
    return undefined;
  }
}

/** The names of a URL's path; undefined when one of them is none that a file may have. */
function segmentsOf(path: string): string[] | undefined {
  try {
    const segments = path.split('/').filter(Boolean).map(decodeURIComponent);
    return segments.every(name => !name.startsWith('.') && !/[/\\\0:]/.test(name)) ? segments : undefined;
  } catch {
    return undefined;
  }
}

function headersOf({ folder, path, etag }: StaticFile, type: string): Record<string, string> {
  const isPage = type.startsWith('text/html');
  return {
    'content-type': type,
    etag,
    'cache-control': folder.shared && HASHED.test(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
    vary: 'Accept-Encoding',
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cross-origin-resource-policy': folder.shared ? 'cross-origin' : 'same-origin',
    ...(folder.shared && { 'access-control-allow-origin': '*' }),
    ...(isPage && {
      'content-security-policy': folder.strict ? STRICT_CSP : OWN_CSP,
      'x-frame-options': 'SAMEORIGIN',
      'cross-origin-opener-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(self), geolocation=()',
    }),
    // An SVG opened by itself is a page with scripts.
    ...(type === 'image/svg+xml' && {
      'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
    }),
  };
}

/** Serves files of the folders, the first that has one wins; gives false when none has. */
export function createStatic(folders: readonly StaticFolder[]) {
  /** Packed once: etag → bytes. Emptied when it holds too many. */
  const packed = new Map<string, Buffer>();

  async function find(path: string): Promise<StaticFile | undefined> {
    const segments = segmentsOf(path);
    if (!segments) return undefined;
    const names = path.endsWith('/') ? [...segments, 'index.html'] : segments;
    for (const folder of folders) {
      const file = await locate(folder, names);
      if (file) return file;
    }
    return undefined;
  }

  async function packedBytes(etag: string, bytes: Buffer): Promise<Buffer> {
    const known = packed.get(etag);
    if (known) return known;
    const made = await gzipAsync(bytes, { level: 9 });
    if (packed.size > 200) packed.clear();
    packed.set(etag, made);
    return made;
  }

  return async (request: IncomingMessage, response: ServerResponse, path: string): Promise<boolean> => {
    const file = await find(path);
    if (!file) return false;
    const type = TYPES[extname(file.path).toLowerCase()] ?? 'application/octet-stream';
    const headers = headersOf(file, type);
    if (
      String(request.headers['if-none-match'] ?? '')
        .split(',')
        .some(tag => tag.trim().replace(/^W\//, '') === file.etag)
    ) {
      response.writeHead(304, headers).end();
      return true;
    }
    const bytes = await readFile(file.path);
    const gzips = PACKED.test(type) && bytes.length > 1024 && acceptsGzip(request.headers['accept-encoding']);
    const sent = gzips ? await packedBytes(file.etag, bytes) : bytes;
    response.writeHead(200, {
      ...headers,
      ...(gzips && { 'content-encoding': 'gzip' }),
      'content-length': String(sent.length),
    });
    response.end(request.method === 'HEAD' ? undefined : sent);
    return true;
  };
}
