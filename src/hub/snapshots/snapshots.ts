import { decode, encode } from '../../protocol/codec.ts'
import { signedSnapshot, type SignedSnapshot, snapshotMaxBytes } from '../../protocol/hub.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import type { ChannelPartners } from '../channelPartners.ts'
import { type HubStore, numberIn } from '../openHubStore.ts'

/** Of each account the newest snapshot is kept, and the one before it. */
const keptPerAccount = 2
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
  readonly #store: HubStore
  readonly #channelPartners: ChannelPartners
  readonly #limits: SnapshotLimits

  constructor(
    store: HubStore,
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
  keep(snapshot: SignedSnapshot): void {
    const { account, number } = snapshot.body
    const record = encode(signedSnapshot, snapshot)
    this.#store.transaction(() => {
      const newest = this.newest(account)
      if (newest !== null && newest.body.number >= number) {
        if (Buffer.from(encode(signedSnapshot, newest)).equals(record)) return
        throw new BuskerError(
          'HUB_SNAPSHOT_OLDER',
          `The hub has snapshot ${newest.body.number} of this account, and was given ${number}. Restore the newer one first.`,
        )
      }
      this.#store
        .prepare('INSERT INTO snapshots (account, number, record) VALUES (?, ?, ?)')
        .run(account, number, record)
      this.#store
        .prepare(
          `DELETE FROM snapshots WHERE account = @account AND number NOT IN
             (SELECT number FROM snapshots WHERE account = @account ORDER BY number DESC LIMIT ${keptPerAccount})`,
        )
        .run({ account })
      this.#checkQuota(account, record.byteLength)
    })()
  }

  /** @param before only snapshots with a lower number */
  newest(account: Address, before = Number.MAX_SAFE_INTEGER): SignedSnapshot | null {
    const record = this.#store
      .prepare('SELECT record FROM snapshots WHERE account = ? AND number < ? ORDER BY number DESC LIMIT 1')
      .pluck()
      .get(account, before) as Buffer | undefined
    return record === undefined ? null : decode(signedSnapshot, new Uint8Array(record), recordMaxBytes)
  }

  totalBytes(): number {
    return this.#bytes('')
  }

  #checkQuota(account: Address, size: number): void {
    if (this.totalBytes() > this.#limits.totalBytes) {
      throw new BuskerError(
        'HUB_SNAPSHOTS_FULL',
        'The hub has no room for more snapshots. Export this one to a file, and tell the operator.',
      )
    }
    if (this.#channelPartners.has(account)) return
    const { nonPartnerBytes: guestBytes, nonPartnerSnapshotBytes: guestSnapshotBytes } = this.#limits
    const isTooLarge = size > guestSnapshotBytes
    if (isTooLarge || this.#bytes('WHERE account NOT IN (SELECT account FROM members)') > guestBytes) {
      throw new BuskerError(
        'HUB_SNAPSHOTS_FULL',
        'The hub has no more room for accounts without a channel. Open one with this hub, or export the snapshot to a file.',
      )
    }
  }

  #bytes(where: string): number {
    return numberIn(this.#store, `SELECT coalesce(sum(length(record)), 0) FROM snapshots ${where}`)
  }
}
