import assert from 'node:assert/strict'
import { expect, test } from 'vitest'
import { crashableRows } from './testing/crashableRows.ts'
import { giftMachine } from './giftMachine.ts'
import { purchaseMachine } from './purchaseMachine.ts'
import { saleMachine } from './saleMachine.ts'
import { startBalance } from './testing/marketFixtures.ts'
import { openScenario, type OrderScenario, type ScenarioContext } from './testing/scenario.ts'
import { scenarios } from './testing/scenarios.ts'

const everyRow = [
  ...crashableRows(purchaseMachine),
  ...crashableRows(saleMachine),
  ...crashableRows(giftMachine),
]
const seen = new Map<string, OrderScenario>()

async function runScenario(
  scenario: OrderScenario,
  prepare: (context: ScenarioContext) => void,
): Promise<void> {
  const context = await openScenario(scenario)
  try {
    prepare(context)
    await scenario.run(context)
    await Promise.all(context.harness.traders.map((trader) => trader.waitUntilRestarted()))
    scenario.assertOutcome(context)
    assert.equal(context.harness.totalMoney(), startBalance * 3n, 'money is conserved')
    for (const trader of context.harness.traders) for (const row of trader.seenRows) seen.set(row, scenario)
  } finally {
    await context.harness.close()
  }
}

for (const scenario of scenarios) {
  test(`${scenario.name} comes out as it must`, async () => {
    await runScenario(scenario, () => undefined)
    expect(seen.size).toBeGreaterThan(0)
  })
}

test('these scenarios go through every row of all tables', () => {
  expect([...seen.keys()].toSorted()).toEqual(everyRow.map(({ row }) => row).toSorted())
})

for (const { row, steps } of everyRow) {
  for (const step of steps) {
    test(`a crash ${step} of “${row}” changes nothing about how it comes out`, async () => {
      const scenario = seen.get(row)
      assert.ok(scenario, `no scenario goes through ${row}`)
      let deaths = 0
      await runScenario(scenario, ({ harness }) => {
        for (const trader of harness.traders) {
          trader.crashAt((machine, { from, on }, at) => {
            const isHere = deaths === 0 && at === step && `${machine} ${from ?? 'new'} ${on}` === row
            if (isHere) deaths += 1
            return isHere
          })
        }
      })
      expect(deaths).toBe(1)
    })
  }
}
