import type { Calls } from '../../ipfs/peer.ts'
import { hubProtocol, lease, type Lease } from '../../protocol/hub.ts'
import { sign } from '../../protocol/signed.ts'
import type { Hex32, PeerIdText } from '../../shared/ids.ts'
import type { Keys } from '../keys/keys.ts'

/** What a device asks for: see `lease` in src/protocol/hub.ts. */
export type LeaseTerms = Pick<Lease, 'device' | 'number' | 'until'>

/** Who says which device may run Raiden. */
export interface LeaseClient {
  /**
   * @returns until when it is granted, ms
   * @throws BuskerError `HUB_LEASE_HELD`, `HUB_LEASE_OLDER`, `HUB_LEASE_EXPIRED`, `IPFS_*`
   */
  take(terms: LeaseTerms): Promise<number>
  release(terms: LeaseTerms): Promise<void>
  /** The newest lease, held or not. */
  current(): Promise<{ readonly device: Hex32; readonly number: number; readonly until: number } | null>
}

/** A hub over `/busker/hub/1`. */
export function createLeaseClient(
  calls: Pick<Calls, 'call'>,
  hub: PeerIdText,
  { account, identity }: Pick<Keys, 'account' | 'identity'>,
): LeaseClient {
  const signed = (terms: LeaseTerms) =>
    sign('lease', lease, { v: 1, account: identity.body.account, ...terms }, account)
  return {
    take: async (terms) => {
      const { until } = await calls.call(hub, hubProtocol, 'lease', { lease: await signed(terms) })
      return until
    },
    release: async (terms) => {
      await calls.call(hub, hubProtocol, 'release', { lease: await signed(terms) })
    },
    current: async () => (await calls.call(hub, hubProtocol, 'currentLease', { identity })).lease,
  }
}
