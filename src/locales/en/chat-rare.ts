/** What is said when messages are forwarded, and of how long they stay: with those dialogs. */
export const chatRare = {
  forwardTo: 'Forward to',
  forwardFind: 'Search friends and conversations',
  forwardNone: 'Nobody found.',
  forwardChoose: 'Choose at least one.',
  forwardCount: '{n} chosen',
  forwarded: 'Forwarded to {name}.',
  forwardedMany: 'Forwarded to {n} person.|Forwarded to {n} people.',
  forwardFailed: 'Not forwarded to {name}.',
  timerBurn: 'After they were read',
  timerBurnHint: 'Of what is written from now on, for both of you.',
  timerClear: 'Delete by age',
  timerClearHint: 'Of all messages here, from your devices. {name} keeps theirs.',
  timerOff: 'Never',
};
