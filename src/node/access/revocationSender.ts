import PQueue from 'p-queue'
import type { Peer } from '../../ipfs/peer.ts'
import { BackOff } from '../../shared/backOff.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Startable } from '../../shared/startable.ts'
import { verifyAcknowledgement } from '../../umbral/policyRecords.ts'
import { askUrsula } from './askUrsula.ts'
import type { GrantTable, PendingRevocation } from './grantTable.ts'

export interface RevocationSenderOptions {
  readonly grants: GrantTable
  readonly peer: Pick<Peer, 'call' | 'connect'>
  readonly now: () => number
  /** Pause before the next attempt, ms; doubles up to a minute. */
  readonly retryMs: number
  readonly onFailure: (error: unknown) => void
}

const longestRetryMs = 60_000

/** Sends every revocation to every Ursula until each has acknowledged it; what is pending is on disk. */
export class RevocationSender implements Startable {
  readonly #options: RevocationSenderOptions
  #stopping: AbortController | undefined
  readonly #rounds = new PQueue({ concurrency: 1 })
  readonly #backOff: BackOff
  #timer: NodeJS.Timeout | undefined

  constructor(options: RevocationSenderOptions) {
    this.#options = options
    this.#backOff = new BackOff({ initialMs: options.retryMs, maxMs: longestRetryMs })
  }

  async start(): Promise<void> {
    if (this.#stopping !== undefined) return
    this.#stopping = new AbortController()
    void this.sendNow()
  }

  async stop(): Promise<void> {
    this.#stopping?.abort(new BuskerError('POLICY_STOPPED', 'Busker is stopping; Ursulas are told later.'))
    this.#stopping = undefined
    clearTimeout(this.#timer)
    await this.#rounds.onIdle()
  }

  /** Resolves when every pending revocation was tried once. */
  sendNow(): Promise<void> {
    this.#backOff.reset()
    return this.#sendAfterLastRound()
  }

  #sendAfterLastRound(): Promise<void> {
    clearTimeout(this.#timer)
    return this.#rounds.add(() => this.#sendAll()).catch(this.#options.onFailure)
  }

  async #sendAll(): Promise<void> {
    const signal = this.#stopping?.signal
    if (signal === undefined) return
    const { grants, now, onFailure } = this.#options
    const outcomes = await Promise.allSettled(
      grants.pendingRevocations(now()).map((task) => this.#send(task, signal)),
    )
    const failures = outcomes.filter(({ status }) => status === 'rejected')
    if (signal.aborted || failures.length === 0) return
    for (const { reason } of failures as PromiseRejectedResult[]) onFailure(reason)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#sendAfterLastRound(), this.#backOff.next())
  }

  async #send(task: PendingRevocation, signal: AbortSignal): Promise<void> {
    const { grants, peer } = this.#options
    const ursula = task.ursula.body
    const acknowledgement = await askUrsula(peer, ursula, 'revoke', task.revocation, { signal })
    await verifyAcknowledgement(acknowledgement, ursula.verifyingKey)
    if (acknowledgement.body.id !== task.grant) {
      throw new BuskerError('POLICY_FORGED', 'An Ursula acknowledged another revocation than it was told of.')
    }
    grants.acknowledge(task, acknowledgement)
  }
}
