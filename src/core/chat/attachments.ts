/** Files of messages on their way: kept here and on this device from creation to the server's "sent". */
import type { MessageItem } from '../../protocol/chat-model.js';
import { MAX_FILE } from '../../protocol/content.js';
import { ClientArgsError } from '../../protocol/codes.js';
import { ImError } from '../../protocol/errors.js';
import type { ChatParts } from './parts.js';

export type FileKind = 'picture' | 'voice' | 'video' | 'videoSnapshot' | 'file';
export interface Attachment {
  kind: FileKind;
  file: Blob;
  name: string;
}

/** The message carries a file whose address is not known yet. */
export const lacksFile = ({ pictureElem, soundElem, videoElem, fileElem }: MessageItem) =>
  (pictureElem && !pictureElem.sourcePicture.url) ||
  (soundElem && !soundElem.sourceUrl) ||
  (videoElem && !videoElem.videoUrl) ||
  (fileElem && !fileElem.sourceUrl);

/** Given by `…ByFile`, by clientMsgID; of each sign-in. */
const aside = new WeakMap<object, Map<string, Attachment[]>>();

/** The files of one sign-in. */
export function attachments({ scope, options }: Pick<ChatParts, 'scope' | 'options'>) {
  const mine = aside.get(scope) ?? new Map<string, Attachment[]>();
  aside.set(scope, mine);
  /** Not with the other rows: a browser that can't keep files must not lose messages by it. */
  const write = async (clientMsgID: string, files: Attachment[]) => {
    if (scope.alive)
      await (
        await options.storage.cache(options.backend.id, scope.userID)
      ).write([[['file', clientMsgID], files]], options.owner);
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
        ).catch(() => undefined);
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
      mine.delete(clientMsgID);
      // Also what the last page kept. To delete is no risk to other rows.
      scope.put(['file', clientMsgID], undefined);
    },
  };
}
