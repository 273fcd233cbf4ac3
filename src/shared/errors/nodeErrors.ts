import type { ErrorEntries } from './errorEntry.ts'

/** The node, its files and its processes. */
export const nodeErrors = {
  CLOCK_CONTRADICTED: {
    money: 'kept',
    action:
      'Name a further address of the chain in the network profile, of somebody else; remove the wrong one.',
  },
  CLOCK_UNKNOWN: { money: 'kept', action: 'Wait for the chain; check its addresses if it stays.' },
  CLOCK_WRONG: { money: 'kept', action: "Switch on automatic date and time in the system's settings." },
  DATABASE_DAMAGED: {
    money: 'kept',
    action: 'Restore from a snapshot, or move the file away to start anew.',
  },
  DATABASE_FROM_FUTURE: { money: 'untouched', action: 'Update Busker.' },
  DATABASE_UNREACHABLE: {
    money: 'kept',
    action: 'Start the database server, or correct databaseUrl in hub.json; it goes on by itself.',
  },
  INTERNAL_ERROR: { money: 'pending', action: 'Report the message with the log.' },
  NETWORK_CHAIN_NAME: {
    money: 'untouched',
    action: 'Do not join: the network goes by the name of a chain that it is not on.',
  },
  NETWORK_CONTRACTS_UNACCEPTED: {
    money: 'untouched',
    action: 'Accept the contracts if you trust the operator: --accept-contracts, or the box in the window.',
  },
  NETWORK_CONTRACTS_WRONG: {
    money: 'untouched',
    action: 'Do not join: the contracts are not what they say.',
  },
  NETWORK_DEPOSIT_LIMIT: {
    money: 'untouched',
    action: "Ask the hub's operator for a network whose contracts take more.",
  },
  NETWORK_ELECTRON_OLD: { money: 'untouched', action: 'Use a released Busker.' },
  NETWORK_HUB_ADDRESS: {
    money: 'untouched',
    action: "Ask the hub's operator for a profile that names its peer.",
  },
  NETWORK_ID_TAKEN: {
    money: 'untouched',
    action:
      'Do not trust the profile; if the hub has really changed, ask its operator for one with another id.',
  },
  NETWORK_NONE: { money: 'untouched', action: 'Choose a network first.' },
  NETWORK_OTHER: {
    money: 'kept',
    action: 'Choose another data folder, or the network that this one belongs to.',
  },
  NETWORK_PROFILE_MALFORMED: {
    money: 'untouched',
    action: "Ask the hub's operator for its network profile again.",
  },
  NETWORK_RPC_UNREACHABLE: { money: 'kept', action: 'Correct the address of the chain.' },
  NETWORK_SETTLE_TIMEOUT: {
    money: 'untouched',
    action: "Ask the hub's operator to correct the profile, or for a network with a longer settle timeout.",
  },
  NETWORK_TOKEN_WRONG: {
    money: 'untouched',
    action: 'Do not join: the token is not what the profile calls it.',
  },
  NODE_DISK_FULL: { money: 'kept', action: 'Make room on the disk: everything goes on by itself.' },
  NODE_DISK_READ_ONLY: { money: 'kept', action: 'Make the disk writable: everything goes on by itself.' },
  NODE_ENDED: { money: 'pending', action: "Read the last lines of the node's log, and start it again." },
  NODE_LATE: { money: 'pending', action: 'Read what keeps the node waiting, and start it again.' },
  NODE_LOCKED: { money: 'untouched', action: 'Unlock Busker first.' },
  NODE_PART_UNKNOWN: { money: 'untouched', action: 'List the parts: busker status' },
  NODE_STOPPED: { money: 'pending', action: 'Start the node again.' },
  PROCESS_BAD_MESSAGE: {
    money: 'pending',
    action: 'Wait: the process is started anew. Update Busker if it stays.',
  },
  PROCESS_CRASHED: { money: 'pending', action: 'Wait: the process is started anew.' },
  PROCESS_FOLDER_IN_USE: {
    money: 'untouched',
    action: 'Use the program that runs on the folder, end it, or choose another folder.',
  },
  PROCESS_HUNG: { money: 'pending', action: 'Wait: the process is started anew.' },
  PROCESS_LEFTOVER_STUCK: {
    money: 'kept',
    action: 'End the process that the message names, and start again.',
  },
  PROCESS_NOT_READY: {
    money: 'pending',
    action: 'Wait: the process is started anew. Read its log if it stays.',
  },
  PROCESS_NOT_RUNNING: { money: 'pending', action: 'Wait until the process runs again.' },
  SETTINGS_DAMAGED: { money: 'kept', action: 'Restore a snapshot.' },
  STORE_BINDING_MISSING: { money: 'untouched', action: 'Run: npm run setup' },
  STORE_CELL_DAMAGED: { money: 'kept', action: 'Restore from a snapshot.' },
  STORE_OTHER_WORDS: {
    money: 'kept',
    action: 'Put back the vault that the data folder was made with, or restore from a snapshot elsewhere.',
  },
} as const satisfies ErrorEntries
