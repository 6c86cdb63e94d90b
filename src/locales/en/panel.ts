/** The panel behind the button, and what tells of new messages. */
export const panel = {
  chats: 'Chats',
  requestsTab: 'Requests',
  toList: 'Back to the list',
  addFriend: 'Add friend',
  options: 'Options',
  larger: 'Larger',
  smaller: 'Smaller',
  notifyOn: 'Turn on notifications',
  notifyOff: 'Turn off notifications',
  notifyDenied: 'The browser blocks notifications of this site. You can allow them in its settings.',
  soundOn: 'Turn on sounds',
  soundOff: 'Turn off sounds',
};
