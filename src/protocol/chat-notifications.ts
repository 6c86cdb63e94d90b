/** The notifications of conversations and messages: content type, name and detail (protocol §4.6, §5.1). Read by the chat only. */
import type { Notice } from './notifications.js';

const notice = <T>(contentType: number) => contentType as Notice<T>;

export interface MarkAsReadTips {
  markAsReadUserID: string;
  conversationID: string;
  seqs: number[] | null;
  hasReadSeq: number;
}
export interface RevokeMsgTips {
  revokerUserID: string;
  clientMsgID: string;
  /** ms. */
  revokeTime: number;
  /** Spelled so. */
  sesstionType: number;
  seq: number;
  conversationID: string;
  isAdminRevoke: boolean;
}

export const chatNotifications = {
  /** Settings of own conversations changed. */
  conversationChanged: notice<{ userID: string; conversationIDList: string[] }>(1300),
  conversationPrivate: notice<{ recvID: string; sendID: string; isPrivate: boolean; conversationID: string }>(1701),
  conversationCleared: notice<{ userID: string; conversationIDs: string[] }>(1703),
  messageRevoked: notice<RevokeMsgTips>(2101),
  messagesDeleted: notice<{ userID: string; conversationID: string; seqs: number[] }>(2102),
  read: notice<MarkAsReadTips>(2200),
};
export type ChatNotifications = typeof chatNotifications;
export type ChatNoticeName = keyof ChatNotifications;
export type ChatNoticeDetail<K extends ChatNoticeName> = ChatNotifications[K] extends Notice<infer T> ? T : never;
