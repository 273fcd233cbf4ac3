import type { ListenBrainzView } from '../../shared/api/listenBrainz.ts'
import { BackOff } from '../../shared/backOff.ts'
import { type ErrorData, isBuskerError, toErrorData } from '../../shared/errors.ts'
import type { Startable } from '../../shared/startable.ts'
import { type CellPlace, openCell, sealCell, type StoreKeys } from '../store/cellSeal.ts'
import type { Store } from '../store/openStore.ts'
import type { Listen, ListenBrainzClient } from './listenBrainzClient.ts'

export interface ListenBrainzOptions {
  readonly store: Store
  readonly keys: StoreKeys
  readonly client: Pick<ListenBrainzClient, 'userOf' | 'submit'>
  readonly onFailure: (error: unknown) => void
  /** Default a minute, then longer and longer up to an hour. */
  readonly retry?: { readonly initialMs: number; readonly maxMs: number }
}

/** Sent at once. */
const batch = 50
/** More are not kept while they can't be sent; the oldest go. */
const maxUnsent = 10_000
const tokenPlace: CellPlace = { table: 'listen_brainz', column: 'sealed_token', row: '1' }

interface UnsentRow {
  readonly id: number
  readonly listen: string
}

/** Tells one account at ListenBrainz what is heard, once somebody has given its token. What can't be sent now waits, also over a restart. */
export class ListenBrainz implements Startable {
  readonly #options: ListenBrainzOptions
  readonly #backOff: BackOff
  #timer: NodeJS.Timeout | undefined
  #sending: Promise<void> | undefined
  /** Something came while it was sending. */
  #isToGoOn = false
  #isStarted = false
  #problem: ErrorData | null = null

  constructor(options: ListenBrainzOptions) {
    this.#options = options
    this.#backOff = new BackOff(options.retry ?? { initialMs: 60_000, maxMs: 3_600_000 })
  }

  async start(): Promise<void> {
    this.#isStarted = true
    this.#send()
  }

  async stop(): Promise<void> {
    this.#isStarted = false
    this.#wait(undefined)
    await this.#sending
  }

  view(): ListenBrainzView {
    const waiting = this.#options.store
      .prepare<[], number>('SELECT count(*) FROM unsent_listens')
      .pluck()
      .get()
    return { user: this.#account()?.user ?? null, waiting: waiting ?? 0, problem: this.#problem }
  }

  /** @throws BuskerError `LISTENBRAINZ_TOKEN`, `LISTENBRAINZ_UNREACHABLE`; then it is as before */
  async connect(token: string): Promise<ListenBrainzView> {
    const { store, keys, client } = this.#options
    const user = await client.userOf(token)
    store
      .prepare('INSERT OR REPLACE INTO listen_brainz (id, user_name, sealed_token) VALUES (1, ?, ?)')
      .run(user, sealCell(keys, tokenPlace, new TextEncoder().encode(token)))
    this.#wait(undefined)
    this.#problem = null
    this.#backOff.reset()
    this.#send()
    return this.view()
  }

  disconnect(): ListenBrainzView {
    this.#options.store.exec('DELETE FROM listen_brainz; DELETE FROM unsent_listens')
    this.#wait(undefined)
    this.#problem = null
    return this.view()
  }

  /** Tells it, now or later; nobody, where no account is connected. */
  note(listen: Listen): void {
    const { store } = this.#options
    if (this.#account() === undefined) return
    store.prepare('INSERT INTO unsent_listens (listen) VALUES (?)').run(JSON.stringify(listen))
    store
      .prepare(
        `DELETE FROM unsent_listens WHERE id <= (SELECT id FROM unsent_listens ORDER BY id DESC LIMIT 1 OFFSET ${maxUnsent})`,
      )
      .run()
    this.#send()
  }

  #account(): { readonly user: string; readonly sealedToken: Uint8Array } | undefined {
    return this.#options.store
      .prepare<[], { user: string; sealedToken: Uint8Array }>(
        'SELECT user_name AS user, sealed_token AS sealedToken FROM listen_brainz',
      )
      .get()
  }

  /** One at a time; what comes meanwhile is looked at again. */
  #send(): void {
    const isRefused = this.#problem?.code === 'LISTENBRAINZ_TOKEN'
    if (!this.#isStarted || this.#timer !== undefined || isRefused) return
    if (this.#sending !== undefined) {
      this.#isToGoOn = true
      return
    }
    this.#isToGoOn = false
    this.#sending = this.#sendAll()
      .catch((error: unknown) => this.#onProblem(error))
      .finally(() => {
        this.#sending = undefined
        if (this.#isToGoOn) this.#send()
      })
  }

  async #sendAll(): Promise<void> {
    const { store, keys, client } = this.#options
    for (let size = batch; this.#isStarted;) {
      const account = this.#account()
      const rows = store
        .prepare<[number], UnsentRow>('SELECT id, listen FROM unsent_listens ORDER BY id LIMIT ?')
        .all(size)
      if (account === undefined || rows.length === 0) return
      const token = new TextDecoder().decode(openCell(keys, tokenPlace, account.sealedToken))
      const sent = await client.submit(
        token,
        rows.map(({ listen }) => JSON.parse(listen) as Listen),
      )
      if (sent.outcome === 'later') return this.#retryIn(sent.afterMs)
      // One of many may be what it does not take: they are sent one by one.
      if (sent.outcome === 'refused' && rows.length > 1) size = 1
      else this.#forget(rows)
      this.#problem = null
      this.#backOff.reset()
    }
  }

  #forget(rows: readonly UnsentRow[]): void {
    const forget = this.#options.store.prepare('DELETE FROM unsent_listens WHERE id = ?')
    for (const { id } of rows) forget.run(id)
  }

  #onProblem(error: unknown): void {
    this.#problem = toErrorData(error)
    this.#options.onFailure(error)
    // A token that is not taken will not be by waiting.
    if (!isBuskerError(error, 'LISTENBRAINZ_TOKEN')) this.#retryIn(this.#backOff.next())
  }

  #wait(timer: NodeJS.Timeout | undefined): void {
    clearTimeout(this.#timer)
    this.#timer = timer
  }

  #retryIn(ms: number): void {
    if (!this.#isStarted) return
    const timer = setTimeout(() => {
      this.#timer = undefined
      this.#send()
    }, ms)
    this.#wait(timer.unref())
  }
}
