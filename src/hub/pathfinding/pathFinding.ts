import type { Address } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'

/** A payment for which a path is asked. */
export interface PathRequest {
  readonly tokenNetwork: Address
  readonly from: Address
  readonly to: Address
  /** What the target is to get, in base units. */
  readonly value: Amount
  readonly maxPaths: number
}

/** One path for a payment. */
export interface FoundPath {
  /** From the payer to the payee, both included. */
  readonly path: readonly Address[]
  /** What the mediators on it ask for, on top of the value. */
  readonly fee: Amount
}

/** Finds paths from the channels as they are now. */
export interface PathFinder {
  /**
   * The cheapest paths first, at least one.
   *
   * @throws BuskerError HUB_NO_ROUTE; HUB_TOKEN_NETWORK_UNKNOWN
   */
  findPaths(request: PathRequest): Promise<readonly FoundPath[]>
}

/** The Matrix user of an address, with that address's signature over it. */
export interface AddressMetadata {
  /** `@0x…:server` */
  readonly user_id: string
  /** personal_sign(user_id) by the address. */
  readonly displayname: string
  /** What the node can do, as it states it in its Matrix avatar: `mxc://raiden.network/cap?…`. */
  readonly capabilities: string
}

/** Looks up the Matrix user of an address. */
export interface PresenceLookup {
  /** Null when the address never registered, or its signature is wrong. */
  metadata(address: Address): Promise<AddressMetadata | null>
}
