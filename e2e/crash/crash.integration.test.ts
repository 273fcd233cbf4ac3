import { afterAll, beforeAll, expect, test } from 'vitest'
import { purchaseMachine } from '../../src/node/market/purchaseMachine.ts'
import { saleMachine } from '../../src/node/market/saleMachine.ts'
import { crashableRows } from '../../src/node/market/testing/crashableRows.ts'
import { everyCrash, rowsWithoutScenario, rowsWithScenario } from './scenarios.ts'
import { type Crash, runRound } from './round.ts'
import { CrashHarness } from './crashHarness.ts'

/** One of each kind, where most is at stake; `npm run crash` plays them all. */
const chosen: readonly Crash[] = [
  { row: 'purchase invoiced confirmed', step: 'after-effect', victim: 'its Raiden child' },
  { row: 'purchase paying secretLearned', step: 'before-write', victim: 'node' },
  { row: 'sale invoiced matched', step: 'after-write', victim: 'node' },
  { row: 'sale invoiced matched', step: 'after-write', victim: 'hub' },
  { row: 'sale releasing unlocked', step: 'before-write', victim: 'homeserver' },
]
let harness: CrashHarness

beforeAll(async () => {
  harness = await CrashHarness.open()
}, 180_000)
afterAll(() => harness.close())

test('every row of both tables is played here, or named as one that cannot be', () => {
  const rows = [...crashableRows(purchaseMachine), ...crashableRows(saleMachine)].map(({ row }) => row)
  expect([...rowsWithScenario, ...rowsWithoutScenario].toSorted()).toEqual(rows.toSorted())
})

for (const [index, crash] of chosen.entries()) {
  const { row, step, victim } = crash
  test(`SIGKILL of ${victim} ${step} of “${row}” loses nothing`, { timeout: 240_000 }, async () => {
    const planned = everyCrash.find((each) => JSON.stringify(each.crash) === JSON.stringify(crash))
    if (planned === undefined) throw new Error('This crash is not among those that can be played.')
    expect(await runRound(harness, planned.scenario, crash, `Song ${index}`)).toBe(true)
  })
}
