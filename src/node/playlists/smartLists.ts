import { randomUUID } from 'node:crypto'
import { type SmartListView, type SmartRule, smartRule } from '../../shared/api/smartLists.ts'
import type { Store } from '../store/openStore.ts'
import { noPlaylist } from './playlists.ts'

interface SmartListRow {
  readonly id: string
  readonly name: string
  readonly rule: string
  readonly createdAt: number
  readonly folder: string | null
}

/** Rules by which lists are made of what one owns, in SQLite. Changes throw BuskerError `LIBRARY_NO_PLAYLIST`. */
export class SmartLists {
  readonly #store: Store
  readonly #now: () => number

  constructor(store: Store, now: () => number = Date.now) {
    this.#store = store
    this.#now = now
  }

  /** By name. A rule that a newer Busker has written and this one can't read is left out, and kept. */
  list(): SmartListView[] {
    const rows = this.#store.prepare<[], SmartListRow>(
      'SELECT id, name, rule, created_at AS createdAt, folder FROM smart_lists ORDER BY name COLLATE NOCASE, created_at',
    )
    return rows.all().flatMap(({ rule, ...row }) => {
      const { data } = smartRule.safeParse(JSON.parse(rule))
      return data === undefined ? [] : [{ ...row, rule: data }]
    })
  }

  create(name: string, rule: SmartRule): SmartListView {
    const row = { id: randomUUID(), name, createdAt: this.#now(), folder: null }
    this.#store
      .prepare('INSERT INTO smart_lists (id, name, rule, created_at) VALUES (@id, @name, @rule, @createdAt)')
      .run({ ...row, rule: JSON.stringify(rule) })
    return { ...row, rule }
  }

  change(id: string, name: string, rule: SmartRule): SmartListView {
    const kept = this.#store
      .prepare<[string, string, string], Pick<SmartListRow, 'createdAt' | 'folder'>>(
        'UPDATE smart_lists SET name = ?, rule = ? WHERE id = ? RETURNING created_at AS createdAt, folder',
      )
      .get(name, JSON.stringify(rule), id)
    if (kept === undefined) throw noPlaylist()
    return { id, name, rule, ...kept }
  }

  remove(id: string): void {
    const { changes } = this.#store.prepare('DELETE FROM smart_lists WHERE id = ?').run(id)
    if (changes === 0) throw noPlaylist()
  }
}
