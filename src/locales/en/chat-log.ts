/** Among the messages of a conversation. */
export const chatLog = {
  today: 'Today',
  unreadLine: 'New messages',
  toNewest: 'To the newest message',
  toNewestCount: 'To the newest message, {n} new',
  loadingOlder: 'Loading older messages',
  itself: '{name}, {time}: {text}',
};
