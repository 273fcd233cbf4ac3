import PQueue from 'p-queue'
import { snapshotMaxBytes, type SignedSnapshot } from '../../protocol/hub.ts'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import type { Startable } from '../../shared/startable.ts'
import { deviceId } from '../settings/deviceId.ts'
import type { Settings } from '../settings/settings.ts'
import type { Store } from '../store/openStore.ts'
import { contentDigest, encodeContent, readContent } from './snapshotContent.ts'
import { openSnapshot, sealSnapshot, type SnapshotKeys } from './sealedSnapshot.ts'
import type { SnapshotClient } from './snapshotClient.ts'
import { initialSnapshotState, type SnapshotSyncState, snapshotStateSetting } from './snapshotState.ts'

export interface SnapshotSyncOptions {
  readonly store: Store
  readonly settings: Settings
  readonly keys: SnapshotKeys
  readonly hub: SnapshotClient
  /** How often changes are looked for, ms, and so how long one may be without a snapshot. Default a minute. */
  readonly intervalMs?: number
  readonly now?: () => number
  /** Why this device's store is not to be kept: another device goes on from its own. Null: nothing stands against it. */
  readonly refusal?: () => BuskerError | null
  /** Called with the error when a snapshot could not be sent to the hub, and with null when one was sent again. */
  readonly onProblem: (problem: unknown) => void
}

/** After the store was read it is not read again for this many times as long as that took, to keep the load low. */
const pauseFactor = 20

/**
 * Keeps the newest snapshot with the hub. What is to be done is not noted anywhere: it is the difference between the
 * store and what the hub is known to have, so no crash can lose it.
 */
export class SnapshotSync implements Startable {
  readonly #options: SnapshotSyncOptions
  readonly #now: () => number
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | null = null
  #rerun = false
  readonly #flushes = new PQueue({ concurrency: 1 })
  #syncedVersion: string | null = null
  #problem: unknown = null
  #pausedUntil = 0
  #pauseTimer: NodeJS.Timeout | undefined
  #stopping = new AbortController()

  constructor(options: SnapshotSyncOptions) {
    this.#options = options
    this.#now = options.now ?? Date.now
  }

  /** Sends what an earlier run did not, and then every change. */
  async start(): Promise<void> {
    if (this.#timer !== undefined) return
    this.#stopping = new AbortController()
    this.#timer = setInterval(() => void this.#attempt(), this.#options.intervalMs ?? 60_000)
    this.#timer.unref()
    void this.#attempt()
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    clearTimeout(this.#pauseTimer)
    this.#timer = undefined
    this.#pauseTimer = undefined
    this.#rerun = false
    this.#stopping.abort()
    await this.#running
  }

  /** How far the store is safe with the hub, and why it is not further; null: it is, or nothing was tried yet. */
  get progress(): Pick<SnapshotSyncState, 'kept' | 'keptAt'> & { readonly problem: unknown } {
    const { kept, keptAt } = this.#state()
    return { kept, keptAt, problem: this.#problem }
  }

  /** Asks for a snapshot at once: after every order that was paid. Several at a time become one. */
  schedule(): void {
    if (this.#timer === undefined || this.#pauseTimer !== undefined) return
    const pauseMs = this.#pausedUntil - performance.now()
    if (pauseMs <= 0) return void this.#attempt()
    this.#pauseTimer = setTimeout(() => {
      this.#pauseTimer = undefined
      void this.#attempt()
    }, pauseMs)
    this.#pauseTimer.unref()
  }

  /**
   * Whether the hub has none that is newer than what this store goes on from.
   *
   * @throws BuskerError `IPFS_*` when the hub can't be reached
   */
  async isNewest(): Promise<boolean> {
    const newest = await this.#options.hub.newest()
    return newest === null || newest.body.number <= this.#state().kept
  }

  /** A snapshot of this moment, for a file. It is numbered above every one the hub is known to have. */
  async make(): Promise<SignedSnapshot> {
    return sealSnapshot(this.#options.keys, this.#state().kept + 1, this.#now(), this.#encode())
  }

  /**
   * Brings the hub up to date, now.
   *
   * @throws BuskerError `HUB_LEASE_…`, `SNAPSHOT_OVERTAKEN` (another device has gone on), `SNAPSHOT_TOO_LARGE`, `HUB_SNAPSHOTS_FULL`,
   *   `IPFS_*` when the hub can't be reached
   */
  async flush(): Promise<void> {
    const refusal = this.#options.refusal?.() ?? null
    if (refusal !== null) throw refusal
    await this.flushLast()
  }

  /** As {@link flush}, also where another device is about to go on: from this one. */
  flushLast(): Promise<void> {
    return this.#flushes.add(() => this.#flushNow())
  }

  /** One at a time: the next snapshot's number follows from what the hub has taken. */
  async #flushNow(): Promise<void> {
    const { overtaken } = this.#state()
    if (overtaken !== null) throw overtakenBy(overtaken)
    const encoded = this.#encode()
    if (contentDigest(encoded) !== this.#state().digest) await this.#send(encoded)
    this.#report(null)
  }

  /** The person's decision that this device's store counts, although another one gave the hub a newer snapshot. */
  overrule(): void {
    const { overtaken } = this.#state()
    if (overtaken === null) return
    this.#write({ kept: overtaken.number, keptAt: overtaken.time, digest: null, overtaken: null })
    this.schedule()
  }

  async #attempt(): Promise<void> {
    if (this.#running !== null) {
      this.#rerun = true
      return
    }
    this.#running = this.#check().then(
      () => this.#report(null),
      (error: unknown) => this.#report(error),
    )
    await this.#running
    this.#running = null
    if (!this.#rerun) return
    this.#rerun = false
    await this.#attempt()
  }

  #report(problem: unknown): void {
    if (this.#stopping.signal.aborted || (problem === null && this.#problem === null)) return
    this.#problem = problem
    this.#options.onProblem(problem)
  }

  /** Encoding everything only to see that nothing has changed would be waste: SQLite counts changes. */
  async #check(): Promise<void> {
    const before = this.#storeVersion()
    if (before === this.#syncedVersion || (this.#options.refusal?.() ?? null) !== null) return
    await this.flush()
    this.#syncedVersion = before
  }

  async #send(encoded: Uint8Array): Promise<void> {
    const { hub, keys } = this.#options
    const number = this.#state().kept + 1
    const keptAt = this.#now()
    const snapshot = await sealSnapshot(keys, number, keptAt, encoded)
    if (snapshot.body.sealed.byteLength > snapshotMaxBytes) throw tooLarge(snapshot.body.sealed.byteLength)
    try {
      await hub.keep(snapshot, this.#stopping.signal)
    } catch (error) {
      if (!isBuskerError(error, 'HUB_SNAPSHOT_OLDER')) throw error
      await this.#catchUp(error)
      return this.#send(encoded)
    }
    this.#write({ kept: number, keptAt, digest: contentDigest(encoded), overtaken: null })
  }

  /** The hub has a newer snapshot. If it is this device's, its answer was lost: continue from it. Otherwise another device sent it. */
  async #catchUp(refusal: BuskerError): Promise<void> {
    const { hub, keys, settings } = this.#options
    const newest = await hub.newest(this.#stopping.signal)
    if (newest === null || newest.body.number <= this.#state().kept) throw refusal
    const { number, time } = newest.body
    const { device } = await openSnapshot(keys, newest)
    if (device !== deviceId(settings)) {
      this.#write({ ...this.#state(), overtaken: { number, time } })
      throw overtakenBy({ number, time })
    }
    this.#write({ kept: number, keptAt: time, digest: null, overtaken: null })
  }

  #encode(): Uint8Array {
    const { store, settings, keys } = this.#options
    const begun = performance.now()
    const encoded = encodeContent(readContent(store, deviceId(settings), keys.identity.body))
    const ended = performance.now()
    this.#pausedUntil = ended + pauseFactor * (ended - begun)
    return encoded
  }

  #storeVersion(): string {
    const { store } = this.#options
    const own = store.prepare('SELECT total_changes()').pluck().get() as number
    return `${own} ${store.pragma('data_version', { simple: true }) as number}`
  }

  #state(): SnapshotSyncState {
    return this.#options.settings.get(snapshotStateSetting) ?? initialSnapshotState
  }

  #write(state: SnapshotSyncState): void {
    this.#options.settings.set(snapshotStateSetting, state)
  }
}

function overtakenBy({ number, time }: { number: number; time: number }): BuskerError {
  return new BuskerError(
    'SNAPSHOT_OVERTAKEN',
    `Another device with these words gave the hub snapshot ${number} on ${new Date(time).toISOString()}, newer than what this one goes on from. Restore that one, or decide that this device counts.`,
  )
}

function tooLarge(bytes: number): BuskerError {
  return new BuskerError(
    'SNAPSHOT_TOO_LARGE',
    `The snapshot has ${bytes} bytes, and the hub keeps ${snapshotMaxBytes}. Export it to a file from time to time.`,
  )
}
