import { CID } from 'multiformats/cid'
import PQueue from 'p-queue'
import type { Logger } from 'pino'
import type { Blocks } from '../../ipfs/peer.ts'
import { type ErrorCode, isBuskerError } from '../../shared/errors.ts'
import { BackOff } from '../../shared/backOff.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import type { Store } from '../store/openStore.ts'
import { admitHead } from './admitHead.ts'
import type { HeadRecord, HeadRecords } from './headRecords.ts'
import { fetchCatalogue } from './fetchCatalogue.ts'
import type { RejectionReason, Rejections } from './rejections.ts'
import type { WorkRecords } from './workRecords.ts'

/** Catalogues read at a time. */
const concurrentReads = 4
/** Heads whose signatures wait to be checked; what comes on top is dropped. */
const maxQueued = 2000
/** How long one catalogue may take with all its manifests. */
const readTimeoutMs = 10 * 60_000
/** Between two fetches of unavailable catalogues. */
const retryLimits = { initialMs: 2000, maxMs: 5 * 60_000 }
/** Waiting heads tried in one round. */
const retryBatch = 500

const reasons: Readonly<Partial<Record<ErrorCode, RejectionReason>>> = {
  PROTOCOL_TOO_LARGE: 'oversized',
  PROTOCOL_MALFORMED: 'malformed',
  PROTOCOL_FORGED: 'forged',
  CATALOGUE_INCONSISTENT: 'inconsistent',
  IPFS_CID_UNSUPPORTED: 'malformed',
}

interface IntakeOptions {
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
  readonly #options: IntakeOptions
  readonly #checking = new PQueue({ concurrency: 1 })
  readonly #reading = new PQueue({ concurrency: concurrentReads })
  readonly #beingRead = new Set<number>()
  /** Ids of heads that are passed on when they are accepted. */
  readonly #toRelay = new Set<number>()
  #retryTimer: NodeJS.Timeout | undefined
  readonly #backOff = new BackOff(retryLimits)
  #stopping = new AbortController()
  #isRunning = false

  constructor(options: IntakeOptions) {
    this.#options = options
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
   * @param options.passOn it is sent to others once it is accepted: it was sent to this node alone
   * @returns why it was dropped; undefined when its catalogue is read from now on
   */
  async receive(
    bytes: Uint8Array,
    source: PeerIdText | null,
    options: { readonly passOn: boolean },
  ): Promise<RejectionReason | undefined> {
    const { heads, rejections, now } = this.#options
    if (this.#checking.size >= maxQueued) return this.#drop('excessive')
    const admission = await this.#checking.add(() => admitHead(heads, bytes, source, now))
    if ('head' in admission) {
      if (options.passOn) this.#toRelay.add(admission.head.id)
      this.#read(admission.head)
      return undefined
    }
    rejections.count(admission.refused)
    return admission.refused
  }

  /** Fetches again the catalogues that were unavailable. */
  retry(): void {
    for (const head of this.#options.heads.waiting(retryBatch)) this.#read(head)
  }

  #drop(reason: RejectionReason): RejectionReason {
    this.#options.rejections.count(reason)
    return reason
  }

  #read(head: HeadRecord): void {
    if (!this.#isRunning || this.#beingRead.has(head.id)) return
    this.#beingRead.add(head.id)
    this.#reading
      .add(() => this.#readNow(head))
      .catch((error: unknown) =>
        this.#options.log.error({ err: error, artist: head.artist }, 'a catalogue was not read'),
      )
      .finally(() => this.#beingRead.delete(head.id))
  }

  async #readNow(head: HeadRecord): Promise<void> {
    const { store, heads, works, blocks, log, onAccepted } = this.#options
    if (heads.get(head.id)?.state !== 'waiting') {
      this.#toRelay.delete(head.id)
      return
    }
    const signal = AbortSignal.any([this.#stopping.signal, AbortSignal.timeout(readTimeoutMs)])
    const from = head.source === null ? [] : [head.source]
    try {
      const read = await fetchCatalogue(blocks, works, head.artist, CID.parse(head.catalogue), {
        from,
        signal,
      })
      const isAccepted = store.transaction(() => {
        if (heads.get(head.id)?.state !== 'waiting') return false
        works.accept(read.catalogue, read.manifests)
        heads.accept(head)
        return true
      })()
      if (isAccepted) onAccepted(head, this.#toRelay.delete(head.id))
      this.#backOff.reset()
    } catch (error) {
      const reason = isBuskerError(error) ? reasons[error.code] : undefined
      if (reason !== undefined) {
        heads.refuse(head)
        this.#toRelay.delete(head.id)
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
    this.#retryTimer = setTimeout(() => this.retry(), this.#backOff.next())
  }
}
