import PQueue from 'p-queue'
import type { Address } from '../../shared/ids.ts'
import type { Emit } from '../../process/serveParent.ts'
import type { RaidenContract } from '../raidenContract.ts'
import type { Direction, Transfer } from '../payments.ts'
import type { ChildStore } from './childStore.ts'
import type { RaidenHandle } from './raidenHandle.ts'
import type { ChangesFeed } from './raidenTypes.ts'
import {
  isOver,
  stateOf,
  storedTransfer,
  toTransfer,
  waitsForSecret,
  type StoredTransfer,
} from './storedTransfer.ts'

const retryDelayMs = 1_000
const positionIntervalMs = 5_000

/**
 * Follows the changes feed of raiden-ts's database in order and emits events: a transfer locked for our secret, a secret
 * revealed, an outcome. Outcomes are numbered in our own database first.
 */
export class TransferFeed {
  readonly #handle: RaidenHandle
  readonly #store: ChildStore
  readonly #emit: Emit<RaidenContract>
  readonly #ownAddress: Address
  readonly #queue = new PQueue({ concurrency: 1 })
  readonly #emitted = new Set<string>()
  /** Locks that are over, while the chain may still show a secret registered in time: where in the feed each was read. */
  readonly #undecided = new Map<string, { readonly seq: number; readonly stored: StoredTransfer }>()
  readonly #stopping = new AbortController()
  #feed: ChangesFeed | null = null
  #timer: NodeJS.Timeout | null = null
  #position = 0

  constructor(handle: RaidenHandle, store: ChildStore, own: Address, emit: Emit<RaidenContract>) {
    this.#handle = handle
    this.#store = store
    this.#ownAddress = own
    this.#emit = emit
  }

  async start(): Promise<void> {
    const { database } = this.#handle
    // A database that was set back has fewer changes than we have read: read it again, no row is added twice.
    const newest = Number((await database.info()).update_seq)
    this.#position = this.#store.changeSeq > newest ? 0 : this.#store.changeSeq
    this.#timer = setInterval(() => {
      for (const { seq, stored } of this.#undecided.values()) this.#schedule(seq, stored)
      this.#savePosition()
    }, positionIntervalMs)
    this.#feed = database.changes({
      since: this.#position,
      live: true,
      include_docs: true,
      selector: { 'transfer.ts': { $gt: 0 } },
    })
    this.#feed.on('change', ({ seq, doc }) => this.#schedule(Number(seq), storedTransfer.parse(doc)))
    this.#feed.on('error', (error) => {
      throw error
    })
  }

  async stop(): Promise<void> {
    this.#feed?.cancel()
    this.#stopping.abort()
    if (this.#timer !== null) clearInterval(this.#timer)
    await this.#queue.onIdle()
    this.#savePosition()
  }

  /** Received transfers of ours that wait for a secret. */
  async incomingPending(): Promise<Transfer[]> {
    const received = await this.#storedOfOurs(['received'])
    return received.filter(waitsForSecret).map((transfer) => toTransfer(transfer, 'pending'))
  }

  /** What of ours is under way in either direction. */
  async pendingTransfers(): Promise<Transfer[]> {
    const ours = await this.#storedOfOurs(['sent', 'received'])
    const transfers = await Promise.all(
      ours.map(async (transfer) =>
        toTransfer(transfer, await stateOf(transfer, this.#handle.registeredAt.bind(this.#handle))),
      ),
    )
    return transfers.filter(({ state }) => state === 'pending' || state === 'revealed')
  }

  /** What Raiden knows of transfers of ours, as it is stored. */
  async #storedOfOurs(directions: readonly Direction[]): Promise<StoredTransfer[]> {
    await this.#handle.written()
    const hashes = Object.values(this.#handle.raiden.state.transfers).map(({ secrethash }) => secrethash)
    const stored = await Promise.all(
      [...new Set(hashes)].flatMap((secretHash) =>
        directions.map((direction) => this.#handle.storedTransfer(secretHash, direction)),
      ),
    )
    return stored.filter((transfer) => transfer !== null).filter((transfer) => this.#isOurs(transfer))
  }

  #schedule(seq: number, stored: StoredTransfer): void {
    void this.#queue.add(async () => this.#read(seq, stored))
  }

  async #read(seq: number, stored: StoredTransfer): Promise<void> {
    const isDecided = !this.#isOurs(stored) || (await this.#emitChanges(stored))
    if (this.#stopping.signal.aborted) return
    const key = `${stored.direction} ${stored.secrethash}`
    if (isDecided) this.#undecided.delete(key)
    else this.#undecided.set(key, { seq, stored })
    this.#position = Math.max(this.#position, seq)
  }

  /** Only saves reading again what is numbered already, so it need not be exact; but nothing undecided is passed over. */
  #savePosition(): void {
    const undecided = [...this.#undecided.values()].map(({ seq }) => seq - 1)
    const position = Math.min(this.#position, ...undecided)
    if (position !== this.#store.changeSeq) this.#store.changeSeq = position
  }

  /** @returns false while the lock is over and the chain has not confirmed yet what became of it */
  async #emitChanges(stored: StoredTransfer): Promise<boolean> {
    const { direction, secrethash } = stored
    if (waitsForSecret(stored) && this.#isFirstTime(`incoming ${secrethash}`)) {
      this.#emit('incoming', toTransfer(stored, 'pending'))
    }
    const state = await this.#stateOf(stored)
    if (state === null) return false
    if (
      direction === 'sent' &&
      stored.secret &&
      state !== 'failed' &&
      this.#isFirstTime(`secret ${secrethash}`)
    ) {
      this.#emit('secret', { ...toTransfer(stored, state), secret: stored.secret })
    }
    if (state === 'paid' || state === 'failed') {
      const outcome = this.#store.addFinal(toTransfer(stored, state))
      if (outcome !== null) this.#emit('outcome', outcome)
      return true
    }
    return !isOver(stored)
  }

  /** Asks the chain until it answers, because nothing may be skipped; null when we stop meanwhile. */
  async #stateOf(stored: StoredTransfer): Promise<Transfer['state'] | null> {
    while (!this.#stopping.signal.aborted) {
      try {
        return await stateOf(stored, this.#handle.registeredAt.bind(this.#handle))
      } catch (error) {
        process.stderr.write(`The chain does not say whether a secret is registered: ${String(error)}\n`)
        await new Promise((resolve) => setTimeout(resolve, retryDelayMs))
      }
    }
    return null
  }

  /** A mediator's transfers are nobody's orders; and an initiator's name is not authenticated, our own intent is. */
  #isOurs({ direction, secrethash, transfer }: StoredTransfer): boolean {
    return direction === 'received' ? transfer.target === this.#ownAddress : this.#store.hasIntent(secrethash)
  }

  #isFirstTime(key: string): boolean {
    if (this.#emitted.has(key)) return false
    this.#emitted.add(key)
    return true
  }
}
