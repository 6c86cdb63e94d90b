/** Files of messages on their way: kept here and on this device from creation to the server's "sent". */
import type { MessageItem, PictureBase } from '../../protocol/chat-model.js';
import { ClientArgsError } from '../../protocol/codes.js';
import { ImError } from '../../protocol/errors.js';
import type { ChatParts } from './parts.js';

/** The largest file of a message, bytes: the embedded server's default, and what a device can keep until it is sent. */
export const MAX_FILE = 20 << 20;

export interface Attachment {
  kind: keyof typeof kinds;
  file: Blob;
  name: string;
}

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
          snapshotPicture: { size: 0, width: 640, height: 640, url: `${url}?height=640&type=image&width=640` },
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
};
export const kindOf = (attachment: Attachment) => kinds[attachment.kind];

/** The message carries a file whose address is not known yet. */
export const lacksFile = (item: MessageItem) =>
  (item.pictureElem && !kinds.picture.url(item)) ||
  (item.soundElem && !kinds.voice.url(item)) ||
  (item.videoElem && !kinds.video.url(item)) ||
  (item.fileElem && !kinds.file.url(item));

/** The name of an object as WASM gives it; without what would end or change its address, which servers do not escape. */
export function objectName(userID: string, clientMsgID: string, { kind, name }: Attachment): string {
  const safe = name
    .replace(/[\\/#?%\p{C}]/gu, '_')
    .slice(-120)
    .replace(/^\.*$/, 'file');
  return `${userID}/msg_${kind}_${clientMsgID}${kind === 'file' ? `/${safe}` : (/\.\w{1,8}$/.exec(safe)?.[0] ?? '')}`;
}

/** Given by `…ByFile`, by clientMsgID; of each sign-in. */
const aside = new WeakMap<object, Map<string, Attachment[]>>();

/** The files of one sign-in. */
export function attachments({ scope, options }: Pick<ChatParts, 'scope' | 'options'>) {
  const mine = aside.get(scope) ?? new Map<string, Attachment[]>();
  aside.set(scope, mine);
  /** Not with the other rows: a browser that can't keep files must not lose messages by it. */
  const write = (clientMsgID: string, files?: Attachment[]) => {
    if (scope.alive)
      options.storage
        .cache(options.backend.id, scope.userID)
        .write([[['file', clientMsgID], files]])
        .catch(() => undefined);
  };
  return {
    /** @throws ImError 10002 when a file is empty or too large. */
    hold(clientMsgID: string, files: Attachment[]) {
      for (const { file, name } of files) {
        if (!file.size) throw new ImError(ClientArgsError, `"${name}" is empty: an empty file cannot be sent`);
        if (file.size > MAX_FILE)
          throw new ImError(ClientArgsError, `"${name}" is too large: a file may have ${MAX_FILE >> 20} MB`);
      }
      mine.set(clientMsgID, files);
    },
    /** Keeps them over a reload. */
    keep(clientMsgID: string) {
      const files = mine.get(clientMsgID);
      // A File may stand for what is on the disk: a Blob of it is stored with its bytes.
      if (files)
        write(
          clientMsgID,
          files.map(({ file, ...rest }) => ({ ...rest, file: file.slice(0, file.size, file.type) })),
        );
    },
    async of(clientMsgID: string): Promise<Attachment[]> {
      const files =
        mine.get(clientMsgID) ??
        ((await scope.get(['file', clientMsgID]).catch(() => undefined)) as Attachment[] | undefined);
      // The same Blob again: its upload goes on where it was.
      if (files) mine.set(clientMsgID, files);
      return files ?? [];
    },
    forget(clientMsgID: string) {
      if (mine.delete(clientMsgID)) write(clientMsgID);
    },
  };
}
export type Attachments = ReturnType<typeof attachments>;
