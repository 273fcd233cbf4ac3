import type { Address, Hex32 } from '../../shared/ids.ts'

/** The newest lease of an account. It is held until `until`. */
export interface StoredLease {
  readonly device: Hex32
  readonly number: number
  readonly until: number
}

/** With what tells one request from another with its number. */
export interface LeaseRecord extends StoredLease {
  readonly askedUntil: number
  /** What the device that has it says of itself, in hexadecimal; null: it is an older Busker. */
  readonly note: string | null
  /** The signed request of another device to give it back, as DAG-CBOR in hexadecimal. */
  readonly wanted: string | null
}

/** What comes of a request: the record that takes the place of the newest one, and the answer. */
export interface LeaseDecision<T> {
  readonly write?: LeaseRecord
  readonly result: T
}

/** Where the newest lease of each account is kept. */
export interface LeaseStore {
  /** By how much the clocks of the processes that share it may differ, ms. */
  readonly skewMs: number
  /**
   * Reads, decides and writes, and nobody else's request for the account comes in between. What `decide` throws, this throws, and
   * nothing is written; when it resolves, what was written is on disk.
   */
  change<T>(account: Address, decide: (newest: LeaseRecord | undefined) => LeaseDecision<T>): Promise<T>
  newest(account: Address): Promise<LeaseRecord | undefined>
  /** How many leases last longer than until `now`. */
  countHeld(now: number): Promise<number>
}
