/** What every list of people may say. */
export const lists = {
  cardOf: 'Profile of {name}',
  signInFirst: 'Sign in to see this.',
  offlineHint: 'You are offline. This is what was here last.',
  platformOnline: 'Online · {platform}',
  web: 'Web',
  clear: 'Clear',
  unblock: 'Unblock',
  accept: 'Accept',
  decline: 'Decline',
};
