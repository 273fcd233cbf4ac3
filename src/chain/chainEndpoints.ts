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
import { BuskerError, isBuskerError } from '../shared/errors.ts'
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
/** One that did not answer in time is waited for this long, ms, until it has: the others should not be held up by it again and again. */
const silentTimeoutMs = 1_000

/** One way to the chain. */
interface Endpoint {
  /** Its address may hold a key, which must not be told. */
  readonly host: string
  readonly client: PublicClient
  isVerified: boolean
  /** Why nothing it says counts now; null: it does. */
  failure: 'silent' | BuskerError | null
}

/** Several ways to one chain: what one of them hides or has not seen yet, another shows. */
export class ChainEndpoints {
  readonly chainId: number
  readonly pollingMs: number
  readonly #endpoints: readonly Endpoint[]

  constructor({ rpcUrls, chainId, pollingMs, timeoutMs = defaultTimeoutMs }: ChainEndpointsOptions) {
    this.chainId = chainId
    this.pollingMs = pollingMs
    this.#endpoints = [...new Set(rpcUrls)].map((url) => ({
      host: new URL(url).host,
      client: createPublicClient({
        transport: http(url, { timeout: timeoutMs, retryCount: 1 }),
        pollingInterval: pollingMs,
        cacheTime: 0,
      }),
      isVerified: false,
      failure: null,
    }))
  }

  /** What is wrong with some of several endpoints, while others serve; null: nothing that is known. */
  get problem(): BuskerError | null {
    const failing = this.#endpoints.filter(({ failure }) => failure !== null)
    if (failing.length === 0 || failing.length === this.#endpoints.length) return null
    const wrong = failing.find(({ failure }) => failure !== 'silent')?.failure
    if (wrong instanceof BuskerError) return wrong
    return new BuskerError(
      'RAIDEN_ENDPOINT_SILENT',
      `Of ${this.#endpoints.length} addresses of the chain, ${failing.length} don’t answer (${failing.map(({ host }) => host).join(', ')}). The others are used; fewer of them find out less easily when one lies.`,
    )
  }

  /**
   * What each endpoint says that answers and serves this chain, in the order of the addresses.
   *
   * @throws BuskerError `RAIDEN_CHAIN_UNREACHABLE` when none answers, `RAIDEN_WRONG_CHAIN`; the chain's refusal when all refuse
   */
  async readAll<T>(read: (client: PublicClient) => Promise<T>): Promise<T[]> {
    return saidOf(await this.readEach(read))
  }

  /** What became of asking each endpoint, in the order of the addresses. */
  readEach<T>(read: (client: PublicClient) => Promise<T>): Promise<PromiseSettledResult<T>[]> {
    const isAnySpeaking = this.#endpoints.some(({ failure }) => failure !== 'silent')
    return Promise.allSettled(
      this.#endpoints.map((endpoint) => {
        const answer = this.#ask(endpoint, read)
        return endpoint.failure === 'silent' && isAnySpeaking ? soon(answer) : answer
      }),
    )
  }

  /** What the first endpoint to answer says. @throws as {@link readAll} */
  async readAny<T>(read: (client: PublicClient) => Promise<T>): Promise<T> {
    try {
      return await Promise.any(this.#endpoints.map((endpoint) => this.#ask(endpoint, read)))
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

  /** What a transaction in a block has cost, wei. @throws as {@link readAny}; the chain's refusal where it knows none */
  async feeOf(hash: Hex): Promise<Amount> {
    const { gasUsed, effectiveGasPrice } = await this.readAny((client) =>
      client.getTransactionReceipt({ hash }),
    )
    return toAmount(gasUsed * effectiveGasPrice)
  }

  async #ask<T>(endpoint: Endpoint, read: (client: PublicClient) => Promise<T>): Promise<T> {
    try {
      await this.#verify(endpoint)
      const answer = await read(endpoint.client)
      endpoint.failure = null
      return answer
    } catch (error) {
      if (isTransportProblem(error)) endpoint.failure = 'silent'
      if (isBuskerError(error, 'RAIDEN_WRONG_CHAIN')) endpoint.failure = error
      throw error
    }
  }

  /** An endpoint of another chain is never believed. */
  async #verify(endpoint: Endpoint): Promise<void> {
    if (endpoint.isVerified) return
    const chainId = await endpoint.client.getChainId()
    if (chainId !== this.chainId) {
      throw new BuskerError(
        'RAIDEN_WRONG_CHAIN',
        `A chain address (${endpoint.host}) serves chain ${chainId}, this network is on chain ${this.chainId}. Correct the RPC addresses.`,
      )
    }
    endpoint.isVerified = true
  }
}

/** What those said that answered. @throws as {@link ChainEndpoints.readAll} where none has */
export function saidOf<T>(answers: readonly PromiseSettledResult<T>[]): T[] {
  const values = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value] : []))
  if (values.length > 0) return values
  throw unreachable(answers.flatMap((answer) => (answer.status === 'rejected' ? [answer.reason] : [])))
}

/** Its answer, or a failure in a moment; the question goes on, so that an endpoint that speaks again is noticed. */
async function soon<T>(answer: Promise<T>): Promise<T> {
  const { promise, reject } = Promise.withResolvers<never>()
  const late = new TimeoutError({ body: {}, url: '' })
  const timer = setTimeout(() => reject(late), silentTimeoutMs)
  return Promise.race([answer, promise]).finally(() => clearTimeout(timer))
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
    'No address of the chain answers. Correct the addresses if it stays so.',
    { cause },
  )
}
