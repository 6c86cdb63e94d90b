/** A picture of one's own: a square is chosen of a file, made small, uploaded, and shown to others from then on (I3). Loaded with the file. */
import { ImCropPicture } from '../ui/crop-picture.js';
import type { ImElement } from './base/im-element.js';
import { inside } from './base/lazy.js';

/**
 * @param userID - one's own.
 * @param saved - is told where it is.
 * @returns whether it was saved; undefined when the file is no picture that can be read here.
 */
export async function choosePicture(
  host: ImElement,
  file: File,
  userID: string,
  saved: (url: string) => void,
): Promise<boolean | undefined> {
  ImCropPicture.define();
  const { t, attempt } = inside(host);
  const crop = document.createElement('im-crop-picture');
  crop.t = t;
  host.renderRoot.append(crop);
  try {
    return await crop.crop(file, async picture => {
      const name = `${userID}/avatar_${Date.now()}.${picture.type.slice(6)}`;
      const error = await attempt.call(host, 'uploadFile', async client => {
        const { url } = await client.uploadFile({ file: picture, name });
        await client.setSelfInfo({ faceURL: url });
        saved(url);
      });
      return error && t.error(error);
    });
  } catch {
    // Not the fault of anything here.
    return undefined;
  } finally {
    crop.remove();
  }
}
