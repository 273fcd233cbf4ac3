import type { ErrorEntries } from './errorEntry.ts'

/** Peers and what they say. */
export const networkErrors = {
  IPFS_ADDRESS_INVALID: { money: 'untouched', action: "Correct the peer's address." },
  IPFS_BLOCK_NOT_FOUND: { money: 'pending', action: 'Try again when somebody who has it is online.' },
  IPFS_BLOCK_TOO_LARGE: { money: 'untouched', action: 'Report it: no block should be this large.' },
  IPFS_CID_UNSUPPORTED: { money: 'untouched', action: "Nothing: what can't be verified is not fetched." },
  IPFS_FOLDER_IN_USE: { money: 'untouched', action: 'End the other program that uses the folder.' },
  IPFS_LISTEN_FAILED: {
    money: 'untouched',
    action: 'End the program that uses the port, or choose another port.',
  },
  IPFS_PEER_TIMEOUT: { money: 'pending', action: 'Try again later: the peer did not answer in time.' },
  IPFS_PEER_UNREACHABLE: { money: 'pending', action: 'Try again when the peer is online.' },
  INVITATION_EXPIRED: { money: 'untouched', action: 'Ask for a new invitation.' },
  INVITATION_FORGED: {
    money: 'untouched',
    action: 'Do not join: the hub gives another network than the invitation names.',
  },
  INVITATION_MALFORMED: { money: 'untouched', action: 'Copy all of the invitation, or ask for it again.' },
  PROTOCOL_BUSY: { money: 'pending', action: 'Wait for some of the open requests.' },
  PROTOCOL_FORGED: { money: 'untouched', action: 'Do not trust it: it was not signed by whom it names.' },
  PROTOCOL_MALFORMED: { money: 'untouched', action: 'Ask again; update Busker on both sides if it stays.' },
  PROTOCOL_NEWER: { money: 'untouched', action: 'Update Busker: whoever made it has a newer one.' },
  PROTOCOL_PEER_FAILED: { money: 'pending', action: 'Try again later.' },
  PROTOCOL_TOO_LARGE: { money: 'untouched', action: 'Report it: an honest message is never this large.' },
  PROTOCOL_UNKNOWN: { money: 'pending', action: 'Update Busker on both sides: one knows no such request.' },
  PROTOCOL_VERSION: { money: 'pending', action: 'Update the older of the two programs.' },
  REMOTE_ERROR_UNKNOWN: {
    money: 'pending',
    action: 'Read the message, which ends with the code it came with; update Busker.',
  },
} as const satisfies ErrorEntries
