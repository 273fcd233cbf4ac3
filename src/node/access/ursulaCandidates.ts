import { parsePeerAddress } from '../../ipfs/network/hubs.ts'
import type { SignedUrsulaAnnouncement, UrsulaRecord } from '../../protocol/policy.ts'
import { isBuskerError } from '../../shared/errors.ts'
import { nameKey } from '../../shared/nameKey.ts'
import { verifyUrsulaAnnouncement } from '../../umbral/policyRecords.ts'
import type { KnownUrsulas } from './knownUrsulas.ts'

export interface UrsulaCandidatesOptions {
  /** Those that a hub lists. */
  readonly askHub: () => Promise<readonly SignedUrsulaAnnouncement[]>
  readonly known: Pick<KnownUrsulas, 'list' | 'own'>
  readonly now: () => number
  /** Called for what an Ursula can't have said, or has said long ago. */
  readonly onFailure: (error: unknown) => void
}

/** An Ursula that has announced herself, and that no policy is made with unless the artist adds her. */
export interface UrsulaCandidate {
  readonly peer: string
  /** As she calls whoever runs her: nobody vouches for it. */
  readonly operator: string
  /** What she is added by: a multiaddr that ends in `/p2p/<peer>`. */
  readonly address: string
  /** Whether an operator of Ursulas that policies are made with is called so, or looks so. */
  readonly isNameTaken: boolean
}

/** Ursulas that an artist might add, as a hub lists them: each checked, and none of those that are known. */
export class UrsulaCandidates {
  readonly #options: UrsulaCandidatesOptions

  constructor(options: UrsulaCandidatesOptions) {
    this.#options = options
  }

  /** None at a hub that is older. Errors: what asking the hub throws */
  async list(): Promise<UrsulaCandidate[]> {
    const { askHub, known } = this.#options
    const announced = await askHub().catch((error: unknown) => {
      if (!isBuskerError(error, 'PROTOCOL_UNKNOWN')) throw error
      return []
    })
    const met = known.list().map(({ record }) => record.body)
    const peers = new Set<string>([...met, ...known.own()].map(({ peer }) => peer))
    const names = new Set(met.map(({ operator }) => nameKey(operator)))
    const candidates: UrsulaCandidate[] = []
    for (const signed of announced) {
      const { record } = signed.body
      const { peer, operator } = record.body
      const address = ownAddress(record.body)
      if (peers.has(peer) || address === undefined || !(await this.#holds(signed))) continue
      peers.add(peer)
      candidates.push({ peer, operator, address, isNameTaken: names.has(nameKey(operator)) })
    }
    return candidates
  }

  async #holds(signed: SignedUrsulaAnnouncement): Promise<boolean> {
    try {
      await verifyUrsulaAnnouncement(signed, this.#options.now())
      return true
    } catch (error) {
      this.#options.onFailure(error)
      return false
    }
  }
}

/** The first of her addresses at which she is reached herself. */
function ownAddress({ peer, addresses }: UrsulaRecord): string | undefined {
  return addresses.find((address) => {
    try {
      return parsePeerAddress(address).peer === peer && !address.includes('/p2p-circuit')
    } catch {
      return false
    }
  })
}
