import { erc20Abi } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createChainClient } from '../../src/localnet/chain/chainClient.ts'
import { adversaries } from './adversaries.ts'
import { accountOf, type Adversary } from './adversaries/adversary.ts'
import { AdversaryHarness } from './adversaryHarness.ts'
import { runAdversary } from './adversaryRound.ts'

/** Where most is at stake; `npm run crash -- --adversaries` plays them all. */
const chosen = [
  'a hub falls silent, takes the lease along, and closes with an empty proof',
  'a hub closes and waits, and the artist comes back on another machine',
  "the artist's clock is 2880 minutes wrong",
]
let harness: AdversaryHarness

beforeAll(async () => {
  harness = await AdversaryHarness.open()
}, 240_000)
afterAll(() => harness?.close())

for (const name of chosen) {
  test(`${name}: every invariant holds`, { timeout: 480_000 }, async () => {
    const adversary = adversaries.find((each) => each.name === name)
    if (adversary === undefined) throw new Error('There is no such adversary.')
    await expect(runAdversary(harness, adversary, 'Song')).resolves.toBeUndefined()
  })
}

/** Takes a single base unit, which nothing explains. */
const thief: Adversary = {
  name: 'somebody has the key',
  async run({ other, profile }) {
    const client = createChainClient(profile.chain.rpcUrl)
    const account = await accountOf(other)
    await client.impersonateAccount({ address: account })
    const hash = await client.writeContract({
      account,
      address: profile.token.address,
      abi: erc20Abi,
      functionName: 'transfer',
      args: [profile.hub.raidenAddress, 1n],
    })
    const { status } = await client.waitForTransactionReceipt({ hash })
    if (status !== 'success') throw new Error('Nothing was stolen.')
    await client.stopImpersonatingAccount({ address: account })
  },
}

test('a theft of one base unit breaks an invariant', { timeout: 240_000 }, async () => {
  const round = runAdversary(harness, thief, 'Song', { retries: 4 })
  await expect(round).rejects.toThrow('other lacks 1 base units')
})
