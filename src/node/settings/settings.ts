import type { z } from 'zod'
import { BuskerError } from '../../shared/errors.ts'
import type { Store } from '../store/openStore.ts'

/** A small fact with a name, kept as JSON. */
export interface Setting<T> {
  readonly name: string
  readonly schema: z.ZodType<T>
}

/**
 * A setting of this installation alone, named `device-…` or `…-cursor`: snapshots leave it out, because on another
 * machine it would be wrong (a position in Raiden's database, the device's own number).
 */
export function isDeviceSetting(name: string): boolean {
  return name.startsWith('device-') || name.endsWith('-cursor')
}

export function defineSetting<T>(name: string, schema: z.ZodType<T>): Setting<T> {
  return { name, schema }
}

/** Reads and writes settings; synchronous, so that it can be part of a transaction. */
export class Settings {
  readonly #store: Store

  constructor(store: Store) {
    this.#store = store
  }

  /** @throws BuskerError `SETTINGS_DAMAGED` when what is stored is not what Busker writes */
  get<T>({ name, schema }: Setting<T>): T | undefined {
    const text = this.#store
      .prepare<[string], string>('SELECT value FROM settings WHERE name = ?')
      .pluck()
      .get(name)
    if (text === undefined) return undefined
    const value = schema.safeParse(parseJson(text))
    if (value.success) return value.data
    throw new BuskerError('SETTINGS_DAMAGED', `The setting ${name} is damaged. Restore from a snapshot.`)
  }

  set<T>({ name, schema }: Setting<T>, value: T): void {
    this.#store
      .prepare(
        'INSERT INTO settings (name, value) VALUES (?, ?) ON CONFLICT (name) DO UPDATE SET value = excluded.value',
      )
      .run(name, JSON.stringify(schema.parse(value)))
  }

  delete({ name }: Setting<unknown>): void {
    this.#store.prepare('DELETE FROM settings WHERE name = ?').run(name)
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
