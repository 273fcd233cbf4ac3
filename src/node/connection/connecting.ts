import { BuskerError, toErrorData } from '../../shared/errors.ts'
import type { Amount } from '../../shared/money.ts'
import type { Startable } from '../../shared/startable.ts'
import type { RaidenNode } from '../../raiden/raidenNode.ts'
import { isSettled } from '../market/machine.ts'
import { Saga } from '../market/saga.ts'
import type { Store } from '../store/openStore.ts'
import { connectionActions, type ConnectionActionOptions } from './connectionActions.ts'
import { type ConnectionEvent, connectionMachine, type ConnectionState } from './connectionMachine.ts'
import { type Wish, Wishes, wishId } from './wishes.ts'

export interface ConnectingOptions extends ConnectionActionOptions {
  readonly raiden: ConnectionActionOptions['raiden'] & Pick<RaidenNode, 'onReady' | 'onChannels'>
  readonly store: Store
  /** The wish has come further, or what keeps it has changed. */
  readonly onChange?: () => void
}

export type ConnectStep = 'faucet' | 'channel' | 'deposit'

const steps: Partial<Record<ConnectionState, ConnectStep>> = {
  filling: 'faucet',
  opening: 'channel',
  depositing: 'deposit',
}

/** The step that is under way, or kept from going on; null where nothing is. */
export function stepOf({ state }: Wish): ConnectStep | null {
  return steps[state] ?? null
}

/**
 * Carries out the wish to be connected to the hub, whatever becomes of who wished it: each step is written before it is
 * taken, tried again until it succeeds or only a person can help, and gone on with after a restart.
 */
export class Connecting implements Startable {
  private readonly options: ConnectingOptions
  private readonly wishes: Wishes
  private readonly saga: Saga<ConnectionState, ConnectionEvent, 'fill' | 'open' | 'deposit', Wish>
  private readonly listeners = new Set<() => void>()
  private unsubscribe: (() => void)[] = []

  constructor(options: ConnectingOptions) {
    this.options = options
    this.wishes = new Wishes(options.store)
    this.saga = new Saga(connectionMachine, this.wishes, connectionActions(options), {
      store: options.store,
      onChange: () => this.changed(),
      onRetry: (id, error) => {
        const { code, message } = toErrorData(error)
        if (this.current?.code === code) return
        this.wishes.update(id, { code, message })
        this.changed()
      },
    })
  }

  async start(): Promise<void> {
    if (this.unsubscribe.length > 0) return
    const { raiden } = this.options
    const look = () => this.wake()
    this.unsubscribe = [raiden.onReady(look), raiden.onChannels(look)]
    await this.saga.start()
  }

  async stop(): Promise<void> {
    for (const unsubscribe of this.unsubscribe.splice(0)) unsubscribe()
    await this.saga.stop()
  }

  /** What waits for its next attempt is tried now. */
  wake(): void {
    this.saga.wake(wishId)
  }

  /** The newest wish, carried out or not; undefined: there never was one. */
  get current(): Wish | undefined {
    return this.wishes.get()
  }

  get isUnderWay(): boolean {
    const { current } = this
    return current !== undefined && !isSettled(connectionMachine, current.state)
  }

  /**
   * A person wants a channel with the hub in which `deposit` is set aside in all. It stands from here on; an older wish
   * gives way to it.
   */
  wish(deposit: Amount): void {
    const change = { deposit, code: null, message: null }
    if (this.current !== undefined) this.saga.happen(wishId, { on: 'wished', change })
    else {
      this.saga.begin(
        { id: wishId, state: 'filling', ...change, changedAt: Date.now(), deadline: null },
        'wished',
      )
    }
  }

  /** Nobody wants it any more. A step under way ends, and what was set aside stays so. */
  giveUp(): void {
    if (this.isUnderWay) this.saga.happen(wishId, { on: 'stopped', change: { code: null, message: null } })
  }

  /**
   * Resolves when the wish is carried out.
   *
   * @param signal ends the waiting, not the wish
   * @throws BuskerError `CONTROL_CANCELLED`; what the wish was refused with; also what keeps a step from going on, though
   *   that is tried again by itself
   */
  async done(signal: AbortSignal, onStep: (step: ConnectStep) => void): Promise<void> {
    const { promise, resolve, reject } = Promise.withResolvers<void>()
    let told: ConnectStep | null = null
    const look = () => {
      const wish = this.current
      if (wish === undefined || wish.state === 'connected') return resolve()
      if (wish.code !== null) return reject(new BuskerError(wish.code, wish.message ?? ''))
      const step = stepOf(wish)
      if (step === null) return leave()
      if (step !== told) onStep(step)
      told = step
    }
    const leave = () =>
      reject(new BuskerError('CONTROL_CANCELLED', 'Nobody waits for the connection any more.'))
    this.listeners.add(look)
    signal.addEventListener('abort', leave, { once: true })
    try {
      look()
      await promise
    } finally {
      this.listeners.delete(look)
      signal.removeEventListener('abort', leave)
    }
  }

  private changed(): void {
    for (const listener of this.listeners) listener()
    this.options.onChange?.()
  }
}
