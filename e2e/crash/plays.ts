import { setTimeout as pause } from 'node:timers/promises'
import pRetry from 'p-retry'
import { isBuskerError } from '../../src/shared/errors.ts'
import { toAmount } from '../../src/shared/money.ts'
import type { Crash, Play, Victim } from './round.ts'
import { victims } from './round.ts'
import { purchaseMachine } from '../../src/node/market/purchaseMachine.ts'
import { saleMachine } from '../../src/node/market/saleMachine.ts'
import { rowsOf } from '../market/rows.ts'
import { price } from './theatre.ts'

/** An order that goes through, and the rows of both tables on its way. */
export const purchase: Play = {
  price,
  ends: 'owned',
  async act({ listener }, { label, price: confirmed }) {
    await listener.ask('buy', { label, confirmed, follow: true })
  },
}

const gift: Play = { ...purchase, price: toAmount(0n) }

const takenBack: Play = {
  price,
  ends: 'not bought',
  async act({ listener }, { label }) {
    const { id } = await listener.ask('buy', { label, follow: false })
    await pRetry(
      async () => {
        const { state } = await listener.ask('purchase', { id, follow: false })
        if (state === 'requested') throw new Error('There is no invoice yet.')
      },
      { retries: 200, factor: 1, minTimeout: 50 },
    )
    try {
      await listener.ask('cancel', { id })
    } catch (error) {
      const { state } = await listener.ask('purchase', { id, follow: false })
      if (!isBuskerError(error, 'ORDER_TOO_LATE') || state !== 'cancelled') throw error
    }
  },
}

const tooDear: Play = {
  price,
  ends: 'not bought',
  async act({ listener }, { label, price: confirmed }) {
    await listener.ask('buy', { label, confirmed, maximumFee: toAmount(0n), follow: true })
  },
}

const rows: readonly [Play, readonly string[]][] = [
  [
    purchase,
    [
      'purchase new begun',
      'purchase requested offered',
      'purchase invoiced confirmed',
      'purchase paying secretLearned',
      'purchase paid opened',
      'purchase joined acknowledged',
      'sale new invoiced',
      'sale invoiced matched',
      'sale releasing unlocked',
      'sale paid acknowledged',
    ],
  ],
  [gift, ['purchase requested givenFree', 'sale new givenFree']],
  [takenBack, ['purchase invoiced cancelledByBuyer']],
  [tooDear, ['purchase paying notSent']],
]

/**
 * Rows that need days, or a hub that cheats, or a third person: e2e/market crashes those, on the same code, with a
 * clock turned by hand.
 */
export const notPlayedHere: readonly string[] = [
  'purchase new gifted',
  'purchase requested refused',
  'purchase requested cancelledByBuyer',
  'purchase requested ranOut',
  'purchase invoiced ranOut',
  'purchase paying lockRanOut',
  'purchase paying ranOut',
  'purchase paid givenAway',
  'sale invoiced ranOut',
  'sale releasing withheld',
  'sale releasing neverReleased',
]

export interface PlannedCrash {
  readonly play: Play
  readonly crash: Crash
}

/** Every row that can be played here, at every step, with every victim. */
export const everyCrash: readonly PlannedCrash[] = rows.flatMap(([play, names]) =>
  names.flatMap((row) =>
    stepsOf(row).flatMap((step) => victims.map((victim: Victim) => ({ play, crash: { row, step, victim } }))),
  ),
)

function stepsOf(name: string) {
  return [...rowsOf(purchaseMachine), ...rowsOf(saleMachine)].find(({ row }) => row === name)?.steps ?? []
}

/** Rows with a play. */
export const playedRows: readonly string[] = rows.flatMap(([, names]) => names)

/** Buys, and kills at a time that has nothing to do with what goes on. */
export function interrupted(kill: () => Promise<void>, afterMs: number): Play {
  return {
    ...purchase,
    async act(theatre, work) {
      const killed = pause(afterMs).then(kill)
      try {
        await purchase.act(theatre, work)
      } finally {
        await killed
      }
    },
  }
}
