/** English: the words of every element, and the type that the other languages must fill. */
export const en = {
  // General
  tryAgain: 'Try again',
  cancel: 'Cancel',
  save: 'Save',
  close: 'Close',
  undo: 'Undo',
  online: 'Online',
  offline: 'Offline',
  lastSeen: 'Last seen {time}',
  more: 'More about {name}',
  copied: 'Copied',

  // Errors by code
  eOther: 'Something went wrong. Please try again.',
  e10000: 'No connection to the server. Check the network and try again.',
  e10001: 'The server did not answer in time.',

  // im-add-friend
  findPeople: 'Find people',
  findHint: 'ID, account, phone, e-mail or part of a name.',
  findShort: 'Type at least 2 characters.',
  foundPeople: 'People found',
  foundCount: '{n} person found|{n} people found',
  foundNone: 'Nobody found for “{query}”.',
  showMore: 'Show more',
  add: 'Add',
  requested: 'Requested',
  isFriend: 'Friends',
  blocked: 'Blocked',
  you: 'You',
  greeting: 'Greeting',
  greetHint: 'Say who you are',
  sendRequest: 'Send request',
  sentTo: 'Request sent to {name}.',
  nowFriends: '{name} is your friend now.',
  offlineFind: 'You are offline. Finding people needs a connection.',
  e1004: 'This person can’t be found any more.',
  e1301: 'This is you. Requests go to others.',
  e1304: 'You are friends already.',
  e20013: 'This person doesn’t accept friend requests.',
  e429: 'Too many tries. Please wait a moment.',

  // im-requests
  received: 'Received ({n})',
  sent: 'Sent ({n})',
  accept: 'Accept',
  decline: 'Decline',
  remove: 'Remove',
  reply: 'Reply',
  replyHint: 'Reply (optional)',
  replyWas: 'Reply: {text}',
  accepted: 'Accepted',
  declined: 'Declined',
  waiting: 'Waiting for an answer',
  noReceived: 'No requests. When someone wants to be your friend, you see it here.',
  noSent: 'You haven’t asked anyone yet.',
  requestNews: 'New friend request from {name}|{n} new friend requests',
  removed: 'Request of {name} removed',
  cardOf: 'Profile of {name}',
  signInFirst: 'Sign in to see this.',
  offlineHint: 'You are offline. This is what was here last.',
  e1305: 'This request was answered already.',

  // im-blacklist
  blockedPeople: 'Blocked people',
  unblock: 'Unblock',
  unblocked: '{name} is no longer blocked',
  noBlocked: 'You haven’t blocked anyone.',
};

export type Strings = Record<keyof typeof en, string>;
