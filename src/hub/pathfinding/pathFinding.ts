import type { Address } from '../../shared/ids.ts'
import type { Amount } from '../../shared/money.ts'

/** A payment that wants a way. */
export interface PathRequest {
  readonly tokenNetwork: Address
  readonly from: Address
  readonly to: Address
  /** What the target is to get, in base units. */
  readonly value: Amount
  readonly maxPaths: number
}

/** One way for a payment. */
export interface FoundPath {
  /** From the payer to the payee, both included. */
  readonly path: readonly Address[]
  /** What the mediators on it ask for, on top of the value. */
  readonly fee: Amount
}

/** Knows the channels. */
export interface PathOracle {
  /**
   * The cheapest ways first, at least one.
   *
   * @throws BuskerError HUB_NO_ROUTE; HUB_TOKEN_NETWORK_UNKNOWN
   */
  paths(request: PathRequest): Promise<readonly FoundPath[]>
}

/** Where an address is reached, and that it says so itself. */
export interface AddressMetadata {
  /** `@0x…:server` */
  readonly user_id: string
  /** personal_sign(user_id) by the address. */
  readonly displayname: string
  /** What the node can do, as it states it in its Matrix avatar: `mxc://raiden.network/cap?…`. */
  readonly capabilities: string
}

/** Knows who takes messages. */
export interface Presence {
  /** Null when the address never came, or does not vouch for what it says. */
  metadata(address: Address): Promise<AddressMetadata | null>
}
