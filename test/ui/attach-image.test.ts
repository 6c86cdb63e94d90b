import { expect } from '@open-wc/testing';
import { prepare, type Prepared } from '../../src/ui/attach-image.js';
import { encode } from '../../src/ui/encode.js';

type Picture = Extract<Prepared, { kind: 'picture' }>;
const canvasOf = (width: number, height: number, paint: (context: CanvasRenderingContext2D) => void) => {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  paint(canvas.getContext('2d')!);
  return canvas;
};
/** Like a photo: nothing repeats. */
const noise = (context: CanvasRenderingContext2D) => {
  const { width, height } = context.canvas;
  const image = context.createImageData(width, height);
  let seed = 1;
  for (let i = 0; i < image.data.length; i++) {
    seed = (Math.imul(seed, 1103515245) + 12345) >>> 0;
    image.data[i] = i % 4 === 3 ? 255 : seed >>> 24;
  }
  context.putImageData(image, 0, 0);
};
const file = async (canvas: HTMLCanvasElement, name: string, type: string) =>
  new File([(await encode(canvas, type))!], name, { type });
const bytes = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());
const text = async (blob: Blob) => new TextDecoder('latin1').decode(await blob.arrayBuffer());
const pixel = async (blob: Blob, x: number, y: number) => {
  const bitmap = await createImageBitmap(blob);
  return [
    ...canvasOf(bitmap.width, bitmap.height, context => context.drawImage(bitmap, 0, 0))
      .getContext('2d')!
      .getImageData(x, y, 1, 1).data,
  ];
};

/** A JPEG with an EXIF block: turned by 90° (orientation 6), and taken somewhere. */
async function photo(canvas: HTMLCanvasElement) {
  const jpeg = await bytes((await encode(canvas, 'image/jpeg'))!);
  const words = new TextEncoder().encode('GPS 52.5200N 13.4050E');
  const tiff = [0x49, 0x49, 42, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0, 0, 0, 0, 0, ...words];
  const exif = [0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff];
  const length = exif.length + 2;
  const head = new Uint8Array([0xff, 0xd8, 0xff, 0xe1, length >> 8, length & 255, ...exif]);
  return new File([head, jpeg.slice(2)], 'IMG_1.JPEG', { type: 'image/jpeg' });
}

/** Half a second of film, recorded from a canvas. */
async function film() {
  const canvas = canvasOf(320, 180, context => context.fillRect(0, 0, 320, 180));
  const recorder = new MediaRecorder(canvas.captureStream(30));
  const chunks: Blob[] = [];
  recorder.ondataavailable = ({ data }) => chunks.push(data);
  const stopped = new Promise(resolve => (recorder.onstop = resolve));
  recorder.start();
  const end = performance.now() + 600;
  const context = canvas.getContext('2d')!;
  // A busy machine paints few frames in that time.
  for (let frames = 0; frames < 15 || performance.now() < end; frames++) {
    context.fillStyle = `hsl(${frames * 5} 80% 50%)`;
    context.fillRect(0, 0, 320, 180);
    await new Promise(requestAnimationFrame);
  }
  recorder.stop();
  await stopped;
  const type = (recorder.mimeType || chunks[0]!.type).replace(/;.*/, '');
  return new File(chunks, 'clip.webm', { type });
}

describe('files before they are sent', () => {
  it('makes a large photo smaller, turns it the right way, and forgets where it was taken [O4]', async () => {
    const canvas = canvasOf(2400, 1200, context => {
      context.fillStyle = '#00f';
      context.fillRect(0, 0, 2400, 1200);
      context.fillStyle = '#f00';
      context.fillRect(0, 0, 1200, 1200);
    });
    const taken = await photo(canvas);
    expect(await text(taken)).to.contain('GPS 52.5200N');
    const ready = (await prepare(taken)) as Picture;
    // The left half, turned by 90°, is the upper half.
    expect([ready.kind, ready.width, ready.height, ready.name]).to.deep.equal(['picture', 1024, 2048, 'IMG_1.jpg']);
    expect(ready.file.type).to.equal('image/jpeg');
    const words = await text(ready.file);
    expect(words).not.to.contain('GPS').and.not.to.contain('Exif');
    const [red, , blue] = await pixel(ready.file, 500, 100);
    expect(red! > 200 && blue! < 60, 'red above').to.equal(true);
    const { width, height } = await createImageBitmap(ready.file);
    expect([width, height]).to.deep.equal([1024, 2048]);
  });

  it('keeps a small drawing and its holes as a PNG, without its notes', async () => {
    const canvas = canvasOf(64, 64, context => {
      context.fillStyle = '#0a0';
      context.fillRect(0, 0, 32, 64);
    });
    const png = await file(canvas, 'logo.png', 'image/png');
    const note = new TextEncoder().encode('tEXtLocation\0Berlin');
    const all = await bytes(png);
    // Between the header and the data; its checksum is not looked at for a chunk that may be left out.
    const noted = new File(
      [all.slice(0, 33), new Uint8Array([0, 0, 0, note.length - 4]), note, new Uint8Array(4), all.slice(33)],
      'logo.png',
      { type: 'image/png' },
    );
    const readable = await createImageBitmap(noted).then(
      () => noted,
      () => png,
    );
    const ready = (await prepare(readable)) as Picture;
    expect([ready.kind, ready.file.type, ready.name, ready.width]).to.deep.equal([
      'picture',
      'image/png',
      'logo.png',
      64,
    ]);
    expect((await pixel(ready.file, 50, 10))[3]).to.equal(0);
    expect(await text(ready.file)).not.to.contain('Berlin');
  });

  it('makes a JPEG of a large opaque PNG', async () => {
    const png = await file(canvasOf(900, 900, noise), 'shot.png', 'image/png');
    const ready = (await prepare(png)) as Picture;
    expect([ready.file.type, ready.name]).to.deep.equal(['image/jpeg', 'shot.jpg']);
    expect(ready.file.size).to.be.below(png.size);
  });

  it('leaves what moves as it is [O4]', async () => {
    const gif = Uint8Array.from(atob('R0lGODlhAgABAIAAAP8AAAAA/ywAAAAAAgABAAACAkQKADs='), char => char.charCodeAt(0));
    const given = new File([gif], 'a.gif', { type: 'image/gif' });
    const ready = (await prepare(given)) as Picture;
    expect(ready.file).to.equal(given);
    expect([ready.width, ready.height]).to.deep.equal([2, 1]);
  });

  // WebKitGTK may have the interface, but nothing that records a film for this.
  const filming = ['video/webm', 'video/mp4'].some(type => MediaRecorder.isTypeSupported(type)) ? it : () => undefined;
  filming('measures a film and takes a still of it [O7]', async () => {
    const given = await film();
    const ready = (await prepare(given)) as Extract<Prepared, { kind: 'video' }>;
    expect(ready.kind).to.equal('video');
    expect(ready.file).to.equal(given);
    expect(ready.duration).to.be.within(1, 2);
    expect([ready.snapshotWidth, ready.snapshotHeight]).to.deep.equal([320, 180]);
    const { width } = await createImageBitmap(ready.snapshot!);
    expect(width).to.equal(320);
  });

  it('sends everything else as a file: drawings with scripts, broken pictures and films, sounds [O7]', async () => {
    for (const [name, type] of [
      ['a.svg', 'image/svg+xml'],
      ['broken.png', 'image/png'],
      ['broken.mp4', 'video/mp4'],
      ['song.mp3', 'audio/mpeg'],
      ['a.pdf', 'application/pdf'],
      ['unknown', ''],
    ] as const) {
      const given = new File(['<svg xmlns="http://www.w3.org/2000/svg"/>'], name, { type });
      expect(await prepare(given), name).to.deep.equal({ kind: 'file', file: given, name });
    }
  });
});
