import { setTimeout as delay } from 'node:timers/promises'
import type { SignedUrsulaRecord } from '../../protocol/policy.ts'
import type { Startable } from '../../shared/startable.ts'
import type { KnownUrsulas } from './knownUrsulas.ts'

export interface UrsulaWatchOptions {
  readonly ursulas: Pick<KnownUrsulas, 'list' | 'ask' | 'noteSilence'>
  /** Rejects where this machine has no way to anybody: then nobody is taken for silent. */
  readonly checkOnline: () => Promise<unknown>
  readonly now: () => number
  /** After each round in which some Ursulas are silent. */
  readonly onSilent: () => void
  /** Between two rounds. Default 5 minutes; 20 seconds while somebody who answered before does not. */
  readonly pausesMs?: { readonly well: number; readonly doubtful: number }
}

const defaultPauses = { well: 5 * 60_000, doubtful: 20_000 }
/** However often it is woken, so long passes between two rounds. */
const leastPauseMs = 10_000
/** One that has not answered so many times in a row is silent. */
const silentAfter = 3
/** Asked in one round. */
const maxAsked = 64
const askTimeoutMs = 10_000

/** Looks after the Ursulas that policies are made with: whether each still answers. */
export class UrsulaWatch implements Startable {
  readonly #options: UrsulaWatchOptions
  /** Of those that did not answer: how often in a row, and since when. */
  readonly #failures = new Map<string, { readonly times: number; readonly since: number }>()
  #stopping: AbortController | null = null
  #wakeController = new AbortController()
  #lookedAt = Number.NEGATIVE_INFINITY
  #rounds: Promise<void> = Promise.resolve()

  constructor(options: UrsulaWatchOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    if (this.#stopping !== null) return
    this.#stopping = new AbortController()
    this.#rounds = this.#run(this.#stopping.signal)
  }

  async stop(): Promise<void> {
    this.#stopping?.abort()
    this.#stopping = null
    await this.#rounds
  }

  async #run(signal: AbortSignal): Promise<void> {
    const { well, doubtful } = this.#options.pausesMs ?? defaultPauses
    while (!signal.aborted) {
      const isDoubtful = await this.look(signal)
      await pause(isDoubtful ? doubtful : well, AbortSignal.any([signal, this.#wakeController.signal]))
    }
  }

  /** Somebody has found that Ursulas do not answer, or this machine was asleep: they are asked soon. */
  wake(): void {
    if (performance.now() - this.#lookedAt < leastPauseMs) return
    this.#wakeController.abort()
    this.#wakeController = new AbortController()
  }

  /** One round. @returns whether somebody who answered before does not, and is not taken for silent yet */
  async look(signal?: AbortSignal): Promise<boolean> {
    const { ursulas, checkOnline, now, onSilent } = this.#options
    this.#lookedAt = performance.now()
    const asked = ursulas.list().slice(0, maxAsked)
    const outcomes = await Promise.allSettled(
      asked.map(async ({ record }) => ursulas.ask(record, withTimeout(signal))),
    )
    if (signal?.aborted === true) return false
    const isOnline =
      outcomes.some(({ status }) => status === 'fulfilled') ||
      (await checkOnline().then(
        () => true,
        () => false,
      ))
    if (!isOnline) return false
    let isDoubtful = false
    let isAnySilent = false
    for (const [at, { record, silentSince }] of asked.entries()) {
      if (outcomes[at]?.status === 'fulfilled') {
        this.#failures.delete(record.body.peer)
        continue
      }
      const since = this.#count(record, now())
      if (since === null) isDoubtful = true
      else {
        isAnySilent = true
        if (silentSince === null) ursulas.noteSilence(record, since)
      }
    }
    if (isAnySilent) onSilent()
    return isDoubtful
  }

  /** @returns since when she is silent; null: that is not sure yet */
  #count({ body: { peer } }: SignedUrsulaRecord, now: number): number | null {
    const { times, since } = this.#failures.get(peer) ?? { times: 0, since: now }
    this.#failures.set(peer, { times: times + 1, since })
    return times + 1 >= silentAfter ? since : null
  }
}

/** Ends early when it is woken, or the node stops. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return delay(ms, undefined, { signal, ref: false }).catch(() => undefined)
}

function withTimeout(signal: AbortSignal | undefined): AbortSignal {
  const timeout = AbortSignal.timeout(askTimeoutMs)
  return signal === undefined ? timeout : AbortSignal.any([signal, timeout])
}
