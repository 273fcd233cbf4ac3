import type { ErrorEntries } from './errorEntry.ts'

/** The hub. */
export const hubErrors = {
  HUB_BACKUP_DATABASE: {
    money: 'untouched',
    action:
      "Install PostgreSQL's client programs, or say --no-database and copy the database by its own means.",
  },
  HUB_BACKUP_EXISTS: { money: 'untouched', action: 'Name a folder that is not there.' },
  HUB_BLOCK_STANDS: { money: 'untouched', action: 'Nothing: it is hidden already. See: busker hub blocks' },
  HUB_BLOCK_UNKNOWN: { money: 'untouched', action: 'List what is hidden: busker hub blocks' },
  HUB_BOOKS_CLOSED: { money: 'untouched', action: 'Ask again in a minute.' },
  HUB_BOOKS_MOVED: { money: 'untouched', action: 'Name the database again, as databaseUrl in hub.json.' },
  HUB_BOOKS_OF_ANOTHER: { money: 'untouched', action: 'Give each hub a database of its own.' },
  HUB_BUDGET_SPENT: {
    money: 'untouched',
    action: 'Open a channel with a deposit of your own, or tell the operator.',
  },
  HUB_CHANNEL_BUSY: {
    money: 'kept',
    action: 'Wait a few minutes, until the lock in the channel has run out.',
  },
  HUB_CHANNEL_CLOSING: { money: 'kept', action: 'Ask again once the old channel is settled.' },
  HUB_CONFIG_EXISTS: { money: 'untouched', action: 'Change hub.json, or move it away first.' },
  HUB_CONFIG_INVALID: { money: 'untouched', action: 'Correct hub.json as the message says.' },
  HUB_CONFIG_MISSING: { money: 'untouched', action: "Write hub.json in the hub's folder." },
  HUB_CONTRACTS_MISSING: { money: 'untouched', action: 'Deploy them as the message says.' },
  HUB_DATABASE_NONE: { money: 'untouched', action: 'Write databaseUrl into hub.json.' },
  HUB_DEPLOYMENT_FAILED: { money: 'untouched', action: 'Run the same command again: it goes on.' },
  HUB_FAUCET_USED: { money: 'untouched', action: 'Ask again later: the faucet gives a limited amount.' },
  HUB_FEE_ABOVE_STATED: {
    money: 'untouched',
    action: 'Lower the mediation fee to what the network profile states.',
  },
  HUB_GAS_LIMIT: {
    money: 'untouched',
    action:
      'Ask again at the time in the message; money of your own in a channel with the hub gets you more.',
  },
  HUB_GAS_LOW: { money: 'kept', action: "Send the chain's coin to the hub's account." },
  HUB_HOMESERVER_NONE: { money: 'untouched', action: 'Name a homeserver in hub.json, or run your own.' },
  HUB_HOMESERVER_UNREACHABLE: { money: 'pending', action: 'Try again later, or start the homeserver.' },
  HUB_KUBO_UNREACHABLE: {
    money: 'untouched',
    action: 'Start Kubo, or correct kuboUrl in hub.json; pinning goes on by itself.',
  },
  HUB_LEASE_EXPIRED: { money: 'kept', action: "Check this machine's clock." },
  HUB_LEASE_FAILED: { money: 'kept', action: 'Wait: the hub is asked again.' },
  HUB_LEASE_HELD: {
    money: 'kept',
    action: 'Close Busker on the other device, or take over: busker take-over',
  },
  HUB_LEASE_ELSEWHERE: { money: 'kept', action: 'Take over on this machine: busker take-over' },
  HUB_LEASE_NONE: { money: 'kept', action: 'Wait: the hub is asked for the lease.' },
  HUB_LEASE_OLDER: { money: 'kept', action: 'Nothing: the lease is asked for again with a newer number.' },
  HUB_NAMES_FAILED: { money: 'untouched', action: 'Ask again later.' },
  HUB_NAMES_NONE: { money: 'untouched', action: 'Show each other your cards: busker contacts link' },
  HUB_NAME_CHANGED: {
    money: 'untouched',
    action: 'Take the earlier name back, or wait until the time in the message.',
  },
  HUB_NAME_RESERVED: { money: 'untouched', action: 'Choose another name.' },
  HUB_NAME_STRANGER: { money: 'untouched', action: 'Connect to the hub first: busker wallet connect' },
  HUB_NAME_TAKEN: { money: 'untouched', action: 'Choose another name.' },
  HUB_NAME_UNKNOWN: { money: 'untouched', action: 'Compare the name with what they told you.' },
  HUB_NOT_SELLING: {
    money: 'untouched',
    action: 'Open the channel with a deposit of your own, or ask again when somebody wants to buy from you.',
  },
  HUB_NOT_OWNER: { money: 'untouched', action: 'Ask from the machine that the identity belongs to.' },
  HUB_NOT_RUNNING: { money: 'untouched', action: 'Start the hub first.' },
  HUB_NO_FAUCET: {
    money: 'untouched',
    action: 'Send tokens and gas to the account: the hub gives none away.',
  },
  HUB_NO_ROUTE: { money: 'untouched', action: 'Try again when the one to be paid is online.' },
  HUB_PART_SILENT: {
    money: 'kept',
    action: 'Wait for half a minute: what hangs is started again. If it stays, start the hub again.',
  },
  HUB_PORT_IN_USE: {
    money: 'untouched',
    action: 'End the program that uses the port, or choose another port.',
  },
  HUB_PROFILE_MISMATCH: {
    money: 'untouched',
    action: "Name this hub's account and peer in the network profile.",
  },
  HUB_PROFILE_UNKNOWN: { money: 'untouched', action: "Ask the hub's operator for a new invitation." },
  HUB_RAIDEN_DOWN: { money: 'pending', action: "Ask again when the hub's Raiden runs." },
  HUB_SEED_DAMAGED: { money: 'atRisk', action: 'Restore the seed from a back-up before anything else.' },
  HUB_SEED_OPEN: { money: 'atRisk', action: 'Make hub.seed readable for its owner alone.' },
  HUB_SERVER_NAME_CHANGED: {
    money: 'kept',
    action: 'Start the homeserver with the host and port it was made with.',
  },
  HUB_SNAPSHOTS_FULL: {
    money: 'untouched',
    action: 'Open a channel with the hub, or export the snapshot to a file.',
  },
  HUB_COLLECTION_OLDER: { money: 'untouched', action: 'Nothing: it is numbered anew and sent again.' },
  HUB_COLLECTION_REFUSED: {
    money: 'untouched',
    action: 'Connect to the hub and set the clock of this machine; then it is sent again.',
  },
  HUB_COLLECTIONS_FULL: { money: 'untouched', action: "Tell the hub's operator; it is sent again." },
  HUB_SNAPSHOT_OLDER: {
    money: 'kept',
    action: 'Nothing: the number is looked up and the snapshot is sent again.',
  },
  HUB_STOPPING: { money: 'pending', action: 'Ask again in a minute.' },
  HUB_TOKEN_UNKNOWN: { money: 'untouched', action: 'Name the token by its address on that chain.' },
  HUB_TOKENS_LOW: { money: 'kept', action: "Send tokens to the hub's account, or lower its budget." },
  HUB_TOKEN_NETWORK_UNKNOWN: {
    money: 'untouched',
    action: 'Choose the network profile that names this hub.',
  },
  HUB_URSULAS_FEW: { money: 'untouched', action: 'Name three Ursulas or more in hub.json.' },
  HUB_URSULAS_FULL: { money: 'untouched', action: 'Nothing: she announces herself again by herself.' },
  HUB_URSULAS_SILENT: { money: 'untouched', action: "Ask the Ursulas' operators, or name others." },
  HUB_URSULA_REFUSED: {
    money: 'untouched',
    action: 'Let the Ursula reach the hub directly, under her own key.',
  },
  HUB_URSULA_MISNAMED: {
    money: 'untouched',
    action: "Correct the Ursula's address in the hub's configuration.",
  },
  HUB_RATE_LIMIT: { money: 'untouched', action: 'Ask again at the time in the message.' },
  HUB_REPORTS_FULL: {
    money: 'untouched',
    action: 'Try again in some days, or tell the operator another way.',
  },
  HUB_REPORT_TIME: { money: 'untouched', action: "Check this machine's clock." },
  HUB_REPORT_UNKNOWN: { money: 'untouched', action: 'List what is reported: busker hub reports' },
  HUB_SEARCH_FAILED: { money: 'untouched', action: 'Wait: the hub is asked again.' },
  HUB_SUBJECT_UNKNOWN: {
    money: 'untouched',
    action: 'Give an account, a label such as track/…, or the CID of a manifest that the hub has.',
  },
  HUB_VOUCHER_EXPIRED: {
    money: 'untouched',
    action: 'Join without the credit, or ask for a new invitation.',
  },
  HUB_VOUCHER_TOO_LARGE: {
    money: 'untouched',
    action: "Choose a smaller credit, or raise funding.deposit in the hub's configuration.",
  },
  HUB_VOUCHER_UNKNOWN: {
    money: 'untouched',
    action: 'Join without the credit, or ask for a new invitation.',
  },
  HUB_VOUCHER_USED: { money: 'untouched', action: 'Join without the credit, or ask for a new invitation.' },
  MAILBOX_EXPIRY: { money: 'untouched', action: "Check this machine's clock." },
  MAILBOX_FAILED: { money: 'untouched', action: 'Wait: it is tried again by itself.' },
  MAILBOX_FULL: { money: 'untouched', action: 'Try again later.' },
  MAILBOX_PEER_FULL: { money: 'untouched', action: 'Withdraw a letter, or wait until one is read.' },
  MAILBOX_RECIPIENT_FULL: { money: 'untouched', action: 'Try again when the recipient has been online.' },
  MAILBOX_TICKET_TAKEN: { money: 'untouched', action: 'Use a new ticket.' },
  RELAY_CONFIG_INVALID: { money: 'untouched', action: 'Correct relay.json as the message says.' },
  RELAY_CONFIG_MISSING: { money: 'untouched', action: "Write relay.json in the relay's folder." },
  RELAY_SEED_DAMAGED: { money: 'untouched', action: 'Restore relay.seed, or move it away.' },
} as const satisfies ErrorEntries
