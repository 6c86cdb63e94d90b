/** The own profile. */
export const profile = {
  fieldURL: 'A web address, like https://example.com/me.jpg.',
  urlForeign: 'Pictures of this site aren’t shown here: a letter stands in.',
  gender: 'Gender',
  gender0: 'Not stated',
  gender1: 'Male',
  gender2: 'Female',
  birthday: 'Birthday',
  picture: 'Picture address',
  allowAdd: 'Let others send me friend requests',
  memberSince: 'Since {time}',
  notSet: 'Not set',
  change: 'Change',
  exportData: 'Export my data',
  deleteAccount: 'Delete my account',
  deleteText: 'Your account, your friends and your requests are deleted for good. This can’t be taken back.',
};
