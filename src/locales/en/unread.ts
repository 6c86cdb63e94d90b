/** What the badges of messages say. */
export const unread = {
  unreadMessages: '{n} unread message|{n} unread messages',
  unreadAll: '{n} new message or request|{n} new messages and requests',
};
