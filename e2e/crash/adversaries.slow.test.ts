import { afterAll, beforeAll, expect, test } from 'vitest'
import { adversaries } from './adversaries.ts'
import { AdversaryHarness } from './adversaryHarness.ts'
import { runAdversary } from './adversaryRound.ts'

/** Where most is at stake; `npm run crash -- --adversaries` plays them all. */
const chosen = ['a hub falls silent, takes the lease along, and closes with an empty proof']
let harness: AdversaryHarness

beforeAll(async () => {
  harness = await AdversaryHarness.open()
}, 240_000)
afterAll(() => harness.close())

for (const name of chosen) {
  test(`${name}: every invariant holds`, { timeout: 480_000 }, async () => {
    const adversary = adversaries.find((each) => each.name === name)
    if (adversary === undefined) throw new Error('There is no such adversary.')
    await expect(runAdversary(harness, adversary, 'Song')).resolves.toBeUndefined()
  })
}
