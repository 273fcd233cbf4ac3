import type { ErrorEntries } from './errorEntry.ts'

/** Towers: those who watch channels for others. */
export const towerErrors = {
  TOWER_BUDGET_SPENT: { money: 'atRisk', action: 'Raise gasPerDay in tower.json and start the tower again.' },
  TOWER_BUSY: { money: 'kept', action: 'Nothing: the tower is asked again.' },
  TOWER_CHANNEL_UNKNOWN: {
    money: 'kept',
    action: 'Nothing: the tower is asked again, and sees a new channel a little later.',
  },
  TOWER_CONFIG_INVALID: { money: 'untouched', action: 'Correct tower.json as the message says.' },
  TOWER_CONFIG_MISSING: { money: 'untouched', action: "Write tower.json in the tower's folder." },
  TOWER_FULL: { money: 'kept', action: 'Add another tower: busker towers add ADDRESS' },
  TOWER_GAS_LOW: { money: 'kept', action: "Send gas to the tower's account, or add another tower." },
  TOWER_NETWORK_UNKNOWN: { money: 'kept', action: 'Add a tower that watches this network.' },
  TOWER_NONCE_OLDER: { money: 'kept', action: 'Nothing: the tower has what is newest.' },
  TOWER_NOT_YOURS: { money: 'untouched', action: 'Ask from the machine that the channel belongs to.' },
  TOWER_PROOF_FORGED: {
    money: 'kept',
    action: 'Report it: what was handed over is not signed by both sides.',
  },
  TOWER_SEED_DAMAGED: { money: 'untouched', action: 'Restore tower.seed from a back-up.' },
  TOWER_STOPPED: { money: 'kept', action: 'Start the tower.' },
  TOWER_TOO_LATE: {
    money: 'atRisk',
    action: 'Look at the wallet: what the chain says of the channel stands.',
  },
  TOWER_TOO_MANY: { money: 'kept', action: 'Remove a tower that does not answer: busker towers remove PEER' },
  TOWER_UNKNOWN: { money: 'untouched', action: 'List the towers: busker towers' },
} as const satisfies ErrorEntries
