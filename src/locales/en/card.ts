/** The card of a person, and what can be done with a friend. */
export const card = {
  remark: 'Remark',
  editRemark: 'Edit remark',
  blockAsk: 'Block {name}?',
  blockText: 'They can’t write to you any more, and you won’t see them in your list. You can unblock them at any time.',
  blockDone: '{name} is blocked.',
  deleteFriend: 'Delete friend',
  deleteAsk: 'Delete {name}?',
  unfriendText: 'Only your list changes: you stay in theirs until they delete you, too.',
  deleteDone: '{name} is no longer in your list.',
  since: 'Friends since',
  byRequest: 'by request',
  byImport: 'added by the operator',
  wantsYou: 'Wants to be your friend',
  report: 'Report',
};
