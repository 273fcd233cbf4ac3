import { createPublisher } from '../../../src/node/catalogue/testing/manifestFixtures.ts'
import { newRequest } from '../../../src/node/market/newRequest.ts'
import { purchaseProtocol } from '../../../src/protocol/purchase.ts'
import type { Attack } from '../attack.ts'
import { outcomes } from '../outcomes.ts'

const atOnce = 8

/** Attacks with orders that nobody means to pay. */
export const orderAttacks: readonly Attack[] = [
  {
    name: 'orders of accounts without a channel',
    async run(network, signal) {
      const { artist } = network.crash
      const work = await network.newestWork()
      const strangers = await Promise.all(Array.from({ length: atOnce }, () => network.stranger()))
      const accounts = new Set<string>()
      const counts = await outcomes(signal, atOnce, async (index) => {
        const stranger = strangers[index % atOnce] ?? (await network.stranger())
        const buyer = await createPublisher(stranger.id)
        accounts.add(buyer.identity.body.account)
        const expiry = Date.now() + 3600_000
        const request = await newRequest({ buyer, work, chain: network.chain, expiry })
        await stranger.call(network.artist.addresses, purchaseProtocol, 'purchase', request)
        return 'invoices'
      })
      const sales = (await artist.ask('sales', {})).filter(({ buyer }) => accounts.has(buyer))
      if (sales.length > 0) throw new Error(`${sales.length} orders of strangers are kept.`)
      return counts
    },
  },
]
