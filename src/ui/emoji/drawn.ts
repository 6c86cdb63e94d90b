/** Whether this device draws an emoji: newer ones, flags and joined ones may be missing from its font. */

const SIZE = 16;
let canvas: CanvasRenderingContext2D | null | undefined;
/** A device whose commonest emoji has no colour tells nothing by colours. */
let colours: boolean | undefined;

function coloured(sign: string): boolean {
  if (!canvas) return true;
  canvas.clearRect(0, 0, SIZE, SIZE);
  canvas.fillText(sign, 0, 0);
  const { data } = canvas.getImageData(0, 0, SIZE, SIZE);
  for (let i = 0; i < data.length; i += 4) if (data[i] !== data[i + 1] || data[i] !== data[i + 2]) return true;
  return false;
}

let flags: boolean | undefined;

/** @param sign - one emoji. */
export function drawn(sign: string): boolean {
  if (canvas === undefined) {
    const element = document.createElement('canvas');
    element.width = element.height = SIZE;
    canvas = element.getContext('2d', { willReadFrequently: true });
    if (canvas) {
      canvas.font = `${SIZE - 3}px sans-serif`;
      canvas.textBaseline = 'top';
    }
    colours = coloured('😀');
  }
  if (!canvas || !colours) return true;
  const code = sign.codePointAt(0)!;
  if (code >= 0x1f1e6 && code <= 0x1f1ff) return (flags ??= coloured('🇨🇭'));
  // One picture, not two side by side.
  if (sign.includes('\u200d')) return canvas.measureText(sign).width < canvas.measureText('😀').width * 1.5;
  return code < 0x1fa70 || coloured(sign);
}
