import type { SignedUpdate } from '../../chain/tokenNetwork.ts'
import { decode, encode } from '../../protocol/codec.ts'
import {
  signedTowerAcknowledgement,
  type SignedTowerAcknowledgement,
  signedUpdate,
} from '../../protocol/tower.ts'
import type { ErrorCode, ErrorData } from '../../shared/errors.ts'
import { parseErrorCode } from '../../shared/errors/parseError.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import type { Store } from '../store/openStore.ts'

/** How far one tower is with one channel. Times in ms. */
export interface Delivery {
  readonly peer: PeerIdText
  readonly channel: bigint
  /** Of the newest that it has acknowledged; null: none. */
  readonly nonce: bigint | null
  readonly since: number | null
  readonly confirmedAt: number | null
  readonly until: number | null
  /** In a row. */
  readonly failures: number
  readonly nextAttempt: number
  readonly problem: ErrorData | null
}

interface DeliveryRow {
  readonly peer: PeerIdText
  readonly channel: string
  readonly nonce: string | null
  readonly since: number | null
  readonly confirmed_at: number | null
  readonly until: number | null
  readonly failures: number
  readonly next_attempt: number
  readonly code: string | null
  readonly message: string | null
}

const updateMaxBytes = 2048
const one = 'peer = ? AND channel = ?'

/** What is to be handed to towers, written before anything is sent: of each channel only the newest. */
export class TowerDeliveries {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** Keeps an update in the place of an older one. @returns false where one as new is there */
  keep(update: SignedUpdate): boolean {
    const write = this.#store.transaction(() => {
      const known = this.update(update.channel)
      if (known !== undefined && known.nonce >= update.nonce) return false
      this.#store
        .prepare(
          `INSERT INTO tower_updates VALUES (?, ?, ?)
           ON CONFLICT (channel) DO UPDATE SET nonce = excluded.nonce, signed_update = excluded.signed_update`,
        )
        .run(update.channel.toString(), update.nonce.toString(), encode(signedUpdate, update))
      // Those who have the last one are asked at once; those who fail are left their time.
      this.#store
        .prepare('UPDATE tower_deliveries SET next_attempt = 0 WHERE channel = ? AND failures = 0')
        .run(update.channel.toString())
      return true
    })
    return write.immediate()
  }

  forget(channel: bigint): void {
    this.#store.prepare('DELETE FROM tower_updates WHERE channel = ?').run(channel.toString())
  }

  update(channel: bigint): SignedUpdate | undefined {
    return this.#updates('WHERE channel = ?', channel.toString())[0]
  }

  updates(): SignedUpdate[] {
    return this.#updates('ORDER BY length(channel), channel')
  }

  list(peer: PeerIdText): Delivery[] {
    return this.#store
      .prepare<[string], DeliveryRow>('SELECT * FROM tower_deliveries WHERE peer = ?')
      .all(peer)
      .map(toDelivery)
  }

  /** Makes a row for each channel that this tower has not been told of. */
  prepare(peer: PeerIdText): void {
    this.#store
      .prepare(
        `INSERT INTO tower_deliveries (peer, channel, failures, next_attempt)
         SELECT ?, channel, 0, 0 FROM tower_updates WHERE true ON CONFLICT DO NOTHING`,
      )
      .run(peer)
  }

  /** When this tower is to be told something, ms; null: never. */
  nextAttempt(peer: PeerIdText): number | null {
    const next = this.#store
      .prepare<[string], number | null>(
        `SELECT min(coalesce(next_attempt, 0)) FROM tower_updates
         LEFT JOIN tower_deliveries ON tower_deliveries.channel = tower_updates.channel AND peer = ?`,
      )
      .pluck()
      .get(peer)
    return next ?? null
  }

  noteAcknowledged(
    { peer, channel }: Delivery,
    signed: SignedTowerAcknowledgement,
    times: { readonly now: number; readonly nextAttempt: number },
  ): void {
    const { nonce, until } = signed.body
    this.#store
      .prepare(
        `UPDATE tower_deliveries SET since = CASE WHEN nonce = ? THEN since ELSE ? END, nonce = ?, acknowledgement = ?,
           confirmed_at = ?, until = ?, failures = 0, next_attempt = ?, code = NULL, message = NULL WHERE ${one}`,
      )
      .run(
        nonce.toString(),
        times.now,
        nonce.toString(),
        encode(signedTowerAcknowledgement, signed),
        times.now,
        until,
        times.nextAttempt,
        peer,
        channel.toString(),
      )
  }

  noteFailure({ peer, channel }: Delivery, problem: ErrorData, nextAttempt: number): void {
    this.#store
      .prepare(
        `UPDATE tower_deliveries SET failures = failures + 1, next_attempt = ?, code = ?, message = ? WHERE ${one}`,
      )
      .run(nextAttempt, problem.code, problem.message, peer, channel.toString())
  }

  /** Nobody waits any longer: whatever is to be asked again is asked now. */
  retryAll(): void {
    this.#store.prepare('UPDATE tower_deliveries SET next_attempt = 0 WHERE failures > 0').run()
  }

  removeTower(peer: PeerIdText): void {
    this.#store.prepare('DELETE FROM tower_deliveries WHERE peer = ?').run(peer)
    this.#store.prepare('DELETE FROM tower_records WHERE peer = ?').run(peer)
  }

  #updates(rest: string, ...values: string[]): SignedUpdate[] {
    return this.#store
      .prepare<string[], Uint8Array>(`SELECT signed_update FROM tower_updates ${rest}`)
      .pluck()
      .all(...values)
      .map((bytes) => decode(signedUpdate, bytes, updateMaxBytes))
  }
}

function toDelivery(row: DeliveryRow): Delivery {
  const { code, message } = row
  return {
    peer: row.peer,
    channel: BigInt(row.channel),
    nonce: row.nonce === null ? null : BigInt(row.nonce),
    since: row.since,
    confirmedAt: row.confirmed_at,
    until: row.until,
    failures: row.failures,
    nextAttempt: row.next_attempt,
    problem:
      code === null ? null : { code: parseErrorCode(code) satisfies ErrorCode, message: message ?? '' },
  }
}
