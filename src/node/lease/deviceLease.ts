import PQueue from 'p-queue'
import { z } from 'zod'
import { time } from '../../protocol/fields.ts'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import type { Startable } from '../../shared/startable.ts'
import { deviceId } from '../settings/deviceId.ts'
import { defineSetting, type Settings } from '../settings/settings.ts'
import type { LeaseClient } from './leaseClient.ts'

const leaseSetting = defineSetting('device-lease', z.strictObject({ number: z.int().min(0), until: time }))

/** Whether this device may run Raiden; if not, why, and what to do. */
export type LeaseState =
  | { readonly held: true; readonly until: number }
  | { readonly held: false; readonly reason: BuskerError }

export interface DeviceLeaseOptions {
  readonly hub: LeaseClient
  readonly settings: Settings
  /** How long a lease is asked for, ms; the hub may grant less. Default ten minutes. */
  readonly durationMs?: number
  /** How far the clocks of hub and device may differ, ms: given up that much early. Default half a minute. */
  readonly marginMs?: number
  /** When what failed is tried again, ms. Default 15 seconds. */
  readonly retryMs?: number
}

/**
 * The right to run Raiden with one identity, which one device has at a time.
 *
 * It is renewed after a quarter of its time. What was granted until T holds until T (less the margin) even when the
 * hub can't be reached, also over a restart; then it is lost, whoever has it, and Raiden must stop: two Raiden nodes
 * with one key would sign contradicting balances, and the partner could choose. Whoever runs Raiden listens to
 * `onChange`. Asking goes on for as long as it runs, so a lease another device gave back is taken by itself.
 */
export class DeviceLease implements Startable {
  readonly #options: Required<DeviceLeaseOptions>
  readonly #listeners = new Set<(state: LeaseState) => void>()
  #timer: NodeJS.Timeout | undefined
  #expiry: NodeJS.Timeout | undefined
  #running = false
  readonly #renewals = new PQueue({ concurrency: 1 })
  #number = 0
  #until = 0
  #refusal = new BuskerError('HUB_LEASE_NONE', 'This device has not asked yet whether it may run Raiden.')
  #reportedHeld = false

  constructor(options: DeviceLeaseOptions) {
    this.#options = { durationMs: 10 * 60_000, marginMs: 30_000, retryMs: 15_000, ...options }
  }

  get state(): LeaseState {
    return this.held
      ? { held: true, until: this.#until - this.#options.marginMs }
      : { held: false, reason: this.#refusal }
  }

  get held(): boolean {
    return Date.now() < this.#until - this.#options.marginMs
  }

  /** Calls `listener` whenever the lease is acquired or lost. @returns unsubscribe */
  onChange(listener: (state: LeaseState) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Asks once before it resolves; that the answer is no is not an error: see `state`. */
  async start(): Promise<void> {
    if (this.#running) return this.#renewals.onIdle()
    this.#running = true
    const known = this.#options.settings.get(leaseSetting)
    this.#number = known?.number ?? 0
    this.#until = known?.until ?? 0
    this.#watchExpiry()
    await this.#renewals.add(() => this.#renew())
  }

  /** Gives the lease back. Stop Raiden first. Where the hub can't be told, it runs out by itself. */
  async stop(): Promise<void> {
    if (!this.#running) return
    this.#running = false
    clearTimeout(this.#timer)
    await this.#renewals.onIdle()
    const { hub, settings } = this.#options
    const until = this.#until
    if (until <= Date.now()) return
    this.#save(this.#number, 0)
    this.#refusal = new BuskerError('HUB_LEASE_NONE', 'This device has given back the right to run Raiden.')
    this.#notify()
    await hub.release({ device: deviceId(settings), number: this.#number, until }).catch((error: unknown) => {
      if (!isBuskerError(error)) throw error
    })
  }

  /** Renews at once: the machine may have slept through the time to. */
  wake(): void {
    if (!this.#running) return
    clearTimeout(this.#timer)
    void this.#renewals.add(async () => {
      if (this.#running) await this.#renew()
    })
  }

  async #renew(): Promise<void> {
    this.#notify()
    try {
      await this.#acquire()
      this.#schedule(this.#options.durationMs / 4)
    } catch (error) {
      this.#refusal = isBuskerError(error)
        ? error
        : new BuskerError('HUB_LEASE_FAILED', 'Asking the hub for the device lease failed.', { cause: error })
      if (isBuskerError(error, 'HUB_LEASE_HELD')) this.#save(this.#number, 0)
      this.#schedule(this.#options.retryMs)
    }
    this.#notify()
  }

  async #acquire(): Promise<void> {
    const { hub, settings, durationMs } = this.#options
    const attempt = async () => {
      const number = this.#number + 1
      const until = await hub.take({ device: deviceId(settings), number, until: Date.now() + durationMs })
      this.#save(number, until)
    }
    try {
      await attempt()
    } catch (error) {
      if (!isBuskerError(error, 'HUB_LEASE_OLDER')) throw error
      this.#number = Math.max(this.#number, (await hub.current())?.number ?? 0)
      await attempt()
    }
  }

  #save(number: number, until: number): void {
    this.#number = number
    this.#until = until
    this.#options.settings.set(leaseSetting, { number, until })
    this.#watchExpiry()
  }

  /** Notifies of the lease's end in time, also while the hub's answer is awaited. */
  #watchExpiry(): void {
    clearTimeout(this.#expiry)
    const leftMs = this.#until - this.#options.marginMs - Date.now()
    if (leftMs > 0) this.#expiry = setTimeout(() => this.#notify(), leftMs)
  }

  #schedule(afterMs: number): void {
    if (!this.#running) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#renewals.add(() => this.#renew()), afterMs)
  }

  #notify(): void {
    const state = this.state
    if (state.held === this.#reportedHeld) return
    this.#reportedHeld = state.held
    for (const listener of this.#listeners) listener(state)
  }
}
