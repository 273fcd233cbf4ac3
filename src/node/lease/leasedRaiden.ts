import PQueue from 'p-queue'
import type { Startable } from '../../shared/startable.ts'
import { BuskerError } from '../../shared/errors.ts'
import { NotReadyError } from '../lifecycle/partSupervisor.ts'
import { channelsSetting } from '../restoredChannels/channelsSetting.ts'
import type { DeviceLease, LeaseState } from './deviceLease.ts'
import type { Settings } from '../settings/settings.ts'

export interface LeasedRaidenOptions {
  readonly raiden: Startable
  readonly lease: DeviceLease
  readonly settings: Settings
  /** When the old channel of a restored identity can be settled; null while that isn't known. */
  readonly settleableAfter: () => number | null
  /** Raiden was stopped because the lease was lost, or could not be started when it came back; null: it runs again. */
  readonly onProblem: (problem: unknown) => void
}

/** Runs Raiden only while this device holds the lease: two Raiden nodes with one key would lose money. */
export class LeasedRaiden implements Startable {
  readonly #options: LeasedRaidenOptions
  #unsubscribe: (() => void) | null = null
  readonly #switches = new PQueue({ concurrency: 1 })

  constructor(options: LeasedRaidenOptions) {
    this.#options = options
  }

  /**
   * @throws BuskerError `HUB_LEASE_…` while another device has the lease, and what Raiden throws; NotReadyError while the
   *   channel of a restored identity is being settled
   */
  async start(): Promise<void> {
    const { raiden, lease, settings } = this.#options
    await lease.start()
    if (!lease.state.held) throw lease.state.reason
    if (settings.get(channelsSetting) === 'restored-read-only')
      throw new NotReadyError(this.#settlementPending())
    this.#unsubscribe ??= lease.onChange((state) => void this.#switches.add(() => this.#follow(state)))
    await raiden.start()
  }

  /**
   * Resolves once Raiden does not run any more because the lease is gone.
   *
   * @throws what stopping Raiden throws: it may be running still
   */
  async halt(): Promise<void> {
    await this.#switches.onIdle()
    await this.#options.raiden.stop()
  }

  async #follow(state: LeaseState): Promise<void> {
    const { raiden, onProblem } = this.#options
    try {
      await (state.held ? raiden.start() : raiden.stop())
      onProblem(state.held ? null : state.reason)
    } catch (error) {
      onProblem(error)
    }
  }

  #settlementPending(): BuskerError {
    const after = this.#options.settleableAfter()
    const until = after === null ? '' : `, until ${new Date(after).toISOString()} or a little later`
    const sentence = `The old connection of this restored identity is closed and settled first${until}. Until then Busker plays, and does not pay.`
    return new BuskerError('RAIDEN_SETTLEMENT_PENDING', sentence)
  }

  async stop(): Promise<void> {
    this.#unsubscribe?.()
    this.#unsubscribe = null
    await this.#switches.onIdle()
    await this.#options.raiden.stop()
    await this.#options.lease.stop()
  }
}
