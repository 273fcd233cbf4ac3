import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { createHubOracle, type HubChannel } from './hubOracle.ts'

const [hub, payer, payee, stranger, tokenNetwork] = [1, 2, 3, 4, 5].map((n) =>
  toAddress(`0x${n.toString().repeat(40)}`),
) as [never, never, never, never, never]

function oracle(flatFee: bigint, payerCapacity: bigint, hubCapacity: bigint) {
  const channels: HubChannel[] = [
    { partner: payer, ownCapacity: toAmount(0n), partnerCapacity: toAmount(payerCapacity) },
    { partner: payee, ownCapacity: toAmount(hubCapacity), partnerCapacity: toAmount(0n) },
  ]
  return createHubOracle({ hub, tokenNetwork, flatFee: toAmount(flatFee), channels: async () => channels })
}
const ask = (value: bigint) => ({ tokenNetwork, from: payer, to: payee, value: toAmount(value), maxPaths: 3 })

describe('the hub’s ways', () => {
  it('lead through the hub, for its fee', async () => {
    expect(await oracle(2n, 12n, 10n).paths(ask(10n))).toEqual([{ path: [payer, hub, payee], fee: 2n }])
  })

  it('cost nothing to and from the hub itself', async () => {
    const ways = oracle(2n, 10n, 10n)
    expect(await ways.paths({ ...ask(10n), to: hub })).toEqual([{ path: [payer, hub], fee: 0n }])
    expect(await ways.paths({ ...ask(10n), from: hub })).toEqual([{ path: [hub, payee], fee: 0n }])
  })

  it('are refused to strangers, to oneself, and in other token networks', async () => {
    const ways = oracle(0n, 10n, 10n)
    await expect(ways.paths({ ...ask(1n), from: stranger })).rejects.toMatchObject({ code: 'HUB_NO_ROUTE' })
    await expect(ways.paths({ ...ask(1n), to: stranger })).rejects.toMatchObject({ code: 'HUB_NO_ROUTE' })
    await expect(ways.paths({ ...ask(1n), to: payer })).rejects.toMatchObject({ code: 'HUB_NO_ROUTE' })
    await expect(ways.paths({ ...ask(1n), tokenNetwork: stranger })).rejects.toMatchObject({
      code: 'HUB_TOKEN_NETWORK_UNKNOWN',
    })
  })

  it('exist exactly when both channels can carry the payment and its fee', async () => {
    const small = fc.bigInt({ min: 0n, max: 20n })
    await fc.assert(
      fc.asyncProperty(small, small, small, small, async (fee, payerCapacity, hubCapacity, value) => {
        const found = await oracle(fee, payerCapacity, hubCapacity)
          .paths(ask(value))
          .catch(() => [])
        expect(found.length > 0).toBe(payerCapacity >= value + fee && hubCapacity >= value)
      }),
    )
  })
})
