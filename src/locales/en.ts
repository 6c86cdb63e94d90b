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
};

export type Strings = Record<keyof typeof en, string>;
