import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { createHubPathFinder, type HubChannel } from './hubPathFinder.ts'

const [hub, payer, payee, stranger, tokenNetwork] = [1, 2, 3, 4, 5].map((n) =>
  toAddress(`0x${n.toString().repeat(40)}`),
) as [never, never, never, never, never]

function pathFinderWith(flatFee: bigint, payerCapacity: bigint, hubCapacity: bigint) {
  const channels: HubChannel[] = [
    { partner: payer, ownCapacity: toAmount(0n), partnerCapacity: toAmount(payerCapacity) },
    { partner: payee, ownCapacity: toAmount(hubCapacity), partnerCapacity: toAmount(0n) },
  ]
  return createHubPathFinder({
    hub,
    tokenNetwork,
    flatFee: toAmount(flatFee),
    channels: async () => channels,
  })
}
const pathRequest = (value: bigint) => ({
  tokenNetwork,
  from: payer,
  to: payee,
  value: toAmount(value),
  maxPaths: 3,
})

describe('the hub’s ways', () => {
  test('lead through the hub, for its fee', async () => {
    expect(await pathFinderWith(2n, 12n, 10n).findPaths(pathRequest(10n))).toEqual([
      { path: [payer, hub, payee], fee: 2n },
    ])
  })

  test('cost nothing to and from the hub itself', async () => {
    const ways = pathFinderWith(2n, 10n, 10n)
    expect(await ways.findPaths({ ...pathRequest(10n), to: hub })).toEqual([{ path: [payer, hub], fee: 0n }])
    expect(await ways.findPaths({ ...pathRequest(10n), from: hub })).toEqual([
      { path: [hub, payee], fee: 0n },
    ])
  })

  test('are refused to strangers, to oneself, and in other token networks', async () => {
    const ways = pathFinderWith(0n, 10n, 10n)
    await expect(ways.findPaths({ ...pathRequest(1n), from: stranger })).rejects.toMatchObject({
      code: 'HUB_NO_ROUTE',
    })
    await expect(ways.findPaths({ ...pathRequest(1n), to: stranger })).rejects.toMatchObject({
      code: 'HUB_NO_ROUTE',
    })
    await expect(ways.findPaths({ ...pathRequest(1n), to: payer })).rejects.toMatchObject({
      code: 'HUB_NO_ROUTE',
    })
    await expect(ways.findPaths({ ...pathRequest(1n), tokenNetwork: stranger })).rejects.toMatchObject({
      code: 'HUB_TOKEN_NETWORK_UNKNOWN',
    })
  })

  test('exist exactly when both channels can carry the payment and its fee', async () => {
    const small = fc.bigInt({ min: 0n, max: 20n })
    await fc.assert(
      fc.asyncProperty(small, small, small, small, async (fee, payerCapacity, hubCapacity, value) => {
        const found = await pathFinderWith(fee, payerCapacity, hubCapacity)
          .findPaths(pathRequest(value))
          .catch(() => [])
        expect(found.length > 0).toBe(payerCapacity >= value + fee && hubCapacity >= value)
      }),
    )
  })
})
