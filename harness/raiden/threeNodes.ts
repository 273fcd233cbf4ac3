import { toAmount } from '../../src/shared/money.ts'
import type { RaidenNode, RaidenNodeOptions } from '../../src/raiden/raidenNode.ts'
import { RaidenHarness, oneToken, type Account } from './raidenHarness.ts'

/** What the hub takes for a payment, base units. */
export const hubFee = toAmount(2n)

export interface ThreeNodes {
  readonly harness: RaidenHarness
  readonly accounts: { readonly buyer: Account; readonly hub: Account; readonly seller: Account }
  readonly buyer: RaidenNode
  readonly hub: RaidenNode
  readonly seller: RaidenNode
}

/** What is particular to one of the nodes. */
export interface NodeChanges {
  readonly buyer?: Partial<RaidenNodeOptions>
  readonly seller?: Partial<RaidenNodeOptions>
}

/**
 * Buyer → hub → seller, with 50 tokens of the buyer's and 50 of the hub's in their channels.
 *
 * @param each called once the chain runs
 */
export async function threeNodes(
  changes: Partial<RaidenNodeOptions> = {},
  each: (harness: RaidenHarness) => Promise<NodeChanges> = async () => ({}),
): Promise<ThreeNodes> {
  const harness = await RaidenHarness.create()
  try {
    await harness.start()
    const particular = await each(harness)
    const accounts = {
      hub: await harness.account('hub', 100n * oneToken),
      buyer: await harness.account('buyer', 100n * oneToken),
      seller: await harness.account('seller', 0n),
    }
    const hub = harness.node(accounts.hub, { mediationFee: hubFee, ...changes })
    const buyer = harness.node(accounts.buyer, { ...changes, ...particular.buyer })
    const seller = harness.node(accounts.seller, { ...changes, ...particular.seller })
    harness.statedFee = hubFee
    await Promise.all([hub.start(), buyer.start(), seller.start()])
    await harness.servePaths(hub)
    await Promise.all([
      hub.openChannel(accounts.seller.address, toAmount(50n * oneToken)),
      buyer.openChannel(accounts.hub.address, toAmount(50n * oneToken)),
    ])
    return { harness, accounts, buyer, hub, seller }
  } catch (error) {
    process.stderr.write(`${harness.lines.slice(-60).join('\n')}\n`)
    await harness.stop()
    throw error
  }
}

/** What a node can pay with and what is locked, of the channel with `partner`; base units. */
export async function channelCapacity(
  node: RaidenNode,
  partner: Account,
): Promise<{ own: bigint; locked: bigint }> {
  const channel = (await node.channels()).find((each) => each.partner === partner.address)
  if (channel === undefined) throw new Error('there is no channel')
  return { own: channel.ownCapacity, locked: channel.ownLocked + channel.partnerLocked }
}
