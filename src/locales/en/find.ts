/** The field that finds people. */
export const find = {
  findPeople: 'Find people',
  findHint: 'ID, account, phone, e-mail or part of a name.',
  findShort: 'Type at least 2 characters.',
  offlineFind: 'You are offline. Finding people needs a connection.',
};
