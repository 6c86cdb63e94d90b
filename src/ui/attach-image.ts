/** Makes of a chosen file what is sent: pictures smaller and without where they were taken, films with a still. Loaded with the first file. */
import { encode } from './encode.js';

/** Pixels of the longer side of a picture, and of a film's still. */
const LONGEST = 2048;
const STILL = 640;
/** Bytes up to which a drawing stays a PNG. */
const SMALL = 500_000;
/** ms after which a film that tells nothing is sent without a still. */
const PATIENCE = 8000;

export interface Size {
  width: number;
  height: number;
}
export type Prepared = { file: Blob; name: string } & (
  | ({ kind: 'picture' } & Size)
  | { kind: 'video'; duration: number; snapshot?: Blob; snapshotWidth?: number; snapshotHeight?: number }
  | { kind: 'file' }
);

const fit = ({ width, height }: Size, longest: number): Size => {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
};

function drawn(source: CanvasImageSource, { width, height }: Size): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d')!;
  context.imageSmoothingQuality = 'high';
  context.drawImage(source, 0, 0, width, height);
  return canvas;
}

/** Looked at in small, which any larger hole survives. */
function seeThrough(source: CanvasImageSource, size: Size): boolean {
  const small = fit(size, 256);
  const { data } = drawn(source, small).getContext('2d')!.getImageData(0, 0, small.width, small.height);
  for (let i = 3; i < data.length; i += 4) if (data[i]! < 250) return true;
  return false;
}

/** GIF, and what the first bytes of a WebP or PNG say: one more still would be left of it. */
async function moves(file: Blob): Promise<boolean> {
  if (file.type === 'image/gif') return true;
  const head = String.fromCharCode(...new Uint8Array(await file.slice(0, 64).arrayBuffer()));
  return (head.slice(12, 16) === 'VP8X' && (head.charCodeAt(20) & 2) > 0) || head.includes('acTL');
}

const named = (name: string, { type }: Blob) =>
  `${name.replace(/\.\w{1,5}$/, '')}.${type.slice(6).replace('jpeg', 'jpg')}`;

async function picture(file: File): Promise<Prepared | undefined> {
  const bitmap = await createImageBitmap(file).catch(() => undefined);
  if (!bitmap) return undefined;
  try {
    const { name } = file;
    const { width, height } = bitmap;
    if (await moves(file)) return { kind: 'picture', file, name, width, height };
    const size = fit(bitmap, LONGEST);
    const canvas = drawn(bitmap, size);
    const clear = file.type !== 'image/jpeg' && seeThrough(bitmap, size);
    // Lines and letters of a screenshot suffer from JPEG.
    let blob = file.type === 'image/jpeg' ? undefined : await encode(canvas, 'image/png');
    if (!blob || blob.size > SMALL) {
      const smaller = await encode(canvas, clear ? 'image/webp' : 'image/jpeg');
      if (smaller && !(blob && blob.size < smaller.size)) blob = smaller;
    }
    return blob && { kind: 'picture', file: blob, name: named(name, blob), ...size };
  } finally {
    bitmap.close();
  }
}

const heard = (target: EventTarget, ...types: string[]) =>
  new Promise<void>((resolve, reject) => {
    const timer = setTimeout(reject, PATIENCE);
    const done = (event?: Event) => {
      clearTimeout(timer);
      if (event?.type === 'error') reject(new Error('the film can’t be read'));
      else resolve();
    };
    for (const type of [...types, 'error']) target.addEventListener(type, done, { once: true });
  });

async function film(file: File): Promise<Prepared | undefined> {
  const video = document.createElement('video');
  video.muted = video.playsInline = true;
  video.preload = 'auto';
  const url = URL.createObjectURL(file);
  try {
    video.src = url;
    await heard(video, 'loadeddata');
    // What a browser has recorded does not say how long it is, until its end was looked for.
    if (!Number.isFinite(video.duration)) {
      video.currentTime = 1e7;
      await heard(video, 'seeked');
    }
    const { duration, videoWidth, videoHeight } = video;
    if (!videoWidth) return undefined;
    video.currentTime = Math.min(1, duration / 3) || 0;
    await heard(video, 'seeked');
    const size = fit({ width: videoWidth, height: videoHeight }, STILL);
    const snapshot = await encode(drawn(video, size), 'image/jpeg');
    return {
      kind: 'video',
      file,
      name: file.name,
      duration: Number.isFinite(duration) ? Math.max(1, Math.round(duration)) : 0,
      ...(snapshot && { snapshot, snapshotWidth: size.width, snapshotHeight: size.height }),
    };
  } finally {
    video.removeAttribute('src');
    URL.revokeObjectURL(url);
  }
}

/** What of a file is sent, and as what: what no browser can show goes as it is. */
export async function prepare(file: File): Promise<Prepared> {
  const { type } = file;
  const made = /^image\/(?!svg)/.test(type) ? picture(file) : type.startsWith('video/') ? film(file) : undefined;
  return (await made?.catch(() => undefined)) ?? { kind: 'file', file, name: file.name };
}
