import { CID } from 'multiformats/cid'
import PQueue from 'p-queue'
import type { Logger } from 'pino'
import { assertVerifiable } from '../../ipfs/blocks/cids.ts'
import type { Blocks } from '../../ipfs/peer.ts'
import { type ErrorCode, isBuskerError } from '../../shared/errors.ts'
import type { Address, CidText, PeerIdText } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import type { Store } from '../store/openStore.ts'
import type { Catalogue } from '../../protocol/catalogue.ts'
import { admitHead } from './admitHead.ts'
import type { CatalogueLimits } from './catalogueLimits.ts'
import type { CatalogueRoom } from './catalogueRoom.ts'
import type { HeadRecord, HeadRecords } from './headRecords.ts'
import { fetchCatalogue } from './fetchCatalogue.ts'
import { ManifestWriter } from './manifestWriter.ts'
import type { RejectionReason, Rejections } from './rejections.ts'
import { isAbort, Turn } from './turn.ts'
import type { WorkRecords } from './workRecords.ts'

/** Catalogues read at a time. */
const concurrentReads = 4
/** Heads whose signatures wait to be checked; what comes on top is dropped. */
const maxQueued = 2000
/** Waiting heads taken up at once; more follow when these were. */
const batch = 64
const shortestPauseMs = 250

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
  readonly room: CatalogueRoom
  readonly limits: CatalogueLimits
  readonly blocks: Pick<Blocks, 'get' | 'getMany' | 'has'>
  readonly log: Pick<Logger, 'info' | 'error'>
  readonly now: () => number
  /** Whose catalogues are read; default everybody's. */
  readonly isWanted?: ((artist: Address) => boolean) | undefined
  /** A newer catalogue was written; `passOn` as it was received. */
  readonly onAccepted: (head: HeadRecord, passOn: boolean) => void
  /** Blocks that are of no use here any more, and what was forgotten with them. */
  readonly onDropped: (blocks: readonly CidText[], artists: readonly Address[]) => void
}

/** Takes heads in, reads what they point to, and writes it down when all of it is as it must be. */
export class Intake implements Startable {
  readonly #options: IntakeOptions
  readonly #checking = new PQueue({ concurrency: 1 })
  readonly #reading = new PQueue({ concurrency: concurrentReads })
  readonly #tidying = new PQueue({ concurrency: 1 })
  readonly #beingRead = new Map<number, HeadRecord>()
  /** Ids of heads that are passed on when they are accepted. */
  readonly #toRelay = new Set<number>()
  #timer: NodeJS.Timeout | undefined
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
    clearTimeout(this.#timer)
    this.#checking.clear()
    await this.#checking.onIdle()
    await this.#reading.onIdle()
    await this.#tidying.onIdle()
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
    const { heads, rejections, now, limits, isWanted } = this.#options
    if (this.#checking.size >= maxQueued) return this.#drop('excessive')
    const admission = await this.#checking.add(() =>
      admitHead(heads, bytes, source, { now, waiting: limits.waiting, isWanted }),
    )
    if ('head' in admission) {
      if (options.passOn) this.#toRelay.add(admission.head.id)
      this.#read(admission.head)
      return undefined
    }
    if (admission.refused !== 'unwanted') rejections.count(admission.refused)
    return admission.refused
  }

  /** Takes up the catalogues that are due to be fetched, and those that become so later. */
  retry(): void {
    if (!this.#isRunning) return
    clearTimeout(this.#timer)
    const { heads, now } = this.#options
    for (const head of heads.due(now(), batch)) this.#read(head)
    const due = heads.nextDue()
    if (due === null || this.#reading.size > 0) return
    this.#timer = setTimeout(() => this.retry(), Math.max(shortestPauseMs, due - now()))
    this.#timer.unref()
  }

  #drop(reason: RejectionReason): RejectionReason {
    this.#options.rejections.count(reason)
    return reason
  }

  #read(head: HeadRecord): void {
    if (!this.#isRunning || this.#beingRead.has(head.id)) return
    const { heads, limits, log } = this.#options
    const turn = new Turn(limits, () => this.#reading.size > 0)
    this.#beingRead.set(head.id, head)
    const isKnown = heads.current(head.artist) !== undefined
    this.#reading
      .add(() => this.#readNow(head, turn), { priority: (isKnown ? 1000 : 0) - head.attempts })
      .catch((error: unknown) => log.error({ err: error, artist: head.artist }, 'a catalogue was not read'))
      .finally(() => {
        turn.end()
        this.#beingRead.delete(head.id)
        if (this.#reading.size === 0) this.retry()
        this.#tidy(head.artist)
      })
  }

  async #readNow(head: HeadRecord, turn: Turn): Promise<void> {
    const { heads, works, blocks, limits, log, now } = this.#options
    const isWanted = () => heads.get(head.id)?.state === 'waiting'
    if (!isWanted()) {
      this.#toRelay.delete(head.id)
      return
    }
    const kept = new ManifestWriter(this.#options.store, works)
    /** What was not here before it was asked for. Heads name what they like: nothing else may be dropped again. */
    const brought = new Set<CidText>()
    const noteAbsent = async (cids: readonly CID[]) => {
      for (const cid of cids) {
        assertVerifiable(cid)
        if (!(await blocks.has(cid))) brought.add(cid.toString() as CidText)
      }
    }
    try {
      const catalogue = await fetchCatalogue(blocks, works, head.artist, CID.parse(head.catalogue), {
        from: head.source === null ? [] : [head.source],
        signal: AbortSignal.any([this.#stopping.signal, turn.begin()]),
        maxBytes: limits.artistBytes,
        keep: (manifest) => kept.add(manifest),
        onAsking: noteAbsent,
      })
      kept.write()
      if (await works.list(catalogue, isWanted, now())) this.#accept(head, catalogue, isWanted)
    } catch (error) {
      kept.write()
      this.#postponeOrRefuse(head, error)
      this.#options.onDropped(
        [...brought].filter((cid) => works.describe(cid) === undefined),
        [],
      )
      log.info({ artist: head.artist, number: head.number, err: error }, 'a catalogue was not read')
    }
  }

  #accept(head: HeadRecord, catalogue: Catalogue, isWanted: () => boolean): void {
    const { store, heads, works, onAccepted, onDropped } = this.#options
    const before = heads.current(head.artist)
    const isAccepted = store.transaction(() => {
      if (!isWanted()) return false
      works.introduce(catalogue)
      heads.accept(head)
      return true
    })()
    if (!isAccepted) return
    onAccepted(head, this.#toRelay.delete(head.id))
    if (before !== undefined && before.source !== null && before.catalogue !== head.catalogue) {
      onDropped([before.catalogue], [])
    }
  }

  #postponeOrRefuse(head: HeadRecord, error: unknown): void {
    const { heads, now } = this.#options
    const reason = isBuskerError(error) ? reasons[error.code] : undefined
    if (reason !== undefined) {
      heads.refuse(head)
      this.#toRelay.delete(head.id)
      this.#drop(reason)
    } else if (!this.#stopping.signal.aborted) {
      heads.postpone(head, now())
      if (!isBuskerError(error) && !isAbort(error)) throw error
    }
  }

  /** Makes room where more is kept than there is room for. */
  makeRoom(): void {
    if (this.#isRunning && this.#tidying.size === 0) this.#tidy()
  }

  /** What the artist does not offer any more goes, and what there is no room for. */
  #tidy(artist?: Address): void {
    const { room, log, onDropped } = this.#options
    this.#tidying
      .add(async () => {
        const busy = new Set([...this.#beingRead.values()].map((read) => read.artist))
        const isDone = artist !== undefined && !busy.has(artist) && !this.#isHalfRead(artist)
        const dead = isDone ? await room.prune(artist) : []
        const evicted = await room.evict(busy)
        if (dead.length + evicted.artists.length > 0) onDropped([...dead, ...evicted.blocks], evicted.artists)
      })
      .catch((error: unknown) => log.error({ err: error }, 'catalogues were not tidied'))
  }

  /** Its manifests so far are of a catalogue that is gone on with later. */
  #isHalfRead(artist: Address): boolean {
    return this.#options.heads.newest(artist)?.state === 'waiting'
  }
}
