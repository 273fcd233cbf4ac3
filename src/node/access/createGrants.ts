import type { Peer } from '../../ipfs/peer.ts'
import type { SignedUrsulaRecord } from '../../protocol/policy.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Startable } from '../../shared/startable.ts'
import { publicKeyOf } from '../../umbral/keys.ts'
import { signRevocation } from '../../umbral/policyRecords.ts'
import type { Keys } from '../keys/keys.ts'
import type { Store } from '../store/openStore.ts'
import type { Grants } from './access.ts'
import { chooseUrsulas, isEnough } from './chooseUrsulas.ts'
import { GrantTable } from './grantTable.ts'
import { checkTerms, makeGrant } from './makeGrant.ts'
import { RevocationSender } from './revocationSender.ts'
import type { KnownUrsulas } from './knownUrsulas.ts'

export interface GrantsOptions {
  readonly store: Store
  readonly keys: Pick<Keys, 'delegatingSeed' | 'verifyingSeed'>
  readonly peer: Pick<Peer, 'call' | 'connect'>
  readonly ursulas: Pick<KnownUrsulas, 'find' | 'refresh' | 'silentSince'>
  /** Local networks: Ursulas of one operator may hold several shares of a policy. */
  readonly sharedOperators: boolean
  /** Default: the machine's, ms. */
  readonly now?: () => number
  /** First pause before a revocation is sent again to Ursulas that could not be reached, ms. Default 1000. */
  readonly retryMs?: number
  /** Called with the error when a revocation could not be sent to an Ursula. */
  readonly onFailure?: (error: unknown) => void
}

/** The artist's side. Between `start` and `stop` revocations are sent to Ursulas. */
export function createGrants(options: GrantsOptions): Grants & Startable {
  const { store, keys, peer, ursulas, sharedOperators, now = Date.now } = options
  const { retryMs = 1000, onFailure = () => undefined } = options
  const grants = new GrantTable(store)
  const sender = new RevocationSender({ grants, peer, now, retryMs, onFailure })

  const answers = ({ body }: SignedUrsulaRecord) => ursulas.silentSince(body.address) === null

  return {
    async start() {
      void ursulas.refresh() // so that the first buyer need not wait for it
      await sender.start()
    },
    stop: () => sender.stop(),

    async make(label, recipient, terms) {
      checkTerms(terms, now())
      const known = await ursulas.find(terms.shares)
      // Where several of one operator will do, those who answer are better than others of more operators.
      const answering = known.filter(answers)
      const candidates = isEnough(answering, terms.shares, sharedOperators) ? answering : known
      const chosen = chooseUrsulas(candidates, terms.shares, sharedOperators)
      return makeGrant(keys, label, recipient, terms, chosen)
    },

    record: (policy, recipient, order) => grants.insert(policy, recipient, order, now()),

    list: () => grants.list(),

    async checkShares(shares) {
      chooseUrsulas(await ursulas.find(shares), shares, sharedOperators)
    },

    async canAvoidSilent(shares) {
      return isEnough((await ursulas.find(shares)).filter(answers), shares, sharedOperators)
    },

    ordersWithSilentUrsulas: () => grants.ordersWithSilentUrsulas(now()),

    async revoke(id) {
      const granted = grants.withSameOrder(id)
      if (granted.length === 0) {
        throw new BuskerError('POLICY_UNKNOWN', `No policy ${id} was granted. List the grants to find it.`)
      }
      const publisher = await publicKeyOf(keys.verifyingSeed)
      const time = now()
      const revocations = granted.map((grant) =>
        signRevocation({ v: 1, id: grant.id, publisher, time }, keys.verifyingSeed),
      )
      grants.revoke(await Promise.all(revocations))
      await sender.sendNow()
    },
  }
}
