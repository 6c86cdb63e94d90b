/** What waits for the network. */
export const offline = {
  whenOnline: 'Will be done when you are online',
  willSend: 'Will be sent when you are online',
  willAccept: 'Will be accepted when you are online',
  willDecline: 'Will be declined when you are online',
  willRemove: 'Will be removed when you are online',
  willDelete: 'Will be deleted when you are online',
  willBlock: 'Will be blocked when you are online',
  willUnblock: 'Will be unblocked when you are online',
  notDone: 'Not done for {name}. {reason}',
};
