import type { ErrorEntries } from './errorEntry.ts'

/** The local network for development. */
export const localnetErrors = {
  LOCALNET_ANVIL_MISSING: { money: 'untouched', action: 'Run npm ci again without --omit=optional.' },
  LOCALNET_CHAIN_BEHIND: { money: 'atRisk', action: 'Start over: busker localnet reset' },
  LOCALNET_CONTRACTS_MISSING: { money: 'untouched', action: 'Run: npm run setup' },
  LOCALNET_ENDED: { money: 'kept', action: 'Read its log, and start it again.' },
  LOCALNET_FAUCET_EMPTY: { money: 'untouched', action: 'Ask for less, or start over: busker localnet reset' },
  LOCALNET_NOT_A_LOCALNET: { money: 'untouched', action: 'Name the folder that holds the local network.' },
  LOCALNET_NOT_UP: { money: 'untouched', action: 'Start it: busker localnet up' },
  LOCALNET_PART_NOT_RUNNING: { money: 'untouched', action: 'Start the part first.' },
  LOCALNET_RUNNING: { money: 'untouched', action: 'Use the one that runs, or end it: busker localnet down' },
  LOCALNET_STOPPED: { money: 'kept', action: 'Start it again: busker localnet up' },
  LOCALNET_STUCK: { money: 'kept', action: 'Read its logs: it did not end in time and was killed.' },
  LOCALNET_TIMEOUTS: {
    money: 'untouched',
    action: 'Choose a longer settle timeout or a shorter reveal timeout.',
  },
} as const satisfies ErrorEntries
