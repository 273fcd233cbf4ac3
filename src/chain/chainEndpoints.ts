import {
  BaseError,
  createPublicClient,
  type Hex,
  http,
  HttpRequestError,
  type PublicClient,
  TimeoutError,
  type TransactionReceipt,
} from 'viem'
import { BuskerError } from '../shared/errors.ts'
import type { Address } from '../shared/ids.ts'
import { type Amount, toAmount } from '../shared/money.ts'

export interface ChainEndpointsOptions {
  /** JSON-RPC addresses of one chain, best of operators who have nothing to do with each other. At least one. */
  readonly rpcUrls: readonly string[]
  readonly chainId: number
  /** How often the chain is asked for a receipt, ms. */
  readonly pollingMs: number
  /** How long one endpoint may take for an answer, ms. Default ten seconds. */
  readonly timeoutMs?: number
}

const defaultTimeoutMs = 10_000

/** Several ways to one chain: what one of them hides or has not seen yet, another shows. */
export class ChainEndpoints {
  readonly chainId: number
  readonly pollingMs: number
  readonly #clients: readonly PublicClient[]
  readonly #verified = new Set<PublicClient>()

  constructor({ rpcUrls, chainId, pollingMs, timeoutMs = defaultTimeoutMs }: ChainEndpointsOptions) {
    this.chainId = chainId
    this.pollingMs = pollingMs
    this.#clients = [...new Set(rpcUrls)].map((url) =>
      createPublicClient({
        transport: http(url, { timeout: timeoutMs, retryCount: 1 }),
        pollingInterval: pollingMs,
        cacheTime: 0,
      }),
    )
  }

  /**
   * What each endpoint says that answers and serves this chain, in the order of the addresses.
   *
   * @throws BuskerError `RAIDEN_CHAIN_UNREACHABLE` when none answers, `RAIDEN_WRONG_CHAIN`; the chain's refusal when all refuse
   */
  async readAll<T>(read: (client: PublicClient) => Promise<T>): Promise<T[]> {
    const answers = await this.readEach(read)
    const values = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
    if (values.length > 0) return values
    throw unreachable(answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : [])))
  }

  /** What became of asking each endpoint, in the order of the addresses. */
  readEach<T>(read: (client: PublicClient) => Promise<T>): Promise<PromiseSettledResult<T>[]> {
    return Promise.allSettled(
      this.#clients.map(async (client) => {
        await this.#verify(client)
        return read(client)
      }),
    )
  }

  /** What the first endpoint to answer says. @throws as {@link readAll} */
  async readAny<T>(read: (client: PublicClient) => Promise<T>): Promise<T> {
    try {
      return await Promise.any(
        this.#clients.map(async (client) => {
          await this.#verify(client)
          return read(client)
        }),
      )
    } catch (error) {
      throw error instanceof AggregateError ? unreachable(error.errors) : error
    }
  }

  /** The time of the newest block, ms; of several endpoints the earliest. @throws as {@link readAll} */
  async time(): Promise<number> {
    const blocks = await this.readAll((client) => client.getBlock())
    return Math.min(...blocks.map(({ timestamp }) => Number(timestamp) * 1000))
  }

  /**
   * What an account has for gas, wei; of several answers the most: an endpoint that is behind, or lies, must not keep
   * anybody from answering in time.
   *
   * @throws as {@link readAll}
   */
  async gasBalance(account: Address): Promise<Amount> {
    const balances = await this.readAll((client) => client.getBalance({ address: account }))
    return toAmount(balances.reduce((most, balance) => (balance > most ? balance : most)))
  }

  /**
   * The receipt of the first of these transactions that any endpoint has seen in a block.
   *
   * @param timeoutMs how long it is waited for; left out: three minutes
   * @throws as {@link readAny}
   */
  receiptOf(hashes: Iterable<Hex>, timeoutMs?: number): Promise<TransactionReceipt> {
    const all = [...new Set(hashes)]
    const waiting = {
      pollingInterval: this.pollingMs,
      ...(timeoutMs !== undefined && { timeout: timeoutMs }),
    }
    return this.readAny((client) =>
      Promise.any(all.map((hash) => client.waitForTransactionReceipt({ hash, ...waiting }))),
    )
  }

  /** An endpoint of another chain is never believed. */
  async #verify(client: PublicClient): Promise<void> {
    if (this.#verified.has(client)) return
    const chainId = await client.getChainId()
    if (chainId !== this.chainId) {
      throw new BuskerError(
        'RAIDEN_WRONG_CHAIN',
        `A chain address serves chain ${chainId}, this network is on chain ${this.chainId}. Correct the RPC addresses.`,
      )
    }
    this.#verified.add(client)
  }
}

/** What an endpoint did not answer at all, as opposed to a refusal by the chain. */
function isTransportProblem(reason: unknown): boolean {
  if (!(reason instanceof BaseError)) return false
  return reason.walk((cause) => cause instanceof HttpRequestError || cause instanceof TimeoutError) !== null
}

function unreachable(reasons: readonly unknown[]): unknown {
  const answer = reasons.find((reason) => !isTransportProblem(reason))
  if (answer !== undefined) return answer
  return chainUnreachable(new AggregateError(reasons))
}

export function chainUnreachable(cause?: unknown): BuskerError {
  return new BuskerError(
    'RAIDEN_CHAIN_UNREACHABLE',
    'No address of the chain answers. It is asked again; correct the addresses if it stays so.',
    { cause },
  )
}
