import PQueue from 'p-queue'
import { distinctUntilChanged, map, type Subscription } from 'rxjs'
import { BuskerError } from '../../shared/errors.ts'
import type { Block } from '../raidenContract.ts'
import type { ChildStore } from './childStore.ts'
import type { RaidenHandle } from './raidenHandle.ts'
import type { RaidenBlock } from './raidenTypes.ts'

/** A chain node may be a few blocks behind another that answered last time: it gets this long to catch up, ms. */
const catchUpMs = 5_000
const checkIntervalMs = 500

/**
 * Refuses a chain that lost what this node's database has seen: channels and deposits would be there that the chain does
 * not know, and what is signed on them would be worthless.
 *
 * @throws BuskerError RAIDEN_CHAIN_WENT_BACK
 */
export async function checkNoBlocksLost(
  { raiden }: RaidenHandle,
  store: ChildStore,
  patience = catchUpMs,
): Promise<void> {
  const seen = Math.max(raiden.state.blockNumber, store.seenBlock)
  const deadline = performance.now() + patience
  let newest = await raiden.provider.getBlockNumber()
  while (newest < seen && performance.now() < deadline) {
    await new Promise((resolve) => setTimeout(resolve, checkIntervalMs))
    newest = await raiden.provider.getBlockNumber()
  }
  if (newest < seen) throw chainWentBack(`It is at block ${newest}; this node has seen block ${seen}.`)
  const { finalBlock } = store
  if (finalBlock === null) return
  const block = await raiden.provider.getBlock(finalBlock.number)
  if (block?.hash !== finalBlock.hash)
    throw chainWentBack(`Its block ${finalBlock.number} is another one than this node has seen.`)
}

function chainWentBack(what: string): BuskerError {
  return new BuskerError(
    'RAIDEN_CHAIN_WENT_BACK',
    `The chain has lost blocks. ${what} Paying on it would be unsafe. On a local network run: busker localnet reset. On any other check the chain's RPC address.`,
  )
}

/** Tells each new block and notes final ones. */
export class ChainWatch {
  readonly #handle: RaidenHandle
  readonly #store: ChildStore
  readonly #confirmations: number
  readonly #onBlock: (block: Block) => void
  #subscription: Subscription | null = null
  readonly #records = new PQueue({ concurrency: 1 })
  #recent: RaidenBlock[] = []
  #block: Block
  #seenAt = performance.now()
  readonly #now: () => number

  constructor(
    handle: RaidenHandle,
    store: ChildStore,
    confirmations: number,
    onBlock: (block: Block) => void,
    now: () => number,
  ) {
    this.#now = now
    this.#handle = handle
    this.#store = store
    this.#confirmations = confirmations
    this.#onBlock = onBlock
    this.#block = { number: handle.raiden.state.blockNumber, lag: 0 }
  }

  get block(): Block {
    return this.#block
  }

  /** Ms since the newest block was seen. */
  get silenceMs(): number {
    return performance.now() - this.#seenAt
  }

  start(): void {
    this.#subscription = this.#handle.raiden.state$
      .pipe(
        map(({ blockNumber }) => blockNumber),
        distinctUntilChanged(),
      )
      .subscribe((number) => {
        this.#records
          .add(async () => this.#recordBlock(number))
          .catch((error: unknown) => void process.stderr.write(`A block can't be read: ${String(error)}\n`))
      })
  }

  async stop(): Promise<void> {
    this.#subscription?.unsubscribe()
    await this.#records.onIdle()
  }

  async #recordBlock(number: number): Promise<void> {
    const { provider } = this.#handle.raiden
    const newest = await provider.getBlock(number)
    if (newest === null) return
    this.#store.seenBlock = number
    this.#seenAt = performance.now()
    this.#block = { number, lag: Math.max(0, this.#now() - newest.timestamp * 1_000) }
    this.#onBlock(this.#block)
    await this.#recordFinalBlock(newest)
  }

  /**
   * The newest final block with a transaction is noted: an empty one may be another after a crash of the local chain, and
   * nothing is lost by that.
   */
  async #recordFinalBlock(newest: RaidenBlock): Promise<void> {
    this.#recent.push(newest)
    const isFinal = ({ number }: RaidenBlock): boolean => number <= newest.number - this.#confirmations
    const noted = this.#recent.findLast((block) => isFinal(block) && block.transactions.length > 0)
    this.#recent = this.#recent.filter((block) => !isFinal(block))
    if (noted === undefined) return
    const final = await this.#handle.raiden.provider.getBlock(noted.number)
    if (final !== null) this.#store.finalBlock = { number: final.number, hash: final.hash }
  }
}
