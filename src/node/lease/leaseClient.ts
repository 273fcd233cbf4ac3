import type { Calls } from '../../ipfs/peer.ts'
import { hubProtocol, lease, leaseRequest, type LeaseRequest } from '../../protocol/hub.ts'
import { sign } from '../../protocol/signed.ts'
import type { Hex32, PeerIdText } from '../../shared/ids.ts'
import type { Keys } from '../keys/keys.ts'

/** What a device asks for: see `leaseRequest` in src/protocol/hub.ts. */
export type LeaseTerms = Pick<LeaseRequest, 'device' | 'number' | 'durationMs'>

/** Who says which device may run Raiden. */
export interface LeaseClient {
  /**
   * @returns for how long it is granted, ms from when the hub answered
   * @throws BuskerError `HUB_LEASE_HELD`, `HUB_LEASE_OLDER`, `IPFS_*`
   */
  take(terms: LeaseTerms): Promise<number>
  release(terms: Pick<LeaseTerms, 'device' | 'number'>): Promise<void>
  /** The newest lease, held or not. */
  current(): Promise<{ readonly device: Hex32; readonly number: number; readonly until: number } | null>
}

/** A hub over `/busker/hub/1`. */
export function createLeaseClient(
  calls: Pick<Calls, 'call'>,
  hub: PeerIdText,
  { account, identity }: Pick<Keys, 'account' | 'identity'>,
): LeaseClient {
  const owner = identity.body.account
  return {
    take: async (terms) => {
      const request = await sign('lease', leaseRequest, { v: 2, account: owner, ...terms }, account)
      return (await calls.call(hub, hubProtocol, 'takeLease', { request })).durationMs
    },
    release: async ({ device, number }) => {
      // Nobody reads `until` of a lease that is given back.
      const given = await sign('lease', lease, { v: 1, account: owner, device, number, until: 0 }, account)
      await calls.call(hub, hubProtocol, 'release', { lease: given })
    },
    current: async () => (await calls.call(hub, hubProtocol, 'currentLease', { identity })).lease,
  }
}
