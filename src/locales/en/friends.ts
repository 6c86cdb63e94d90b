/** The lists of friends and of blocked people. */
export const friends = {
  blockedPeople: 'Blocked people',
  noBlocked: 'You haven’t blocked anyone.',
  searchFriends: 'Search friends',
  friends: 'Friends',
  friendCount: '{n} friend|{n} friends',
  friendsFound: '{n} found',
  friendsNone: 'No friend matches “{query}”.',
  noFriends: 'No friends yet. Give someone your ID, or find them by theirs.',
  refresh: 'Refresh',
  letters: 'Letters',
  pinned: 'Pinned',
};
