/** The chip of who is signed in, and the change of a password. */
export const session = {
  signOutAsk: 'Sign out?',
  signOutText: 'What is stored on this device is removed. Nothing is lost on the server.',
  accountMenu: 'Account of {name}',
  changePassword: 'Change password',
  currentPassword: 'Current password',
  changeText: 'Your other devices will be signed out.',
  wrongPassword: 'The password doesn’t match.',
  saved: 'Saved',
};
