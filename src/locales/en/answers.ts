/** What came of an answer to a request. */
export const answers = {
  removed: 'Request of {name} removed.',
  e1305: 'This request was answered already.',
};
