/** The button in the corner. */
export const widget = {
  chat: 'Chat',
  chatUnread: 'Chat ({n} unread)',
};
