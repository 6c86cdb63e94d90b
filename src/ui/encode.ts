/** Makes a file of what was drawn. */

/**
 * @param quality - 0–1, for kinds that lose something.
 * @returns nothing when the browser can't: Safari gives a PNG for what it can't make.
 */
export const encode = (canvas: HTMLCanvasElement, type: string, quality = 0.85) =>
  new Promise<Blob | undefined>(resolve => {
    canvas.toBlob(
      blob => {
        resolve(blob?.type === type ? blob : undefined);
      },
      type,
      quality,
    );
  });
