/** The panel behind the button, and what tells of new messages. */
export const panel = {
  chats: 'Chats',
  requestsTab: 'Requests',
  toList: 'Back to the list',
  addFriend: 'Add friend',
  options: 'Options',
  larger: 'Larger',
  smaller: 'Smaller',
};
