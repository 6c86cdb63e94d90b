/** What is seldom done with messages: forward them, let them disappear. */
export const more = {
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
