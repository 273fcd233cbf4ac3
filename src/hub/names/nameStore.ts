import type { Address } from '../../shared/ids.ts'
import type { ShortName } from '../../shared/shortNames.ts'

/** A name, as it is kept. */
export interface NameRecord {
  readonly name: ShortName
  /** See `shortNameKey`: no two have the same. */
  readonly key: string
  readonly account: Address
  readonly claimedAt: number
  /** Null: the account is found by it. */
  readonly releasedAt: number | null
  /** The claim and the card, as `encodeText` writes them. */
  readonly record: string
}

/** What comes of a request: names that go, and those that are written in place of what they were. */
export interface NameDecision {
  readonly remove: readonly ShortName[]
  readonly write: readonly NameRecord[]
}

/** Where names are kept. */
export interface NameStore {
  /**
   * Reads all names of an account, and the one that looks like another; decides; and writes. No other request comes in between.
   * What `decide` throws, this throws, and nothing is written; when it resolves, what was written is on disk.
   *
   * @param key null: of the account alone
   */
  change(
    account: Address,
    key: string | null,
    decide: (near: readonly NameRecord[]) => NameDecision,
  ): Promise<void>
  find(name: ShortName): Promise<NameRecord | undefined>
  /** The name that an account is found by. */
  ofAccount(account: Address): Promise<NameRecord | undefined>
  /** How many accounts are found by one. */
  count(): Promise<number>
}
