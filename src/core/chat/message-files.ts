/** Sends the files of a message, and writes their addresses into it. Loaded with the first file. */
import type { MessageItem, PictureBase } from '../../protocol/chat-model.js';
import type { Attachment, FileKind } from './attachments.js';
import { upload, type UploadPlace } from './upload.js';

export { upload };

type Elems = Partial<MessageItem>;
/** Where a message holds the address of its file, read and written. The causes are those whose objects OpenIM lets run out (§8.9). */
const kinds = {
  picture: {
    cause: 'msg-picture',
    url: ({ pictureElem }: Elems) => pictureElem?.sourcePicture.url,
    put({ pictureElem }: Elems, url: string): Elems {
      const sourcePicture: PictureBase = { ...pictureElem!.sourcePicture, url };
      return {
        pictureElem: {
          ...pictureElem,
          sourcePicture,
          bigPicture: sourcePicture,
          // The server makes smaller ones; an address inside the page has only the one.
          snapshotPicture: url.startsWith('blob:')
            ? sourcePicture
            : { size: 0, width: 640, height: 640, url: `${url}?height=640&type=image&width=640` },
        },
      };
    },
  },
  voice: {
    cause: 'msg-voice',
    url: ({ soundElem }: Elems) => soundElem?.sourceUrl,
    put: ({ soundElem }: Elems, sourceUrl: string): Elems => ({ soundElem: { ...soundElem!, sourceUrl } }),
  },
  video: {
    cause: 'msg-video',
    url: ({ videoElem }: Elems) => videoElem?.videoUrl,
    put: ({ videoElem }: Elems, videoUrl: string): Elems => ({ videoElem: { ...videoElem!, videoUrl } }),
  },
  videoSnapshot: {
    cause: 'msg-video-snapshot',
    url: ({ videoElem }: Elems) => videoElem?.snapshotUrl,
    put: ({ videoElem }: Elems, snapshotUrl: string): Elems => ({ videoElem: { ...videoElem!, snapshotUrl } }),
  },
  file: {
    cause: 'msg-file',
    url: ({ fileElem }: Elems) => fileElem?.sourceUrl,
    put: ({ fileElem }: Elems, sourceUrl: string): Elems => ({ fileElem: { ...fileElem!, sourceUrl } }),
  },
} satisfies Record<FileKind, unknown>;
export const kindOf = (attachment: Attachment) => kinds[attachment.kind];

/** The name of an object as WASM gives it; without what would end or change its address, which servers do not escape. */
export function objectName(userID: string, clientMsgID: string, { kind, name }: Attachment): string {
  const safe = name
    .replace(/[\\/#?%\p{C}]/gu, '_')
    .slice(-120)
    .replace(/^\.*$/, 'file');
  return `${userID}/msg_${kind}_${clientMsgID}${kind === 'file' ? `/${safe}` : (/\.\w{1,8}$/.exec(safe)?.[0] ?? '')}`;
}

/**
 * @param keep - gets the message with each address that was learnt.
 * @param tell - how far all of them are together, in bytes.
 */
export async function sendFiles(
  place: UploadPlace,
  item: MessageItem,
  files: readonly Attachment[],
  signal: AbortSignal,
  keep: (item: MessageItem) => void,
  tell: (loaded: number, total: number) => void,
): Promise<void> {
  const { userID } = place.scope;
  const total = files.reduce((sum, { file }) => sum + file.size, 0);
  let before = 0;
  for (const attachment of files) {
    const { file } = attachment;
    const kind = kindOf(attachment);
    if (!kind.url(item)) {
      const { url } = await upload(place, {
        file,
        name: objectName(userID, item.clientMsgID, attachment),
        cause: kind.cause,
        signal,
        onProgress: loaded => {
          if (!signal.aborted) tell(before + loaded, total);
        },
      });
      keep((item = { ...item, ...kind.put(item, url) }));
    }
    before += file.size;
  }
}
