import { afterAll, beforeAll, expect, test } from 'vitest'
import { purchaseMachine } from '../../src/node/market/purchaseMachine.ts'
import { saleMachine } from '../../src/node/market/saleMachine.ts'
import { rowsOf } from '../market/rows.ts'
import { everyCrash, notPlayedHere, playedRows } from './plays.ts'
import { type Crash, playRound } from './round.ts'
import { Theatre } from './theatre.ts'

/** One of each kind, where most is at stake; `npm run crash` plays them all. */
const chosen: readonly Crash[] = [
  { row: 'purchase invoiced confirmed', step: 'after-effect', victim: 'its Raiden child' },
  { row: 'purchase paying secretLearned', step: 'before-write', victim: 'node' },
  { row: 'sale invoiced matched', step: 'after-write', victim: 'node' },
  { row: 'sale invoiced matched', step: 'after-write', victim: 'hub' },
  { row: 'sale releasing unlocked', step: 'before-write', victim: 'homeserver' },
]
let theatre: Theatre

beforeAll(async () => {
  theatre = await Theatre.open()
}, 180_000)
afterAll(() => theatre.close())

test('every row of both tables is played here, or named as one that cannot be', () => {
  const rows = [...rowsOf(purchaseMachine), ...rowsOf(saleMachine)].map(({ row }) => row)
  expect([...playedRows, ...notPlayedHere].toSorted()).toEqual(rows.toSorted())
})

for (const [index, crash] of chosen.entries()) {
  const { row, step, victim } = crash
  test(`SIGKILL of ${victim} ${step} of “${row}” loses nothing`, { timeout: 240_000 }, async () => {
    const planned = everyCrash.find((each) => JSON.stringify(each.crash) === JSON.stringify(crash))
    if (planned === undefined) throw new Error('This crash is not among those that can be played.')
    expect(await playRound(theatre, planned.play, crash, `Song ${index}`)).toBe(true)
  })
}
