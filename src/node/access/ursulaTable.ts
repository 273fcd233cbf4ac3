import { parsePeerAddress } from '../../ipfs/network/hubs.ts'
import { decode, encode } from '../../protocol/codec.ts'
import { type SignedUrsulaRecord, signedUrsulaRecord } from '../../protocol/policy.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type PeerIdText, peerIdText } from '../../shared/ids.ts'
import type { Store } from '../store/openStore.ts'

/** An Ursula that was met. */
export interface MetUrsula {
  readonly record: SignedUrsulaRecord
  /** Until when what she said of herself holds, ms; null: she is too old to say. */
  readonly until: number | null
  readonly seenAt: number
  /** Since when she has not answered, ms; null: she has, or was not asked. */
  readonly silentSince: number | null
}

interface Row {
  readonly record: Uint8Array
  readonly valid_until: number | null
  readonly seen_at: number
  readonly silent_since: number | null
}

const recordMaxBytes = 8 * 1024
const freshMs = 60 * 60_000
/** Each is asked who she is, and how she is. */
const maxOwn = 16

/** The Ursulas that were met, and those that the artist has added. */
export class UrsulaTable {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** Those whose word holds, in random order: first those that answer, and of them those seen within the last hour. */
  list(now: number): MetUrsula[] {
    return this.#store
      .prepare<[number, number], Row>(
        `SELECT record, valid_until, seen_at, silent_since FROM ursulas
         WHERE valid_until IS NULL OR valid_until > ?
         ORDER BY silent_since IS NULL DESC, seen_at > ? DESC, random()`,
      )
      .all(now, now - freshMs)
      .map(toMet)
  }

  /** Whether an Ursula has a record, whatever her word is worth now. */
  find(address: Uint8Array): MetUrsula | undefined {
    const row = this.#store
      .prepare<[Uint8Array], Row>(
        'SELECT record, valid_until, seen_at, silent_since FROM ursulas WHERE address = ?',
      )
      .get(address)
    return row && toMet(row)
  }

  /**
   * Keeps what an Ursula has said, and that she answers.
   *
   * @param dated null for one that is too old to date it
   * @throws BuskerError `URSULA_ANNOUNCEMENT_OLD` where she has said something newer
   */
  keep(
    record: SignedUrsulaRecord,
    dated: { readonly issuedAt: number; readonly until: number } | null,
    now: number,
  ): void {
    const issuedAt = dated?.issuedAt ?? null
    const known = this.#store
      .prepare<[Uint8Array], number | null>('SELECT issued_at FROM ursulas WHERE address = ?')
      .pluck()
      .get(record.body.address)
    if (typeof known === 'number' && (issuedAt === null || issuedAt < known)) {
      throw new BuskerError(
        'URSULA_ANNOUNCEMENT_OLD',
        `Something that the Ursula of ${record.body.operator} said before was repeated. It is not taken.`,
      )
    }
    this.#store
      .prepare(
        `INSERT INTO ursulas (address, record, seen_at, issued_at, valid_until) VALUES (?, ?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET record = excluded.record, seen_at = excluded.seen_at,
           issued_at = excluded.issued_at, valid_until = excluded.valid_until`,
      )
      .run(record.body.address, encode(signedUrsulaRecord, record), now, issuedAt, dated?.until ?? null)
  }

  /** @param since null: she answers */
  noteSilence(address: Uint8Array, since: number | null): void {
    this.#store.prepare('UPDATE ursulas SET silent_since = ? WHERE address = ?').run(since, address)
  }

  /** Those that the artist has added, oldest first. */
  own(): { peer: PeerIdText; address: string }[] {
    return this.#store
      .prepare<[], { peer: PeerIdText; address: string }>(
        'SELECT peer, address FROM own_ursulas ORDER BY added_at',
      )
      .all()
  }

  /** One that is there gets the new address. @throws BuskerError `IPFS_ADDRESS_INVALID`, `URSULA_TOO_MANY` */
  addOwn(address: string, now: number): PeerIdText {
    const { peer } = parsePeerAddress(address)
    const own = this.own()
    if (own.length >= maxOwn && !own.some((each) => each.peer === peer)) {
      throw new BuskerError('URSULA_TOO_MANY', `You have added ${maxOwn} Ursulas already. Remove one first.`)
    }
    this.#store
      .prepare(
        'INSERT INTO own_ursulas (peer, address, added_at) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET address = excluded.address',
      )
      .run(peer, address, now)
    return peer
  }

  /**
   * Makes no more policies with an Ursula that the artist has added; policies that she holds a share of stay.
   *
   * @throws BuskerError `URSULA_UNKNOWN`
   */
  removeOwn(text: string, isNamedElsewhere: (peer: string) => boolean): void {
    const peer = peerIdText.safeParse(text)
    const { changes } = this.#store.prepare('DELETE FROM own_ursulas WHERE peer = ?').run(text)
    if (!peer.success || changes === 0) {
      throw new BuskerError(
        'URSULA_UNKNOWN',
        'You have added no Ursula with this peer. Those that the network or the hub names can not be removed.',
      )
    }
    if (isNamedElsewhere(peer.data)) return
    for (const { record } of this.list(0)) {
      if (record.body.peer !== peer.data) continue
      this.#store.prepare('DELETE FROM ursulas WHERE address = ?').run(record.body.address)
    }
  }
}

function toMet(row: Row): MetUrsula {
  return {
    record: decode(signedUrsulaRecord, row.record, recordMaxBytes),
    until: row.valid_until,
    seenAt: row.seen_at,
    silentSince: row.silent_since,
  }
}
