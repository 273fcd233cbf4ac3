import { z } from 'zod'

/** A token bucket: so many at once, and so many in each second after that. */
const rate = z.strictObject({
  burst: z.number().min(1).max(1_000_000),
  perSecond: z.number().min(0.001).max(100_000),
})

/** A person who pays asks once a payment; on a local network everybody has the same address. */
const pathFinding = {
  perAccount: { burst: 200, perSecond: 20 },
  perAddress: { burst: 400, perSecond: 40 },
  all: { burst: 2000, perSecond: 200 },
}
/** A channel is asked for once, and again after what failed. */
const funding = {
  perAccount: { burst: 20, perSecond: 0.2 },
  perAddress: { burst: 60, perSecond: 0.1 },
  all: { burst: 400, perSecond: 20 },
}
/** Somebody who types makes ten requests in a second or two; then they look at what was found. All take half a core. */
const search = {
  perPeer: { burst: 60, perSecond: 5 },
  perAddress: { burst: 180, perSecond: 30 },
  all: { burst: 300, perSecond: 100 },
}

/** How often a hub is asked by one account (or peer, where no account is shown), from one address, and in all. */
export const hubRates = z.strictObject({
  pathFinding: z
    .strictObject({
      perAccount: rate.prefault(pathFinding.perAccount),
      perAddress: rate.prefault(pathFinding.perAddress),
      all: rate.prefault(pathFinding.all),
    })
    .prefault({}),
  funding: z
    .strictObject({
      perAccount: rate.prefault(funding.perAccount),
      perAddress: rate.prefault(funding.perAddress),
      all: rate.prefault(funding.all),
    })
    .prefault({}),
  search: z
    .strictObject({
      perPeer: rate.prefault(search.perPeer),
      perAddress: rate.prefault(search.perAddress),
      all: rate.prefault(search.all),
    })
    .prefault({}),
})
export type HubRates = z.output<typeof hubRates>

export const defaultHubRates: HubRates = hubRates.decode({})
