/** Every notification, once: its content type, its name, and what its detail carries (protocol §4.5, §5.1, §6.3). */
import type { FriendInfo, FriendRequest, FromToUserID, PublicUserInfo } from './model.js';

export type Notice<T> = number & { readonly _?: (detail: T) => void };
const notice = <T>(contentType: number) => contentType as Notice<T>;

interface Pair {
  fromToUserID: FromToUserID;
}
interface Versioned {
  friendVersion: number;
  friendVersionID: string;
}

export const notifications = {
  /** Accepter → applicant; from = applicant, to = accepter. `request` is null for default friends. */
  friendApplicationApproved: notice<Pair & Versioned & { handleMsg: string; request: FriendRequest | null }>(1201),
  friendApplicationRejected: notice<Pair & { handleMsg: string; request: FriendRequest }>(1202),
  friendApplication: notice<Pair & { request: FriendRequest }>(1203),
  /** Declared by OpenIM, never sent by it; folded all the same. */
  friendAdded: notice<Versioned & { friend: FriendInfo; operationTime: number; opUser: PublicUserInfo }>(1204),
  friendDeleted: notice<Pair & Versioned>(1205),
  friendRemarkSet: notice<Pair & Versioned & { friendSortVersion: number }>(1206),
  blackAdded: notice<Pair>(1207),
  blackDeleted: notice<Pair>(1208),
  /** A friend's profile changed. */
  friendInfoUpdated: notice<{ userID: string }>(1209),
  /** Settings of own friends changed (pin, remark, ex). */
  friendsInfoUpdate: notice<Pair & Versioned & { friendIDs: string[] }>(1210),
  /** The own profile changed. */
  userInfoUpdated: notice<{ userID: string }>(1303),
};

export type Notifications = typeof notifications;
export type NoticeName = keyof Notifications;
export type NoticeDetail<K extends NoticeName> = Notifications[K] extends Notice<infer T> ? T : never;

/** The detail as it stands in `MsgData.content`: JSON in JSON (protocol §5.5). */
export const packDetail = (detail: unknown): Uint8Array =>
  new TextEncoder().encode(JSON.stringify({ detail: JSON.stringify(detail) }));

/** @throws SyntaxError when the content is not a notification's. */
export const unpackDetail = (content: Uint8Array): unknown =>
  JSON.parse((JSON.parse(new TextDecoder().decode(content)) as { detail: string }).detail);
