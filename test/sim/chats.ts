/** IDs of chats, read backwards: whose they are. */
/** Is the user one of the two? */
export const isChatOf = (conversationID: string, userID: string): boolean =>
  !!userID && conversationID.slice(3).split('_').includes(userID);
