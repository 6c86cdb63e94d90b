/** The list of conversations. */
export const chats = {
  conversations: 'Conversations',
  noChats: 'No conversations yet. Say hello to a friend.',
  newChat: 'New message',
  youSaid: 'You:',
  draft: 'Draft:',
  muted: 'Muted',
  syncing: 'Getting messages',
};
