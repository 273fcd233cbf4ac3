import { decode, encode } from '../../protocol/codec.ts'
import { signedSnapshot, type SignedSnapshot, snapshotMaxBytes } from '../../protocol/hub.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import type { ChannelPartners } from '../channelPartners.ts'
import type { SnapshotBytes, SnapshotStore } from './snapshotStore.ts'

const recordMaxBytes = snapshotMaxBytes + 4096

export interface SnapshotLimits {
  readonly totalBytes: number
  /** For all who have no channel with the hub together. */
  readonly nonPartnerBytes: number
  /** For one of them, each of the snapshots that are kept. */
  readonly nonPartnerSnapshotBytes: number
}

export const defaultSnapshotLimits: SnapshotLimits = {
  totalBytes: 8 * 2 ** 30,
  nonPartnerBytes: 2 ** 28,
  nonPartnerSnapshotBytes: 2 ** 22,
}

/** Keeps sealed snapshots. What it is given has been verified. */
export class Snapshots {
  readonly #store: SnapshotStore
  readonly #channelPartners: ChannelPartners
  readonly #limits: SnapshotLimits

  constructor(
    store: SnapshotStore,
    channelPartners: ChannelPartners,
    limits: SnapshotLimits = defaultSnapshotLimits,
  ) {
    this.#store = store
    this.#channelPartners = channelPartners
    this.#limits = limits
  }

  /**
   * Keeps a snapshot and forgets all but the one before it. The same one again changes nothing.
   *
   * @throws BuskerError `HUB_SNAPSHOT_OLDER` (the number is not above the newest), `HUB_SNAPSHOTS_FULL`
   */
  keep(snapshot: SignedSnapshot): Promise<void> {
    const { account, number } = snapshot.body
    const record = encode(signedSnapshot, snapshot)
    const isPartner = this.#channelPartners.has(account)
    return this.#store.keep({ account, number, record }, isPartner, {
      admit: (newest) => isNewer(newest, number, record),
      check: (bytes) => this.#checkQuota(bytes, isPartner, record.byteLength),
    })
  }

  /** @param before only snapshots with a lower number */
  async newest(account: Address, before = Number.MAX_SAFE_INTEGER): Promise<SignedSnapshot | null> {
    const record = await this.#store.newest(account, before)
    return record === undefined ? null : decodeRecord(record)
  }

  async totalBytes(): Promise<number> {
    return (await this.#store.bytes()).all
  }

  #checkQuota({ all, nonPartners }: SnapshotBytes, isPartner: boolean, size: number): void {
    const { totalBytes, nonPartnerBytes, nonPartnerSnapshotBytes } = this.#limits
    if (all > totalBytes) {
      throw new BuskerError(
        'HUB_SNAPSHOTS_FULL',
        'The hub has no room for more snapshots. Export this one to a file, and tell the operator.',
      )
    }
    if (!isPartner && (size > nonPartnerSnapshotBytes || nonPartners > nonPartnerBytes)) {
      throw new BuskerError(
        'HUB_SNAPSHOTS_FULL',
        'The hub has no more room for accounts without a channel. Open one with this hub, or export the snapshot to a file.',
      )
    }
  }
}

/** @returns false where it is the newest one itself. @throws BuskerError `HUB_SNAPSHOT_OLDER` */
function isNewer(newest: Uint8Array | undefined, number: number, record: Uint8Array): boolean {
  if (newest === undefined) return true
  const kept = decodeRecord(newest)
  if (kept.body.number < number) return true
  if (Buffer.from(encode(signedSnapshot, kept)).equals(record)) return false
  throw new BuskerError(
    'HUB_SNAPSHOT_OLDER',
    `The hub has snapshot ${kept.body.number} of this account, and was given ${number}. Restore the newer one first.`,
  )
}

function decodeRecord(record: Uint8Array): SignedSnapshot {
  return decode(signedSnapshot, record, recordMaxBytes)
}
