import { toAmount } from '../../../src/shared/money.ts'
import type { RaidenNode, RaidenNodeOptions } from '../../../src/raiden/raidenNode.ts'
import { RaidenWorld, TOKEN, type Account } from './raidenWorld.ts'

/** What the hub takes for a payment, base units. */
export const HUB_FEE = toAmount(2n)

export interface ThreeNodes {
  readonly world: RaidenWorld
  readonly accounts: { readonly buyer: Account; readonly hub: Account; readonly seller: Account }
  readonly buyer: RaidenNode
  readonly hub: RaidenNode
  readonly seller: RaidenNode
}

/** Buyer → hub → seller, with 50 tokens of the buyer's and 50 of the hub's in their channels. */
export async function threeNodes(changes: Partial<RaidenNodeOptions> = {}): Promise<ThreeNodes> {
  const world = await RaidenWorld.create()
  try {
    await world.start()
    const accounts = {
      hub: await world.account('hub', 100n * TOKEN),
      buyer: await world.account('buyer', 100n * TOKEN),
      seller: await world.account('seller', 0n),
    }
    const hub = world.node(accounts.hub, { mediationFee: HUB_FEE, ...changes })
    const buyer = world.node(accounts.buyer, changes)
    const seller = world.node(accounts.seller, changes)
    world.statedFee = HUB_FEE
    await Promise.all([hub.start(), buyer.start(), seller.start()])
    await world.servePaths(hub)
    await Promise.all([
      hub.openChannel(accounts.seller.address, toAmount(50n * TOKEN)),
      buyer.openChannel(accounts.hub.address, toAmount(50n * TOKEN)),
    ])
    return { world, accounts, buyer, hub, seller }
  } catch (error) {
    process.stderr.write(`${world.lines.slice(-60).join('\n')}\n`)
    await world.stop()
    throw error
  }
}

/** What a node can pay with and what is locked, of the channel with `partner`; base units. */
export async function capacity(node: RaidenNode, partner: Account): Promise<{ own: bigint; locked: bigint }> {
  const channel = (await node.channels()).find((each) => each.partner === partner.address)
  if (channel === undefined) throw new Error('there is no channel')
  return { own: channel.ownCapacity, locked: channel.ownLocked + channel.partnerLocked }
}
