import { afterAll, beforeAll, expect, test } from 'vitest'
import { adversaries } from './adversaries.ts'
import { AdversaryHarness } from './adversaryHarness.ts'
import { runAdversary } from './adversaryRound.ts'

let harness: AdversaryHarness

beforeAll(async () => {
  harness = await AdversaryHarness.open()
}, 240_000)
afterAll(() => harness.close())

for (const [index, adversary] of adversaries.entries()) {
  test(`${adversary.name}: every invariant holds`, { timeout: 480_000 }, async () => {
    await expect(runAdversary(harness, adversary, `Song ${index}`)).resolves.toBeUndefined()
  })
}
