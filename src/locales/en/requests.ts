/** Requests and their answers. */
export const requests = {
  received: 'Received ({n})',
  sent: 'Sent ({n})',
  remove: 'Remove',
  reply: 'Reply',
  replyHint: 'Reply (optional)',
  replyWas: 'Reply: {text}',
  accepted: 'Accepted',
  declined: 'Declined',
  waiting: 'Waiting for an answer',
  noReceived: 'No requests. When someone wants to be your friend, you see it here.',
  noSent: 'You haven’t asked anyone yet.',
  requestNews: 'New friend request from {name}|{n} new friend requests',
  openRequests: '{n} friend request|{n} friend requests',
};
