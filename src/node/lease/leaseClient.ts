import type { Calls } from '../../ipfs/peer.ts'
import { hubProtocol, lease, type LeaseRequest } from '../../protocol/hub.ts'
import { holdRequest, type SignedTakeOverRequest, takeOverRequest } from '../../protocol/leaseHolder.ts'
import { sign, verify } from '../../protocol/signed.ts'
import type { Hex32, PeerIdText } from '../../shared/ids.ts'
import type { Keys } from '../keys/keys.ts'
import { type DeviceNote, machineName, openNote, sealNote } from './deviceNote.ts'

/** What a device asks for: see `holdRequest` in src/protocol/leaseHolder.ts. */
export interface LeaseTerms extends Pick<LeaseRequest, 'device' | 'number' | 'durationMs'> {
  /** Since when the device has had it without a break, by its own clock, ms since epoch. */
  readonly since: number
}

/** Another device of the same account asks for the lease. */
export interface TakeOverAsk {
  readonly device: Hex32
  /** The lease that it asks for. */
  readonly number: number
  readonly note: DeviceNote
}

/** Who has the lease, or had it last. */
export interface Holder {
  readonly device: Hex32
  readonly number: number
  /** For how long it still holds, ms; 0: it was given back, or has run out. */
  readonly leftMs: number
  /** Null where an older Busker took it. */
  readonly note: DeviceNote | null
}

/** Who says which device may run Raiden. */
export interface LeaseClient {
  /**
   * @returns for how long it is granted, ms from when the hub answered, and which other device asks for it
   * @throws BuskerError `HUB_LEASE_HELD`, `HUB_LEASE_OLDER`, `IPFS_*`
   */
  take(terms: LeaseTerms): Promise<{ readonly durationMs: number; readonly wanted: TakeOverAsk | null }>
  release(terms: Pick<LeaseTerms, 'device' | 'number'>): Promise<void>
  /** Asks the device that has this lease to give it back. @param since when that was asked, ms since epoch */
  ask(terms: Pick<LeaseTerms, 'device' | 'number' | 'since'>): Promise<void>
  holder(): Promise<Holder | null>
}

/** A hub over `/busker/hub/1`. What it shows as another device's word is believed only where the account has signed and sealed it. */
export function createLeaseClient(
  calls: Pick<Calls, 'call'>,
  hub: PeerIdText,
  { account, identity, snapshotKey }: Pick<Keys, 'account' | 'identity' | 'snapshotKey'>,
  name = machineName(),
): LeaseClient {
  const owner = identity.body.account
  const noteOf = (device: Hex32, since: number) => sealNote(snapshotKey, owner, device, { name, since })
  const readAsk = async (request: SignedTakeOverRequest | null): Promise<TakeOverAsk | null> => {
    if (request === null || request.signer !== owner || request.body.account !== owner) return null
    const isSigned = await verify('lease-takeover', takeOverRequest, request).then(
      () => true,
      () => false,
    )
    const { device, number, note } = request.body
    const opened = isSigned ? openNote(snapshotKey, owner, device, note) : null
    return opened === null ? null : { device, number, note: opened }
  }
  return {
    take: async ({ device, number, durationMs, since }) => {
      const terms = { v: 3 as const, account: owner, device, number, durationMs, note: noteOf(device, since) }
      const request = await sign('lease', holdRequest, terms, account)
      const answer = await calls.call(hub, hubProtocol, 'holdLease', { request })
      return { durationMs: answer.durationMs, wanted: await readAsk(answer.wanted) }
    },
    release: async ({ device, number }) => {
      // Nobody reads `until` of a lease that is given back.
      const given = await sign('lease', lease, { v: 1, account: owner, device, number, until: 0 }, account)
      await calls.call(hub, hubProtocol, 'release', { lease: given })
    },
    ask: async ({ device, number, since }) => {
      const terms = { v: 1 as const, account: owner, device, number, note: noteOf(device, since) }
      const request = await sign('lease-takeover', takeOverRequest, terms, account)
      await calls.call(hub, hubProtocol, 'askForLease', { request })
    },
    holder: async () => {
      const { holder } = await calls.call(hub, hubProtocol, 'leaseHolder', { identity })
      if (holder === null) return null
      const { device, number, leftMs, note } = holder
      return { device, number, leftMs, note: note && openNote(snapshotKey, owner, device, note) }
    },
  }
}
