import type { Brand } from '../../shared/brand.ts'
import type { Address, Hex32, Label, OrderId, PolicyId, WorkId } from '../../shared/ids.ts'
import type { IdentityRecord } from '../../protocol/identity.ts'
import type { Capsule } from '../../protocol/manifest.ts'
import type { Policy, SignedRevocation } from '../../protocol/policy.ts'

/** 32 random bytes that encrypt one encoding of one track. */
export type ContentKey = Brand<Uint8Array, 'ContentKey'>

export interface PolicyTerms {
  /** m. At least 1, at most `shares`. */
  readonly threshold: number
  /** n. */
  readonly shares: number
  /** Joining is possible until then. */
  readonly end: number
}

/** The artist's side: who may open what. */
export interface Grants {
  /**
   * Makes a policy; keeps nothing.
   *
   * @throws BuskerError `POLICY_TERMS` (m > n, m = 0, end passed), `POLICY_TOO_FEW_URSULAS`
   */
  make(label: Label, recipient: IdentityRecord, terms: PolicyTerms): Promise<Policy>
  /**
   * Writes a granted policy; synchronous, so that it can be part of the transaction that needs it. Again changes
   * nothing.
   */
  record(policy: Policy, recipient: Address, order: OrderId | null): void
  list(): GrantedPolicy[]
  /** @throws BuskerError `POLICY_TOO_FEW_URSULAS` where too few are known for a policy of so many shares */
  checkShares(shares: number): Promise<void>
  /** Whether a policy of so many shares can be made of Ursulas that answer alone. */
  canAvoidSilent(shares: number): Promise<boolean>
  /** The orders whose newest policy could be joined, but for Ursulas that do not answer. */
  ordersWithSilentUrsulas(): OrderId[]
  /**
   * Ends joining under this policy and every other of its order. Written first, then sent to every Ursula until each
   * has acknowledged, over restarts too; resolves when it was sent to each once, or could not be.
   *
   * @throws BuskerError `POLICY_UNKNOWN`
   */
  revoke(id: PolicyId): Promise<void>
}

export interface GrantedPolicy {
  readonly id: PolicyId
  readonly label: Label
  readonly recipient: Address
  readonly order: OrderId | null
  readonly threshold: number
  readonly shares: number
  readonly end: number
  readonly grantedAt: number
  readonly revocation: SignedRevocation | null
  /** How many of the `shares` Ursulas have acknowledged the revocation. */
  readonly acknowledged: number
}

/** What a policy opens, and how to know that it is right. */
export interface JoinInput {
  readonly policy: Policy
  readonly capsule: Capsule
  /** SHA-256 of each content key that the capsule holds, by track. */
  readonly tracks: readonly { id: WorkId; edition: number; commitment: Hex32 }[]
}

/** The listener's side. */
export interface Access {
  /**
   * Asks the policy's Ursulas in parallel, checks every fragment, opens the capsule, checks the commitments, and
   * seals the content keys into the store. Verified fragments are kept, so that asking again asks only for the rest.
   *
   * @throws BuskerError `POLICY_TOO_FEW_ANSWERS` (try again later; what was bought stays bought), `POLICY_EXPIRED`
   *   or `POLICY_REVOKED` (so many Ursulas say so that joining is impossible), `POLICY_FORGED` (its parts do not
   *   belong together), `POLICY_NOT_YOURS`, `POLICY_WRONG_KEY` (a key is not the one the manifest commits to)
   */
  join(input: JoinInput, signal?: AbortSignal): Promise<void>
  /**
   * Opens a capsule of one's own: after a restore from the words alone.
   *
   * @throws BuskerError `UMBRAL_WRONG_KEY`, `POLICY_WRONG_KEY`
   */
  reclaim(input: Omit<JoinInput, 'policy'>): Promise<void>
  /**
   * The content key of a track one owns or made.
   *
   * @throws BuskerError `ACCESS_KEY_DAMAGED`
   */
  contentKey(id: WorkId, edition: number): ContentKey | undefined
  /** Keeps a key one made oneself; synchronous, for transactions. */
  keep(id: WorkId, edition: number, key: ContentKey): void
}
