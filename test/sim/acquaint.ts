/** The people of a history before it begins: their rows, and for some a friendship and a few messages. */
import type { MsgData } from '../../src/protocol/messages.js';
import { singleChatID } from '../../src/protocol/ids.js';
import { contentTypes } from '../../src/protocol/content.js';
import { storeMessage } from '../../src/server/message-store.js';
import { befriend } from '../../src/server/repo-friends.js';
import type { World } from './world.js';

const TALK = 3;

export function createOpenFriends({ server, plan, time }: World): void {
  const { context } = server.process!.core;
  const { store } = context;
  store.transaction(() => {
    for (const userID of plan.people)
      store.put('users', {
        userID,
        nickname: userID,
        faceURL: '',
        ex: '',
        createTime: time.now,
        appMangerLevel: 0,
        globalRecvMsgOpt: 0,
        lastOnlineTime: 0,
      });
    if (!plan.acquainted) return;
    const [a, b] = plan.people as [string, string];
    befriend(context, a, b);
    for (let i = 0; i < TALK; i++) {
      const [sendID, recvID] = i % 2 ? [b, a] : [a, b];
      const message = {
        sendID,
        recvID,
        groupID: '',
        clientMsgID: `before-${i}`,
        serverMsgID: `before-${i}`,
        senderPlatformID: 5,
        senderNickname: sendID,
        senderFaceURL: '',
        sessionType: 1,
        msgFrom: 100,
        contentType: contentTypes.text,
        content: new TextEncoder().encode(JSON.stringify({ content: `before ${i}` })),
        sendTime: time.now - 60_000 + i,
        createTime: time.now - 60_000 + i,
        status: 1,
        options: {},
        atUserIDList: [],
        attachedInfo: '',
        ex: '',
        seq: 0,
        isRead: false,
      } as unknown as MsgData;
      storeMessage(context, singleChatID(sendID, recvID), message);
    }
  });
}
