import { afterAll, beforeAll, expect, test } from 'vitest'
import { AttackNetwork } from './attackNetwork.ts'
import { attacks } from './attacks.ts'
import { broken, promised } from './limits.ts'
import { runAttack } from './runAttack.ts'

/** A machine that runs other tests beside this one is slow by itself, to let go of memory too: `npm run attack` holds to what is promised. */
const limits = { ...promised, stallMs: 3000, growthMb: 300, purchaseMs: 30_000, dialMs: 10_000 }
let network: AttackNetwork

beforeAll(async () => {
  network = await AttackNetwork.open()
}, 240_000)
afterAll(() => network.close())

for (const attack of attacks) {
  test(`${attack.name}: hub, artist and listener go on serving`, { timeout: 180_000 }, async () => {
    const outcome = await runAttack(network, attack)
    const { sufferings, purchaseMs, dialMs } = outcome
    process.stdout.write(`${attack.name}: ${JSON.stringify({ sufferings, purchaseMs, dialMs })}\n`)
    expect(broken(outcome, limits).join('\n')).toBe('')
  })
}
