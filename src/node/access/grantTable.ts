import { decode, encode } from '../../protocol/codec.ts'
import {
  type Policy,
  type SignedRevocation,
  signedRevocation,
  signedStatement,
  type SignedUrsulaRecord,
  signedUrsulaRecord,
} from '../../protocol/policy.ts'
import { type SignedAcknowledgement, signedAcknowledgement } from '../../protocol/ursula.ts'
import type { Address, Label, OrderId, PolicyId } from '../../shared/ids.ts'
import type { Store } from '../store/openStore.ts'
import type { GrantedPolicy } from './access.ts'

/** A revocation that an Ursula has not acknowledged yet. */
export interface PendingRevocation {
  readonly grant: PolicyId
  readonly revocation: SignedRevocation
  readonly ursula: SignedUrsulaRecord
}

interface GrantRow {
  id: PolicyId
  label: Label
  recipient: Address
  order_id: OrderId | null
  threshold: number
  shares: number
  end_at: number
  granted_at: number
  revocation: Uint8Array | null
  acknowledged: number
}

const recordMaxBytes = 8 * 1024
const grantColumns = `grants.*,
  (SELECT count(*) FROM grant_ursulas WHERE grant_id = id AND acknowledgement IS NOT NULL) AS acknowledged`

/** What the artist granted and revoked, as it stands on disk. */
export class GrantTable {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** Recording a policy again changes nothing. */
  insert(policy: Policy, recipient: Address, order: OrderId | null, now: number): void {
    const { body } = policy.statement
    const { id, label, threshold, shares, end } = body
    this.#store.transaction(() => {
      const statement = encode(signedStatement, policy.statement)
      const { changes } = this.#store
        .prepare('INSERT INTO grants VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, NULL) ON CONFLICT DO NOTHING')
        .run(id, label, recipient, order, threshold, shares, end, now, statement)
      if (changes === 0) return
      const insert = this.#store.prepare('INSERT INTO grant_ursulas VALUES (?, ?, ?, NULL)')
      for (const ursula of policy.ursulas) {
        insert.run(id, ursula.body.address, encode(signedUrsulaRecord, ursula))
      }
    })()
  }

  list(): GrantedPolicy[] {
    const rows = this.#store.prepare(`SELECT ${grantColumns} FROM grants ORDER BY granted_at, id`).all()
    return (rows as GrantRow[]).map(toGrant)
  }

  /** The orders whose newest policy is open, and has an Ursula that does not answer. */
  ordersWithSilentUrsulas(now: number): OrderId[] {
    return this.#store
      .prepare<[number], OrderId>(
        `SELECT DISTINCT order_id FROM grants
         JOIN grant_ursulas ON grant_id = id JOIN ursulas ON ursulas.address = grant_ursulas.address
         WHERE silent_since IS NOT NULL AND end_at > ? AND order_id IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM grants AS newer WHERE newer.order_id = grants.order_id
             AND (newer.revocation IS NOT NULL OR newer.rowid > grants.rowid))`,
      )
      .pluck()
      .all(now)
  }

  /** The policy and every other of its order: whoever may not join under one may not join under the next. */
  withSameOrder(id: PolicyId): GrantedPolicy[] {
    const rows = this.#store
      .prepare(
        `SELECT ${grantColumns} FROM grants
         WHERE id = ? OR order_id = (SELECT order_id FROM grants AS revoked WHERE revoked.id = ?)`,
      )
      .all(id, id)
    return (rows as GrantRow[]).map(toGrant)
  }

  /** All of them, or none; one that is revoked already keeps its first revocation. */
  revoke(revocations: readonly SignedRevocation[]): void {
    const update = this.#store.prepare('UPDATE grants SET revocation = ? WHERE id = ? AND revocation IS NULL')
    this.#store.transaction(() => {
      for (const revoked of revocations) update.run(encode(signedRevocation, revoked), revoked.body.id)
    })()
  }

  /** Revocations of expired policies are no longer sent. */
  pendingRevocations(now: number): PendingRevocation[] {
    const rows = this.#store
      .prepare(
        `SELECT id, revocation, record FROM grants JOIN grant_ursulas ON grant_id = id
         WHERE revocation IS NOT NULL AND acknowledgement IS NULL AND end_at > ?`,
      )
      .all(now) as { id: PolicyId; revocation: Uint8Array; record: Uint8Array }[]
    return rows.map(({ id, revocation, record }) => ({
      grant: id,
      revocation: decode(signedRevocation, revocation, recordMaxBytes),
      ursula: decode(signedUrsulaRecord, record, recordMaxBytes),
    }))
  }

  acknowledge({ grant, ursula }: PendingRevocation, acknowledgement: SignedAcknowledgement): void {
    this.#store
      .prepare('UPDATE grant_ursulas SET acknowledgement = ? WHERE grant_id = ? AND address = ?')
      .run(encode(signedAcknowledgement, acknowledgement), grant, ursula.body.address)
  }
}

function toGrant(row: GrantRow): GrantedPolicy {
  const { id, label, recipient, threshold, shares, acknowledged } = row
  return {
    id,
    label,
    recipient,
    order: row.order_id,
    threshold,
    shares,
    end: row.end_at,
    grantedAt: row.granted_at,
    revocation: row.revocation && decode(signedRevocation, row.revocation, recordMaxBytes),
    acknowledged,
  }
}
