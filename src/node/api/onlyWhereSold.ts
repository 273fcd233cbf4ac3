import { soldElsewhere } from '../studio/announce.ts'

/** What changes what one sells, or what was sold: it has to be written where the selling is done. */
const sellersMethods = [
  'publish',
  'publishRelease',
  'prepare',
  'prepareRelease',
  'upload',
  'resumeUpload',
  'rescheduleUpload',
  'setUploadComing',
  'replaceSound',
  'reprice',
  'editWork',
  'restoreWorks',
  'withdrawWork',
  'setProfile',
  'makeCodes',
  'endCodes',
  'thank',
  'setStandingThanks',
  'refund',
  'takeBackRefund',
  'waiveDebt',
  'revoke',
  'setUrsulaTerms',
  'addUrsula',
  'removeUrsula',
] as const
type SellersMethod = (typeof sellersMethods)[number]

type Handler = (input: never, context: never) => Promise<unknown>

/**
 * The same handlers, but that the seller's own throw `HUB_LEASE_ELSEWHERE` while another machine with the same words sells: that one goes
 * on from its own copy, in which nothing of it would be.
 */
export function onlyWhereSold<H extends Readonly<Record<SellersMethod, Handler>>>(
  handlers: H,
  lease: { readonly isElsewhere: boolean },
): H {
  const guarded = sellersMethods.map((name) => {
    const answer: Handler = async (input, context) => {
      if (lease.isElsewhere) throw soldElsewhere()
      return handlers[name](input, context)
    }
    return [name, answer] as const
  })
  return { ...handlers, ...Object.fromEntries(guarded) }
}
