import { parsePeerAddress } from '../../ipfs/network/hubs.ts'
import { decode, encode } from '../../protocol/codec.ts'
import { signedTowerRecord, type SignedTowerRecord } from '../../protocol/tower.ts'
import { nameKey } from '../../shared/nameKey.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type PeerIdText, peerIdText } from '../../shared/ids.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import type { Store } from '../store/openStore.ts'

/** A tower that this node hands updates to. */
export interface KnownTower {
  readonly peer: PeerIdText
  /** Multiaddrs, each ending in `/p2p/<peer>`. */
  readonly addresses: readonly string[]
  /** Named by the network profile, not chosen by the owner. */
  readonly isOfProfile: boolean
  /** How it presented itself last; null: it was not reached yet. */
  readonly record: SignedTowerRecord | null
}

const recordMaxBytes = 8192
/** Each is handed every proof. */
const maxChosen = 16

/** The towers of the network profile, and those that the owner has chosen. */
export class KnownTowers {
  readonly #store: Store
  readonly #profile: NetworkProfile

  constructor(store: Store, profile: NetworkProfile) {
    this.#store = store
    this.#profile = profile
  }

  list(): KnownTower[] {
    const chosen = this.#store
      .prepare<[], { peer: PeerIdText; address: string }>(
        'SELECT peer, address FROM towers ORDER BY added_at',
      )
      .all()
    const ofProfile = (this.#profile.towers ?? []).map(({ peerId, addresses }) => ({
      peer: peerId,
      addresses,
      isOfProfile: true,
    }))
    const ofOwner = chosen.map(({ peer, address }) => ({ peer, addresses: [address], isOfProfile: false }))
    const others = ofProfile.filter(({ peer }) => !ofOwner.some((each) => each.peer === peer))
    return [...ofOwner, ...others].map((tower) => ({ ...tower, record: this.#record(tower.peer) }))
  }

  /**
   * Adds a tower; one that is there already gets the new address.
   *
   * @throws BuskerError `IPFS_ADDRESS_INVALID`, `TOWER_TOO_MANY`
   */
  add(address: string, now: number): PeerIdText {
    const { peer } = parsePeerAddress(address)
    const chosen = this.list().filter((tower) => !tower.isOfProfile)
    if (chosen.length >= maxChosen && !chosen.some((tower) => tower.peer === peer)) {
      throw new BuskerError(
        'TOWER_TOO_MANY',
        `No more than ${maxChosen} towers are handed what was paid. Remove one that does not answer.`,
      )
    }
    this.#store
      .prepare(
        'INSERT INTO towers VALUES (?, ?, ?) ON CONFLICT (peer) DO UPDATE SET address = excluded.address',
      )
      .run(peer, address, now)
    return peer
  }

  /** @throws BuskerError `TOWER_UNKNOWN` for one that the owner has not added */
  remove(text: string): PeerIdText {
    const peer = peerIdText.safeParse(text)
    const { changes } = this.#store.prepare('DELETE FROM towers WHERE peer = ?').run(text)
    if (peer.success && changes > 0) return peer.data
    throw new BuskerError(
      'TOWER_UNKNOWN',
      'You have added no tower with this peer. Those of the network profile can not be removed.',
    )
  }

  keepRecord(peer: PeerIdText, record: SignedTowerRecord): void {
    this.#store
      .prepare(
        'INSERT INTO tower_records VALUES (?, ?) ON CONFLICT (peer) DO UPDATE SET record = excluded.record',
      )
      .run(peer, encode(signedTowerRecord, record))
  }

  /** False for a tower of the hub's own, which is whom a tower watches; one that was not reached yet may be anybody's. */
  isIndependent({ peer, record }: KnownTower): boolean {
    const { hub } = this.#profile
    if (hub.peers.some((address) => address.endsWith(`/p2p/${peer}`))) return false
    if (record === null) return false
    return record.signer !== hub.raidenAddress && nameKey(record.body.operator) !== nameKey(hub.operator)
  }

  #record(peer: PeerIdText): SignedTowerRecord | null {
    const record = this.#store
      .prepare<[string], Uint8Array>('SELECT record FROM tower_records WHERE peer = ?')
      .pluck()
      .get(peer)
    return record === undefined ? null : decode(signedTowerRecord, record, recordMaxBytes)
  }
}
