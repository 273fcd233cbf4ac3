import type { Store } from '../store/openStore.ts'

type Row = Readonly<Record<string, unknown>> & { readonly id: string; readonly nonce: string }

/**
 * Brings what a partner has signed from one store into another, where it is newer there or not known: it holds on any machine,
 * and a channel must not be ended with less.
 */
export function keepNewerProofs(from: Store, to: Store): void {
  const known = to.prepare<[string], string>('SELECT nonce FROM watched_channels WHERE id = ?').pluck()
  for (const row of from.prepare<[], Row>('SELECT * FROM watched_channels').iterate()) {
    const nonce = known.get(row.id)
    if (nonce === undefined || BigInt(row.nonce) > BigInt(nonce))
      insert(to, 'watched_channels', row, 'REPLACE')
  }
  for (const row of from.prepare<[], Row>('SELECT * FROM own_transfers').iterate())
    insert(to, 'own_transfers', row, 'IGNORE')
}

function insert(store: Store, table: string, row: Row, conflict: 'REPLACE' | 'IGNORE'): void {
  const columns = Object.keys(row)
  store
    .prepare(
      `INSERT OR ${conflict} INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`,
    )
    .run(...Object.values(row))
}
