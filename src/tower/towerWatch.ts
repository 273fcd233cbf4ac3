import PQueue from 'p-queue'
import type { ContractCall } from '../chain/contractCall.ts'
import type { ChannelOnChain, TokenNetwork } from '../chain/tokenNetwork.ts'
import { raisedGasPrice } from '../chain/raisedGasPrice.ts'
import type { UrgentTransactions } from '../chain/urgentTransactions.ts'
import { BuskerError } from '../shared/errors.ts'
import type { Address } from '../shared/ids.ts'
import type { Startable } from '../shared/startable.ts'
import { answerTimeOf } from './answerTime.ts'
import type { TowerRecords, WatchedState, WatchedUpdate } from './towerRecords.ts'

/** The contracts that a tower watches on one chain. */
export interface TowerChain {
  /** @throws BuskerError `TOWER_NETWORK_UNKNOWN` */
  tokenNetwork(address: Address): Pick<TokenNetwork, 'channelBetween' | 'updateCall' | 'canonicalId'>
  /** Ms. */
  settleTimeout(address: Address): Promise<number>
  /** The times of the newest block that the endpoints tell, ms. */
  times(): Promise<{ readonly earliest: number; readonly latest: number }>
}

export interface TowerWatchOptions {
  readonly tower: Address
  readonly records: TowerRecords
  readonly chain: TowerChain
  readonly transactions: Pick<UrgentTransactions, 'gasOf' | 'gasPrice' | 'sendRound'>
  /** What is spent at most, wei. */
  readonly limits: { readonly gasPrice: bigint; readonly gasPerDay: bigint }
  /** How often it looks what there is to do, ms. */
  readonly intervalMs: number
  readonly now: () => number
  readonly onAnswer: (answer: { side: WatchedUpdate; outcome: string; gasPrice: bigint }) => void
  readonly onProblem: (problem: unknown) => void
}

interface Due {
  readonly watched: WatchedUpdate
  readonly call: ContractCall
  readonly settleableAfter: number
}

const dayMs = 24 * 60 * 60_000
/** An open channel is looked at this often in the time in which it has to be answered. */
const looksPerTimeout = 16
const longestLookMs = 60 * 60_000
const looksAtOnce = 8
const looksPerRound = 500
const callsPerRound = 16
/** How long a channel for which nothing can be done is remembered: one endpoint alone may have said so. */
const goneMs = 30 * dayMs

/** Looks at every watched channel again and again, and hands in what its owner has not when its partner closed with less. */
export class TowerWatch implements Startable {
  readonly #options: TowerWatchOptions
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> | null = null
  /** Sides that were reported as too late. */
  readonly #late = new Set<string>()

  constructor(options: TowerWatchOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    if (this.#timer !== undefined) return
    this.#timer = setInterval(() => void this.#attempt(), this.#options.intervalMs)
    void this.#attempt()
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#timer = undefined
    await this.#running
  }

  /**
   * Looks once at what is due, and answers what has to be answered now.
   *
   * @throws BuskerError `RAIDEN_CHAIN_UNREACHABLE`, `RAIDEN_WRONG_CHAIN`
   */
  async look(): Promise<void> {
    const { records, chain, now } = this.#options
    records.prune(now(), now() - goneMs)
    const watchedNow = records.due(now() - (await this.#lookInterval()), looksPerRound)
    if (watchedNow.length === 0) return
    const times = await chain.times()
    const due: Due[] = []
    const looks = new PQueue({ concurrency: looksAtOnce })
    for (const watched of watchedNow) {
      void looks.add(async () => {
        try {
          const answer = await this.#lookAt(watched, times)
          if (answer !== null) due.push(answer)
        } catch (problem) {
          this.#options.onProblem(problem)
        }
      })
    }
    await looks.onIdle()
    const soonestFirst = due.toSorted((one, other) => one.settleableAfter - other.settleableAfter)
    await this.#answer(soonestFirst.slice(0, callsPerRound))
  }

  async #attempt(): Promise<void> {
    if (this.#running !== null) return
    this.#running = this.look().catch(this.#options.onProblem)
    await this.#running
    this.#running = null
  }

  async #lookInterval(): Promise<number> {
    const { chain, records } = this.#options
    const timeouts = await Promise.all(records.tokenNetworks().map((each) => chain.settleTimeout(each)))
    return Math.min(longestLookMs, ...timeouts.map((timeout) => timeout / looksPerTimeout))
  }

  /** @returns what is to be handed in now */
  async #lookAt(watched: WatchedUpdate, times: { earliest: number; latest: number }): Promise<Due | null> {
    const { records, chain, tower, now } = this.#options
    const { tokenNetwork: address, update } = watched
    const tokenNetwork = chain.tokenNetwork(address)
    const found = await tokenNetwork.channelBetween(update.other, update.closer)
    const isThis = found.state !== 'none' && found.channel === update.channel
    const settleableAfter = isThis && found.state === 'closed' ? found.settleableAfter : null
    const isOver = settleableAfter !== null && times.earliest > settleableAfter
    records.noteState(watched, isThis && !isOver ? stateOf(found) : 'gone', settleableAfter, now())
    if (!isThis || found.state !== 'closed' || settleableAfter === null || !isOpenTo(update.nonce, found)) {
      records.endAnswers(watched, 'done')
      return null
    }
    if (isOver) {
      records.endAnswers(watched, 'refused')
      this.#reportLate(watched)
      return null
    }
    const settleTimeout = await chain.settleTimeout(address)
    if (times.latest < answerTimeOf(tower, watched, { settleableAfter, settleTimeout })) return null
    return { watched, settleableAfter, call: tokenNetwork.updateCall(update) }
  }

  /** Sends what is due, for more than what is still waited for; what was sent is noted first. */
  async #answer(due: readonly Due[]): Promise<void> {
    if (due.length === 0) return
    const { records, transactions, now, onAnswer, onProblem } = this.#options
    const gasPrice = await this.#nextGasPrice()
    const sending: { readonly due: Due; readonly answer: number }[] = []
    for (const each of due) {
      const cost = await transactions.gasOf(each.call).then(
        (gas) => gas * gasPrice,
        (problem: unknown) => {
          onProblem(problem)
          return undefined
        },
      )
      if (cost === undefined || !this.#isAffordable(cost)) continue
      const { nonce } = each.watched.update
      const answer = records.noteAnswer(each.watched, { nonce, gasPrice, cost, sentAt: now() })
      sending.push({ due: each, answer })
    }
    if (sending.length === 0) return
    const outcomes = await transactions.sendRound(
      sending.map(({ due: { call } }) => call),
      gasPrice,
    )
    for (const [index, outcome] of outcomes.entries()) {
      const sent = sending[index]
      if (sent === undefined) continue
      if (outcome.state !== 'pending') records.noteOutcome(sent.answer, outcome.state, outcome.cost)
      if ('reason' in outcome) onProblem(outcome.reason)
      onAnswer({ side: sent.due.watched, outcome: outcome.state, gasPrice })
    }
  }

  /** What the chain asks for, and a quarter more than what it has not taken yet. */
  async #nextGasPrice(): Promise<bigint> {
    const { records, transactions, limits } = this.#options
    const wanted = raisedGasPrice(await transactions.gasPrice(), records.pendingGasPrice())
    return wanted < limits.gasPrice ? wanted : limits.gasPrice
  }

  #isAffordable(cost: bigint): boolean {
    const { records, limits, now, onProblem } = this.#options
    if (records.spentSince(now() - dayMs) + cost <= limits.gasPerDay) return true
    onProblem(
      new BuskerError(
        'TOWER_BUDGET_SPENT',
        'What this tower may spend on gas in a day is spent, and a channel waits for its answer. Raise gasPerDay in tower.json and start it again.',
      ),
    )
    return false
  }

  #reportLate({ tokenNetwork, channel, participant }: WatchedUpdate): void {
    const side = [tokenNetwork, channel, participant].join()
    if (this.#late.has(side)) return
    this.#late.add(side)
    this.#options.onProblem(
      new BuskerError(
        'TOWER_TOO_LATE',
        `Channel ${channel} of ${participant} was closed with an older proof, and the time to answer is over.`,
      ),
    )
  }
}

function stateOf(found: ChannelOnChain): WatchedState {
  return found.state === 'none' ? 'gone' : found.state
}

/** Whether the partner closed, and the chain has an older proof of it than this. */
function isOpenTo(nonce: bigint, { partner }: Extract<ChannelOnChain, { state: 'closed' }>): boolean {
  return partner.closer && partner.nonce < nonce
}
