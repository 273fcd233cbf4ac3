import assert from 'node:assert/strict'
import { expect, test } from 'vitest'
import { rowsOf } from './rows.ts'
import { purchaseMachine } from '../../src/node/market/purchaseMachine.ts'
import { saleMachine } from '../../src/node/market/saleMachine.ts'
import { startBalance } from './fair.ts'
import { openScene, type Scenario, type Scene, scenarios } from './scenarios.ts'

const everyRow = [...rowsOf(purchaseMachine), ...rowsOf(saleMachine)]
const seen = new Map<string, Scenario>()

async function playTo(scenario: Scenario, prepare: (scene: Scene) => void): Promise<void> {
  const scene = await openScene(scenario)
  try {
    prepare(scene)
    await scenario.play(scene)
    await Promise.all(scene.fair.parties.map((party) => party.alive()))
    scenario.holds(scene)
    assert.equal(scene.fair.total(), startBalance * 3n, 'money is conserved')
    for (const party of scene.fair.parties) for (const row of party.seen) seen.set(row, scenario)
  } finally {
    await scene.fair.close()
  }
}

for (const scenario of scenarios) {
  test(`${scenario.name} comes out as it must`, async () => {
    await playTo(scenario, () => undefined)
    expect(seen.size).toBeGreaterThan(0)
  })
}

test('these scenarios go through every row of both tables', () => {
  expect([...seen.keys()].toSorted()).toEqual(everyRow.map(({ row }) => row).toSorted())
})

for (const { row, steps } of everyRow) {
  for (const step of steps) {
    test(`a crash ${step} of “${row}” changes nothing about how it comes out`, async () => {
      const scenario = seen.get(row)
      assert.ok(scenario, `no scenario goes through ${row}`)
      let deaths = 0
      await playTo(scenario, ({ fair }) => {
        for (const party of fair.parties) {
          party.dieAt((machine, { from, on }, at) => {
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
