import type { ErrorEntries } from './errorEntry.ts'

/** The demonstration. */
export const demoErrors = {
  DEMO_BLIND: { money: 'pending', action: 'Report it: the comparison takes any piece for the same.' },
  DEMO_NOT_BOUGHT: { money: 'pending', action: 'Read what became of the order in the message.' },
  DEMO_NOT_FOUND: { money: 'untouched', action: 'Run the demo again.' },
  DEMO_NOT_REFUSED: { money: 'untouched', action: 'Report it: a track could be played unpaid.' },
  DEMO_NOT_SEALED: { money: 'untouched', action: 'Report it: a track could be played unpaid.' },
  DEMO_OTHER_SOUND: {
    money: 'paid',
    action: 'Report it: what was bought does not sound like what was sold.',
  },
  DEMO_STOPPED: { money: 'pending', action: 'Run the demo again when wanted.' },
  DEMO_TOO_SHORT: { money: 'untouched', action: 'Choose a longer piece.' },
} as const satisfies ErrorEntries
