import type { Logger } from 'pino'
import type { Launcher } from '../process/launcher.ts'
import type { SignedUrsulaRecord } from '../protocol/policy.ts'
import { BuskerError } from '../shared/errors.ts'
import type { Amount } from '../shared/money.ts'
import { isLocalNetwork, type NetworkProfile } from '../shared/networkProfile.ts'
import type { FaucetTerms } from './funding/limitedFaucet.ts'
import type { FundingTerms } from './funding/fundingLedger.ts'
import { hubIdentity, type HubKeys } from './hubKeys.ts'
import type { HubRates } from './rates/hubRates.ts'

export interface HubOptions {
  /** Everything the hub keeps; one process at a time. */
  readonly folder: string
  /** Of {@link openHubKeys}. */
  readonly keys: HubKeys
  /** The profile that new nodes receive. Its `hub` names this hub, its `ursulas` are those watched. */
  readonly profile: NetworkProfile
  /** The hub's own way to the chain; default: the profile's. */
  readonly rpcUrl?: string
  /** Multiaddrs the peer listens on. */
  readonly listen: readonly string[]
  readonly pathFinding: ListenAddress & { readonly behindProxy?: boolean }
  /** An embedded homeserver; null where the profile's is another's. */
  readonly homeserver: ListenAddress | null
  /** RPC of a Kubo, or of IPFS Cluster's proxy, that keeps what is pinned; default: the hub itself. */
  readonly kuboUrl?: string
  /** Of a PostgreSQL that keeps device leases and snapshots, also for several processes; default: the hub's own file. */
  readonly databaseUrl?: string
  /** For each payment passed on, in base units. */
  readonly mediationFee: Amount
  readonly funding: FundingTerms
  /** Null where money is real. */
  readonly faucet: FaucetTerms | null
  /** What it takes of others; default: what a machine of 4 GB can. */
  readonly limits?: HubLimits
  /** How often it is asked. Default {@link defaultHubRates}. */
  readonly rates?: HubRates
  /** Records of Ursulas known to be well now. */
  readonly ursulas?: readonly SignedUrsulaRecord[]
  /** How the Raiden child is started; default: as a Node process. */
  readonly launcher?: Launcher
  readonly log: Logger
}

/** What a hub takes of all others together. */
export interface HubLimits {
  readonly connections: number
  /** Peers that can be reached through it. */
  readonly reservations: number
  /** Blocks that it keeps for artists. */
  readonly pinnedBytes: number
}

interface ListenAddress {
  /** Default 127.0.0.1. */
  readonly host?: string
  readonly port: number
}

/**
 * Refuses settings with which the hub would start, but its users could not pay or be paid.
 *
 * @throws BuskerError `HUB_PROFILE_MISMATCH`, `HUB_FEE_ABOVE_STATED`, `HUB_NO_FAUCET`
 */
export async function checkHubOptions({ keys, profile, mediationFee, faucet }: HubOptions): Promise<void> {
  const { raidenAddress, peer } = await hubIdentity(keys)
  const { hub, chain } = profile
  if (
    hub.raidenAddress !== raidenAddress ||
    !hub.peers.every((address) => address.endsWith(`/p2p/${peer}`))
  ) {
    throw new BuskerError(
      'HUB_PROFILE_MISMATCH',
      `The network profile names another hub than the one these keys make: it must name the account ${raidenAddress} and the peer ${peer}.`,
    )
  }
  if (mediationFee > hub.maximumFee) {
    throw new BuskerError(
      'HUB_FEE_ABOVE_STATED',
      `The fee of ${mediationFee} is above the ${hub.maximumFee} that the network profile states: nobody would pay through this hub.`,
    )
  }
  if (faucet !== null && !isLocalNetwork(profile)) {
    throw new BuskerError(
      'HUB_NO_FAUCET',
      `A faucet is for local networks; on chain ${chain.id} money is real.`,
    )
  }
}
