import PQueue from 'p-queue'
import { z } from 'zod'
import { time } from '../../protocol/fields.ts'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import type { Startable } from '../../shared/startable.ts'
import { deviceId } from '../settings/deviceId.ts'
import { defineSetting, type Settings } from '../settings/settings.ts'
import type { LeaseClient } from './leaseClient.ts'

/** What was granted, and when it was asked for by the two clocks of this device. */
const grant = z.strictObject({ durationMs: z.int().min(0), askedAt: z.number(), steadyAskedAt: z.number() })
type Grant = z.output<typeof grant>

/** `until`: by this device's clock, for older versions. */
const leaseSetting = defineSetting(
  'device-lease',
  z.strictObject({ number: z.int().min(0), until: time, grant: grant.nullable().default(null) }),
)

/** However long a hub grants it. */
const maxGrantMs = 60 * 60_000
/** Timers stand still in sleep, so the end is looked for this often, ms. */
const lookMs = 5_000

/** Whether this device may run Raiden; if not, why, and what to do. */
export type LeaseState =
  | { readonly held: true; readonly until: number }
  | { readonly held: false; readonly reason: BuskerError }

export interface DeviceLeaseOptions {
  readonly hub: LeaseClient
  readonly settings: Settings
  /** Ms of a clock that goes on in sleep and that nobody sets. */
  readonly steadyNow?: () => number
  /** What this device believes the time is, ms since epoch. */
  readonly deviceNow?: () => number
  /** How long a lease is asked for, ms; the hub may grant less. Default ten minutes. */
  readonly durationMs?: number
  /** Given up that much before its end, ms: stopping Raiden takes a while. Default half a minute. */
  readonly marginMs?: number
  /** When what failed is tried again, ms. Default 15 seconds. */
  readonly retryMs?: number
}

/**
 * The right to run Raiden with one identity, which one device has at a time.
 *
 * It is renewed after a quarter of its time. What was granted for ten minutes holds that long (less the margin), counted
 * from before it was asked for, even when the hub can't be reached, also over a restart of the node; then it is lost,
 * whoever has it, and Raiden must stop. Of the device's two clocks the one counts that has gone further: one may stand
 * still in sleep, and the other be set. Two Raiden nodes
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
  #grant: Grant | null = null
  #refusal = new BuskerError('HUB_LEASE_NONE', 'This device has not asked yet whether it may run Raiden.')
  #reportedHeld = false

  constructor(options: DeviceLeaseOptions) {
    this.#options = {
      durationMs: 10 * 60_000,
      marginMs: 30_000,
      retryMs: 15_000,
      steadyNow: () => performance.now(),
      deviceNow: Date.now,
      ...options,
    }
  }

  get state(): LeaseState {
    const left = this.#leftMs()
    return left > 0
      ? { held: true, until: Math.floor(this.#options.deviceNow() + left) }
      : { held: false, reason: this.#refusal }
  }

  get held(): boolean {
    return this.#leftMs() > 0
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
    // A machine that was started anew can't tell how long that took, where its clock is wrong.
    const before = known?.grant ?? null
    const isSameBoot = before !== null && before.steadyAskedAt <= this.#options.steadyNow()
    this.#grant = isSameBoot ? before : null
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
    if (this.#leftMs() <= -this.#options.marginMs) return
    this.#refusal = new BuskerError('HUB_LEASE_NONE', 'This device has given back the right to run Raiden.')
    this.#save(this.#number, null)
    this.#notify()
    await hub.release({ device: deviceId(settings), number: this.#number }).catch((error: unknown) => {
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
      this.#schedule(this.#options.retryMs)
      if (isBuskerError(error, 'HUB_LEASE_HELD')) this.#save(this.#number, null)
    } finally {
      this.#notify()
    }
  }

  async #acquire(): Promise<void> {
    const { hub, settings, durationMs, steadyNow, deviceNow } = this.#options
    const attempt = async () => {
      const number = this.#number + 1
      const asked = { askedAt: deviceNow(), steadyAskedAt: steadyNow() }
      const granted = await hub.take({ device: deviceId(settings), number, durationMs })
      this.#save(number, { durationMs: Math.min(granted, maxGrantMs), ...asked })
    }
    try {
      await attempt()
    } catch (error) {
      if (!isBuskerError(error, 'HUB_LEASE_OLDER')) throw error
      this.#number = Math.max(this.#number, (await hub.current())?.number ?? 0)
      await attempt()
    }
  }

  #save(number: number, granted: Grant | null): void {
    this.#number = number
    this.#grant = granted
    const until = granted === null ? 0 : Math.max(0, Math.floor(granted.askedAt + granted.durationMs))
    this.#options.settings.set(leaseSetting, { number, until, grant: granted })
    this.#watchExpiry()
  }

  /** How long the lease may still be believed in, ms; 0 or less: not at all. */
  #leftMs(): number {
    if (this.#grant === null) return -Infinity
    const { durationMs, askedAt, steadyAskedAt } = this.#grant
    const { steadyNow, deviceNow, marginMs } = this.#options
    return durationMs - marginMs - Math.max(steadyNow() - steadyAskedAt, deviceNow() - askedAt)
  }

  /** Notifies of the lease's end in time, also while the hub's answer is awaited, and soon after sleep. */
  #watchExpiry(): void {
    clearTimeout(this.#expiry)
    const left = this.#leftMs()
    if (left <= 0) return this.#notify()
    this.#expiry = setTimeout(() => this.#watchExpiry(), Math.min(left, lookMs))
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
