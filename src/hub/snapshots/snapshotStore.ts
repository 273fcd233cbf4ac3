import type { Address } from '../../shared/ids.ts'

/** Of each account the newest snapshot is kept, and the one before it. */
export const keptPerAccount = 2

/** A snapshot as it is kept. */
export interface SnapshotRecord {
  readonly account: Address
  readonly number: number
  /** Signed and sealed, encoded. */
  readonly record: Uint8Array
}

/** Bytes of all snapshots that are kept, and of those whose accounts have no channel with the hub. */
export interface SnapshotBytes {
  readonly all: number
  readonly nonPartners: number
}

/** What is decided about a snapshot while nobody else's is kept. */
export interface SnapshotRules {
  /** @param newest the account's newest record. @returns false where it is the same: nothing is to be done. @throws where it is refused */
  readonly admit: (newest: Uint8Array | undefined) => boolean
  /** Looks at what there is with it. @throws where that is too much: nothing is done then */
  readonly check: (bytes: SnapshotBytes) => void
}

/** Where snapshots are kept. */
export interface SnapshotStore {
  /** Keeps one, and forgets all of its account but {@link keptPerAccount}; what a rule throws, this throws, and nothing is done. */
  keep(snapshot: SnapshotRecord, isPartner: boolean, rules: SnapshotRules): Promise<void>
  /** @param before only records with a lower number */
  newest(account: Address, before: number): Promise<Uint8Array | undefined>
  bytes(): Promise<SnapshotBytes>
}
