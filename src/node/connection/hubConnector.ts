import { BuskerError, toErrorData } from '../../shared/errors.ts'
import type { Amount } from '../../shared/money.ts'
import type { Startable } from '../../shared/startable.ts'
import type { RaidenNode } from '../../raiden/raidenNode.ts'
import { isSettled } from '../saga/stateMachine.ts'
import { Saga } from '../saga/saga.ts'
import type { Store } from '../store/openStore.ts'
import { connectionActions, type ConnectionActionOptions } from './connectionActions.ts'
import { type ConnectionEvent, connectionMachine, type ConnectionState } from './connectionMachine.ts'
import { type ConnectionRequest, ConnectionRequests, connectionRequestId } from './connectionRequests.ts'

export interface HubConnectorOptions extends ConnectionActionOptions {
  readonly raiden: ConnectionActionOptions['raiden'] & Pick<RaidenNode, 'onReady' | 'onChannels'>
  readonly store: Store
  /** The request changed its state, or its problem changed. */
  readonly onChange?: () => void
  /** Why a step is retried could not be written down. */
  readonly onUnreported?: (error: unknown) => void
}

export type ConnectStep = 'faucet' | 'channel' | 'deposit'

const stepsByState: Partial<Record<ConnectionState, ConnectStep>> = {
  filling: 'faucet',
  opening: 'channel',
  depositing: 'deposit',
}

/** The current step, running or waiting for its next attempt; null when the request is settled. */
export function connectStepOf({ state }: ConnectionRequest): ConnectStep | null {
  return stepsByState[state] ?? null
}

/**
 * Carries out the request for a channel with the hub, in the background: each step is written before it is taken, retried
 * until it succeeds or fails for good, and resumed after a restart.
 */
export class HubConnector implements Startable {
  readonly #options: HubConnectorOptions
  readonly #requests: ConnectionRequests
  readonly #saga: Saga<ConnectionState, ConnectionEvent, 'fill' | 'open' | 'deposit', ConnectionRequest>
  readonly #listeners = new Set<() => void>()
  #unsubscribe: (() => void)[] = []

  constructor(options: HubConnectorOptions) {
    this.#options = options
    this.#requests = new ConnectionRequests(options.store)
    this.#saga = new Saga(connectionMachine, this.#requests, connectionActions(options), {
      store: options.store,
      onChange: () => this.#notify(),
      onUnreported: (error) => options.onUnreported?.(error),
      onRetry: (id, error) => {
        const { code, message } = toErrorData(error)
        if (this.#saga.require(id).code === code) return
        this.#requests.update(id, { code, message })
        this.#notify()
      },
    })
  }

  async start(): Promise<void> {
    if (this.#unsubscribe.length > 0) return
    const { raiden } = this.#options
    const wake = () => this.wake()
    this.#unsubscribe = [raiden.onReady(wake), raiden.onChannels(wake)]
    await this.#saga.start()
  }

  async stop(): Promise<void> {
    for (const unsubscribe of this.#unsubscribe.splice(0)) unsubscribe()
    await this.#saga.stop()
  }

  /** Retries now whatever waits for its next attempt. */
  wake(): void {
    this.#saga.wake(connectionRequestId)
  }

  /** The newest request, in whatever state; undefined when there never was one. */
  get current(): ConnectionRequest | undefined {
    return this.#requests.get()
  }

  get isUnderWay(): boolean {
    const { current } = this
    return current !== undefined && !isSettled(connectionMachine, current.state)
  }

  /**
   * Requests a channel with the hub and a total deposit of `deposit` in it. It is on disk when this returns, and replaces an
   * older request.
   */
  request(deposit: Amount): void {
    const change = { deposit, code: null, message: null }
    if (this.current !== undefined) this.#saga.dispatch(connectionRequestId, { on: 'requested', change })
    else {
      this.#saga.begin(
        { id: connectionRequestId, state: 'filling', ...change, changedAt: Date.now(), deadline: null },
        'requested',
      )
    }
  }

  /** Cancels the request. A running step ends first; what was deposited stays deposited. */
  cancel(): void {
    if (this.isUnderWay)
      this.#saga.dispatch(connectionRequestId, { on: 'stopped', change: { code: null, message: null } })
  }

  /**
   * Resolves when the request is fulfilled.
   *
   * @param signal ends the waiting, not the request
   * @throws BuskerError `CONTROL_CANCELLED`, also when nothing is requested; the error that ended the request; also the error
   *   of a step that failed, although the step is retried in the background
   */
  async whenConnected(signal: AbortSignal, onStep: (step: ConnectStep) => void): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    let reported: ConnectStep | null = null
    const check = () => {
      const request = this.current
      if (request === undefined) return abandon()
      if (request.state === 'connected') return resolve()
      if (request.code !== null) return reject(new BuskerError(request.code, request.message ?? ''))
      const step = connectStepOf(request)
      if (step === null) return abandon()
      if (step !== reported) onStep(step)
      reported = step
    }
    const abandon = () =>
      reject(new BuskerError('CONTROL_CANCELLED', 'Nobody waits for the connection any more.'))
    this.#listeners.add(check)
    signal.addEventListener('abort', abandon)
    try {
      if (signal.aborted) abandon()
      else check()
      await promise
    } finally {
      this.#listeners.delete(check)
      signal.removeEventListener('abort', abandon)
    }
  }

  #notify(): void {
    for (const listener of this.#listeners) listener()
    this.#options.onChange?.()
  }
}
