/** Whom one may write to: people of conversations, the last ones first, then the other friends by name. */
import type { State } from '../core/state.js';
import { sessionTypes } from '../protocol/chat-model.js';

export interface Contact {
  userID: string;
  name: string;
  faceURL: string;
  /** What they are found by. */
  names: readonly string[];
}

/** Nobody whom the user blocked, and each once. */
export function contactsOf({ conversations, friends, users, blacks }: Readonly<State>): Contact[] {
  const talked = [...conversations.values()]
    .filter(({ conversationType, latestMsgSendTime }) => conversationType === sessionTypes.single && latestMsgSendTime)
    .sort((a, b) => Number(b.isPinned) - Number(a.isPinned) || b.latestMsgSendTime - a.latestMsgSendTime);
  const nameOf = (id: string, other = '') =>
    friends.get(id)?.remark || friends.get(id)?.nickname || other || users.get(id)?.nickname || id;
  const contact = (userID: string, showName = '', faceURL = ''): Contact => {
    const name = nameOf(userID, showName);
    return {
      userID,
      name,
      faceURL: friends.get(userID)?.faceURL || users.get(userID)?.faceURL || faceURL,
      names: [name, friends.get(userID)?.nickname ?? ''],
    };
  };
  const all = new Map(talked.map(({ userID, showName, faceURL }) => [userID, contact(userID, showName, faceURL)]));
  const others = [...friends.keys()].filter(id => !all.has(id)).map(id => contact(id));
  for (const one of others.sort((a, b) => a.name.localeCompare(b.name))) all.set(one.userID, one);
  return [...all.values()].filter(({ userID }) => userID && !blacks.has(userID));
}
