import { watch } from 'node:fs'
import pRetry from 'p-retry'
import { isBuskerError } from '../../src/shared/errors.ts'
import { toAmount } from '../../src/shared/money.ts'
import type { Crash, CrashScenario, Victim } from './round.ts'
import { victims } from './round.ts'
import { purchaseMachine } from '../../src/node/market/purchaseMachine.ts'
import { saleMachine } from '../../src/node/market/saleMachine.ts'
import { crashableRows } from '../../src/node/market/testing/crashableRows.ts'
import { price } from './crashHarness.ts'

/** An order that goes through, and the rows of both tables on its way. */
export const purchaseScenario: CrashScenario = {
  price,
  expected: 'owned',
  async run({ listener }, { label, price: confirmed }) {
    await listener.ask('buy', { label, confirmed, follow: true })
  },
}

const giftScenario: CrashScenario = { ...purchaseScenario, price: toAmount(0n) }

const cancelScenario: CrashScenario = {
  price,
  expected: 'not bought',
  async run({ listener }, { label }) {
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

const feeTooHighScenario: CrashScenario = {
  price,
  expected: 'not bought',
  async run({ listener }, { label, price: confirmed }) {
    await listener.ask('buy', { label, confirmed, maximumFee: toAmount(0n), follow: true })
  },
}

const scenarioRows: readonly [CrashScenario, readonly string[]][] = [
  [
    purchaseScenario,
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
  [giftScenario, ['purchase requested givenFree', 'sale new givenFree']],
  [cancelScenario, ['purchase invoiced cancelledByBuyer']],
  [feeTooHighScenario, ['purchase paying notSent']],
]

/**
 * Rows that need days, or a hub that cheats, or a third person: src/node/market/crashes.slow.test.ts covers those, on the same code, with a
 * clock turned by hand.
 */
export const rowsWithoutScenario: readonly string[] = [
  'purchase new gifted',
  'purchase requested refused',
  'purchase requested cancelledByBuyer',
  'purchase requested ranOut',
  'purchase invoiced ranOut',
  'purchase invoiced refused',
  'purchase paying lockRanOut',
  'purchase paying ranOut',
  'purchase paying refused',
  'purchase refunding secretLearned',
  'purchase refunding notSent',
  'purchase refunding lockRanOut',
  'purchase paid handedOver',
  'purchase paid notOpened',
  'purchase unopened triedAgain',
  'sale invoiced lockRefused',
  'sale invoiced superseded',
  'sale invoiced ranOut',
  'sale refusing refusalSent',
  'sale refusing ranOut',
  'sale releasing withheld',
  'sale releasing neverReleased',
]

export interface PlannedCrash {
  readonly scenario: CrashScenario
  readonly crash: Crash
}

/** Every row that can be played here, at every step, with every victim. */
export const everyCrash: readonly PlannedCrash[] = scenarioRows.flatMap(([scenario, names]) =>
  names.flatMap((row) =>
    stepsOf(row).flatMap((step) =>
      victims.map((victim: Victim) => ({ scenario, crash: { row, step, victim } })),
    ),
  ),
)

function stepsOf(name: string) {
  return (
    [...crashableRows(purchaseMachine), ...crashableRows(saleMachine)].find(({ row }) => row === name)
      ?.steps ?? []
  )
}

/** Rows with a scenario. */
export const rowsWithScenario: readonly string[] = scenarioRows.flatMap(([, names]) => names)

/** Buys, and kills when the listener's node has written so often, whatever it wrote; at the end if it does not. */
export function interruptedPurchase(kill: () => Promise<void>, afterWrites: number): CrashScenario {
  return {
    ...purchaseScenario,
    async run(harness, work) {
      const purchase = new AbortController()
      const killed = waitForWrites(harness.listener.folder, afterWrites, purchase.signal).then(kill)
      try {
        await purchaseScenario.run(harness, work)
      } finally {
        purchase.abort()
        await killed
      }
    },
  }
}

/** Resolves when files below a folder have changed `count` times, or the signal says that they will not any more. */
function waitForWrites(folder: string, count: number, signal: AbortSignal): Promise<void> {
  let writes = 0
  const watcher = watch(folder, { recursive: true, signal })
  return new Promise((resolve) => {
    watcher.on('close', () => resolve())
    watcher.on('change', () => {
      writes += 1
      if (writes >= count) watcher.close()
    })
  })
}
