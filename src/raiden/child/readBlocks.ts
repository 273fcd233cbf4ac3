import type { RaidenDatabase, RaidenProvider } from './raidenTypes.ts'

/** One request for logs, as raiden-ts makes it (eth_getLogs). */
interface LogFilter {
  readonly address?: unknown
  readonly topics?: readonly unknown[]
  readonly fromBlock: string
  readonly toBlock: string
}

export interface ReadBlocksOptions {
  readonly provider: RaidenProvider
  readonly database: Pick<RaidenDatabase, 'allDocs' | 'bulkDocs'>
  readonly tokenNetwork: string
  readonly secretRegistry: string
  readonly confirmations: number
  /** The newest block that raiden-ts's database knows. */
  readonly storedBlock: number
}

/** What raiden-ts looks for over and over. */
const streams = ['channels', 'secrets'] as const
type Stream = (typeof streams)[number]

const blockNumberDocument = 'state.blockNumber'

/**
 * Has raiden-ts read, at its start, each block whose events it may not have taken in. By itself it loses events for good,
 * and with them channels, deposits and closes, in two ways:
 *
 * - It stores the newest block's number as soon as it sees it, asks for that block's events later, and starts from the
 *   stored number after a crash. Here the number that is stored never goes beyond the blocks whose events were handled.
 * - Of a channel that was opened and filled in the newest block at its start, it takes the opening only (a deposit into a
 *   channel that is not confirmed is dropped), and never looks at that block again. Here its first look at new blocks
 *   begins with the blocks that could not be confirmed before.
 */
export function followReadBlocks(options: ReadBlocksOptions): { readonly upTo: number } {
  return new ReadBlocks(options)
}

class ReadBlocks {
  readonly #options: ReadBlocksOptions
  /** By kind of event: the newest block of the look before the last one. What that one brought has been handled. */
  readonly #handled = new Map<Stream, number>()
  readonly #answered = new Map<Stream, number>()
  #storable: number
  /** Until there is an answer up to `to`, blocks are read from `from` on. */
  #overlap: { readonly from: number; readonly to: number } | null = null

  constructor(options: ReadBlocksOptions) {
    this.#options = options
    this.#storable = options.storedBlock
    this.#followLogs()
    this.#limitStoredBlock()
  }

  /** The newest block up to which all events were handled. */
  get upTo(): number {
    if (this.#handled.size < streams.length) return this.#options.storedBlock
    return Math.max(this.#options.storedBlock, Math.min(...this.#handled.values()))
  }

  #followLogs(): void {
    const { provider } = this.#options
    const send = provider.send.bind(provider)
    provider.send = async (method, params) => {
      const filter = method === 'eth_getLogs' ? (params[0] as LogFilter) : null
      const stream = filter === null ? null : this.#streamOf(filter)
      if (filter === null || stream === null) return send(method, params)
      const to = Number(filter.toBlock)
      const answer = await send(method, [stream === 'channels' ? this.#overlapped(filter) : filter])
      if (this.#overlap !== null && to >= this.#overlap.to) this.#overlap = { from: Infinity, to: 0 }
      const before = this.#answered.get(stream)
      this.#handled.set(stream, before ?? this.#options.storedBlock)
      this.#answered.set(stream, to)
      return answer
    }
  }

  /** What is looked for over and over; null for what is asked once. */
  #streamOf({ address, topics = [] }: LogFilter): Stream | null {
    const { tokenNetwork, secretRegistry } = this.#options
    if (address === secretRegistry) return 'secrets'
    return address === tokenNetwork && topics.length === 1 && Array.isArray(topics[0]) ? 'channels' : null
  }

  #overlapped(filter: LogFilter): LogFilter {
    const first = Number(filter.fromBlock)
    const { confirmations } = this.#options
    this.#overlap ??= { from: Math.max(0, first - confirmations), to: first - 1 + confirmations }
    return { ...filter, fromBlock: `0x${Math.min(first, this.#overlap.from).toString(16)}` }
  }

  #limitStoredBlock(): void {
    const { database } = this.#options
    const allDocs = database.allDocs.bind(database)
    const bulkDocs = database.bulkDocs.bind(database)
    database.allDocs = async (options, ...rest) => {
      // raiden-ts's persister has just collected its changes: what was handled before now is among them.
      if ('keys' in options) this.#storable = this.upTo
      return allDocs(options, ...rest)
    }
    database.bulkDocs = async (documents, ...rest) => {
      const limited = Array.isArray(documents)
        ? documents.map((document: unknown) => limitBlock(document, this.#storable))
        : documents
      return bulkDocs(limited, ...rest)
    }
  }
}

function limitBlock(document: unknown, newest: number): unknown {
  const { _id, value } = document as { readonly _id?: unknown; readonly value?: unknown }
  if (_id !== blockNumberDocument || typeof value !== 'number') return document
  return { ...(document as object), value: Math.min(value, newest) }
}
