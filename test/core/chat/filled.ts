/** Messages straight into a server's store, where sending thousands would take too long. */
import type { MsgData } from '../../../src/protocol/messages.js';
import { singleChatID } from '../../../src/protocol/ids.js';
import { storeMessage } from '../../../src/server/message-store.js';
import { pageRuntime } from '../../../src/server/runtime-page.js';
import type { Store } from '../../../src/server/store/port.js';

export function fill(
  store: Store,
  from: string,
  to: string,
  count: number,
  time = 1e12,
  options: MsgData['options'] = {},
): void {
  const runtime = pageRuntime();
  for (let i = 1; i <= count; i++) {
    const message: MsgData = {
      sendID: from,
      recvID: to,
      groupID: '',
      clientMsgID: `${from}-${to}-${i}`,
      serverMsgID: `s${from}-${to}-${i}`,
      senderPlatformID: 5,
      senderNickname: from,
      senderFaceURL: '',
      sessionType: 1,
      msgFrom: 100,
      contentType: 101,
      content: new TextEncoder().encode(JSON.stringify({ content: `m${i}` })),
      seq: 0,
      sendTime: time + i,
      createTime: time + i,
      status: 2,
      isRead: false,
      options,
      offlinePushInfo: undefined,
      atUserIDList: [],
      attachedInfo: '',
      ex: '',
    };
    storeMessage({ store, runtime }, singleChatID(from, to), message);
  }
}
