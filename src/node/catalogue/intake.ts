import { CID } from 'multiformats/cid'
import PQueue from 'p-queue'
import type { Logger } from 'pino'
import type { Blocks } from '../../ipfs/peer.ts'
import { isBuskerError } from '../../shared/errors.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import type { Store } from '../store/openStore.ts'
import { admitHead } from './admit.ts'
import type { HeadRecord, HeadRecords } from './headRecords.ts'
import { readCatalogue } from './readCatalogue.ts'
import type { Reason, Rejections } from './rejections.ts'
import type { WorkRecords } from './workRecords.ts'

/** Catalogues read at a time. */
const readAtOnce = 4
/** Heads whose signatures wait to be checked; what comes on top is dropped. */
const queuedAtMost = 2000
/** How long one catalogue may take with all its manifests. */
const readWithinMs = 10 * 60_000
/** Before what could not be had is tried again; doubles with each failure. */
const firstRetryMs = 2000
const longestRetryMs = 5 * 60_000
/** Waiting heads tried in one round. */
const retriedAtOnce = 500

const reasons: Readonly<Record<string, Reason>> = {
  PROTOCOL_TOO_LARGE: 'oversized',
  PROTOCOL_MALFORMED: 'malformed',
  PROTOCOL_FORGED: 'forged',
  CATALOGUE_INCONSISTENT: 'inconsistent',
  IPFS_CID_UNSUPPORTED: 'malformed',
}

interface Parts {
  readonly store: Store
  readonly heads: HeadRecords
  readonly works: WorkRecords
  readonly rejections: Rejections
  readonly blocks: Pick<Blocks, 'get' | 'getMany'>
  readonly log: Pick<Logger, 'info' | 'error'>
  readonly now: () => number
  /** A newer catalogue was written; `passOn` as it was received. */
  readonly onAccepted: (head: HeadRecord, passOn: boolean) => void
}

/** Takes heads in, reads what they point to, and writes it down when all of it is as it must be. */
export class Intake implements Startable {
  readonly #parts: Parts
  readonly #checking = new PQueue({ concurrency: 1 })
  readonly #reading = new PQueue({ concurrency: readAtOnce })
  readonly #beingRead = new Set<number>()
  /** Ids of heads that are passed on when they are accepted. */
  readonly #passedOn = new Set<number>()
  #retryTimer: NodeJS.Timeout | undefined
  #retryMs = firstRetryMs
  #stopping = new AbortController()
  #isRunning = false

  constructor(parts: Parts) {
    this.#parts = parts
  }

  async start(): Promise<void> {
    if (this.#isRunning) return
    this.#isRunning = true
    this.#stopping = new AbortController()
    this.retry()
  }

  async stop(): Promise<void> {
    this.#isRunning = false
    this.#stopping.abort()
    clearTimeout(this.#retryTimer)
    this.#checking.clear()
    await this.#checking.onIdle()
    await this.#reading.onIdle()
  }

  /**
   * Takes a signed head in, from gossip or from a peer that was asked.
   *
   * @param source the peer that may have the catalogue too
   * @param options.passOn others are to be told once it is accepted: it was told to this node alone
   * @returns why it was dropped; undefined when its catalogue is read from now on
   */
  async receive(
    bytes: Uint8Array,
    source: PeerIdText | null,
    options: { readonly passOn: boolean },
  ): Promise<Reason | undefined> {
    const { heads, rejections, now } = this.#parts
    if (this.#checking.size >= queuedAtMost) return this.#drop('excessive')
    const admission = await this.#checking.add(() => admitHead(heads, bytes, source, now))
    if ('head' in admission) {
      if (options.passOn) this.#passedOn.add(admission.head.id)
      this.#read(admission.head)
      return undefined
    }
    rejections.count(admission.refused)
    return admission.refused
  }

  /** Reads again what could not be had before. */
  retry(): void {
    for (const head of this.#parts.heads.waiting(retriedAtOnce)) this.#read(head)
  }

  #drop(reason: Reason): Reason {
    this.#parts.rejections.count(reason)
    return reason
  }

  #read(head: HeadRecord): void {
    if (!this.#isRunning || this.#beingRead.has(head.id)) return
    this.#beingRead.add(head.id)
    this.#reading
      .add(() => this.#readNow(head))
      .catch((error: unknown) =>
        this.#parts.log.error({ err: error, artist: head.artist }, 'a catalogue was not read'),
      )
      .finally(() => this.#beingRead.delete(head.id))
  }

  async #readNow(head: HeadRecord): Promise<void> {
    const { store, heads, works, blocks, log, onAccepted } = this.#parts
    if (heads.get(head.id)?.state !== 'waiting') {
      this.#passedOn.delete(head.id)
      return
    }
    const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(readWithinMs)])
    const from = head.source === null ? [] : [head.source]
    try {
      const read = await readCatalogue(blocks, works, head.artist, CID.parse(head.catalogue), {
        from,
        signal,
      })
      const isAccepted = store.transaction(() => {
        if (heads.get(head.id)?.state !== 'waiting') return false
        works.accept(read.catalogue, read.manifests)
        heads.accept(head)
        return true
      })()
      if (isAccepted) onAccepted(head, this.#passedOn.delete(head.id))
      this.#retryMs = firstRetryMs
    } catch (error) {
      const reason = isBuskerError(error) ? reasons[error.code] : undefined
      if (reason !== undefined) {
        heads.refuse(head)
        this.#passedOn.delete(head.id)
        this.#drop(reason)
      } else {
        this.#retryLater()
        if (!signal.aborted && !isBuskerError(error)) throw error
      }
      log.info({ artist: head.artist, number: head.number, err: error }, 'a catalogue was not read')
    }
  }

  #retryLater(): void {
    if (!this.#isRunning) return
    clearTimeout(this.#retryTimer)
    this.#retryTimer = setTimeout(() => this.retry(), this.#retryMs)
    this.#retryMs = Math.min(longestRetryMs, this.#retryMs * 2)
  }
}
