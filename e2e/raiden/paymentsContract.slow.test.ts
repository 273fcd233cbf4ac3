import { vi } from 'vitest'
import { oneToken } from '../../harness/raiden/raidenHarness.ts'
import { hubFee, threeNodes } from '../../harness/raiden/threeNodes.ts'
import { createChainClient } from '../../src/localnet/chain/chainClient.ts'
import { paymentsContract } from '../../src/raiden/testing/paymentsContract.ts'

paymentsContract('Raiden', async () => {
  const { harness, accounts, buyer, seller, hub } = await threeNodes()
  const chain = createChainClient(harness.network.rpcUrl)
  const signal = async (name: 'SIGSTOP' | 'SIGCONT') => {
    const { pid } = hub
    // A pid of 0 would be all of this process's own group.
    if (pid === undefined) throw new Error('The hub’s Raiden does not run.')
    process.kill(pid, name)
  }
  return {
    buyer,
    seller,
    sellerAddress: accounts.seller.address,
    token: harness.network.token,
    amount: oneToken,
    maximumFee: hubFee,
    silenceHub: () => signal('SIGSTOP'),
    wakeHub: () => signal('SIGCONT'),
    passTime: async (until) => {
      await vi.waitUntil(async () => Number((await chain.getBlock()).timestamp) * 1000 > until, {
        timeout: 90_000,
        interval: 500,
      })
    },
    async stop() {
      if (hub.pid !== undefined) await signal('SIGCONT')
      await harness.stop()
    },
  }
})
