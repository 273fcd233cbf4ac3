import { setTimeout as pause } from 'node:timers/promises'
import type { Client } from 'pg'
import { BackOff } from '../shared/backOff.ts'
import type { Startable } from '../shared/startable.ts'

export interface PostgresListenerOptions {
  readonly url: string
  /** A name of letters and underscores. */
  readonly channel: string
  readonly onTold: (payload: string) => void
  /** It hears from now on, and may have missed something before. */
  readonly onHearing: () => void
}

const pauseLimits = { initialMs: 250, maxMs: 10_000 }

/** Hears what any process tells on a channel of PostgreSQL, and again after the server was away. */
export class PostgresListener implements Startable {
  readonly #options: PostgresListenerOptions
  #running: { readonly controller: AbortController; readonly done: Promise<void> } | null = null

  constructor(options: PostgresListenerOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    if (this.#running !== null) return
    const controller = new AbortController()
    this.#running = { controller, done: this.#run(controller.signal) }
  }

  async stop(): Promise<void> {
    this.#running?.controller.abort()
    await this.#running?.done
    this.#running = null
  }

  async #run(signal: AbortSignal): Promise<void> {
    const pauses = new BackOff(pauseLimits)
    while (!signal.aborted) {
      // What is wrong with the server is said by those who need an answer of it.
      await this.#hear(signal, () => pauses.reset()).catch(() => undefined)
      await pause(pauses.next(), undefined, { signal }).catch(() => undefined)
    }
  }

  /** Resolves when the connection has ended. */
  async #hear(signal: AbortSignal, onHearing: () => void): Promise<void> {
    const { url, channel, onTold, onHearing: tell } = this.#options
    const { Client: PgClient } = (await import('pg')).default
    const client: Client = new PgClient({
      connectionString: url,
      application_name: 'busker',
      connectionTimeoutMillis: 10_000,
      keepAlive: true,
    })
    const ended = new Promise<void>((resolve) => client.once('end', () => resolve()))
    client.on('error', () => undefined)
    client.on('notification', ({ payload }) => onTold(payload ?? ''))
    const end = (): void => void client.end()
    signal.addEventListener('abort', end, { once: true })
    try {
      await client.connect()
      await client.query(`LISTEN ${channel}`)
      onHearing()
      tell()
      await ended
    } finally {
      signal.removeEventListener('abort', end)
      await client.end().catch(() => undefined)
    }
  }
}
