/** Types of files: which the first bytes show, and which a browser may show by itself. */

/** Pictures without scripts, sound and film. Everything else is for saving: HTML, SVG and PDF can run code. */
const SHOWN = /^(?:image\/(?:png|jpeg|gif|webp|avif|bmp|apng)|(?:audio|video)\/[\w.+-]+)$/;

export const isShown = (type: string) => SHOWN.test(type);

const ascii = (head: Uint8Array, start: number, end: number) => String.fromCharCode(...head.subarray(start, end));

/** Offset, text found there, type. */
const signatures: readonly (readonly [number, string, string])[] = [
  [0, '\x89PNG\r\n\x1a\n', 'image/png'],
  [0, '\xff\xd8\xff', 'image/jpeg'],
  [0, 'GIF8', 'image/gif'],
  [8, 'WEBP', 'image/webp'],
  [4, 'ftypavi', 'image/avif'],
  [4, 'ftypM4A', 'audio/x-m4a'],
  [4, 'ftypqt', 'video/quicktime'],
  [4, 'ftyp', 'video/mp4'],
  [8, 'WAVE', 'audio/wav'],
  [0, 'OggS', 'audio/ogg'],
  [0, 'ID3', 'audio/mpeg'],
  [0, '\xff\xfb', 'audio/mpeg'],
  [0, 'fLaC', 'audio/x-flac'],
  [0, '\x1aE\xdf\xa3', 'video/webm'],
  [0, '%PDF-', 'application/pdf'],
  [0, 'PK\x03\x04', 'application/zip'],
];

/** The few types a chat shows; the host in Node knows more. "" for none of them. */
export const sniffShort = (head: Uint8Array): string =>
  signatures.find(([offset, text]) => ascii(head, offset, offset + text.length) === text)?.[2] ?? '';

/** The type a file is served with: what it shows itself to be, without what could make a page of it. */
export function servedType(sniffed: string): string {
  const type = sniffed.split(';')[0]!.trim().toLowerCase();
  return isShown(type) || /^application\/(?:pdf|zip|gzip|x-[\w-]+)$/.test(type) ? type : 'application/octet-stream';
}
