import PQueue from 'p-queue'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import type { Startable } from '../../shared/startable.ts'
import { deviceId } from '../settings/deviceId.ts'
import type { Settings } from '../settings/settings.ts'
import type { Holder, LeaseClient, TakeOverAsk } from './leaseClient.ts'
import { leaseElsewhere, leaseInUse, leaseYielded } from './leaseRefusals.ts'
import { type Grant, leaseSetting, yieldedSetting } from './leaseSettings.ts'

/** However long a hub grants it. */
const maxGrantMs = 60 * 60_000
/** Timers stand still in sleep, so the end is looked for this often, ms. */
const lookMs = 5_000
/** How often another device is looked after that was asked to give the lease back, ms. */
const takeOverMs = 2_000

/** Whether this device may run Raiden; if not, why, and what to do. */
export type LeaseState =
  | { readonly held: true; readonly until: number }
  | { readonly held: false; readonly reason: BuskerError }

/** Another machine with the same words. Times are ms since epoch. */
export interface OtherDevice {
  /** As it calls itself; null: it is an older Busker, which does not say. */
  readonly name: string | null
  /** By its own clock. */
  readonly since: number | null
  /** When its lease ends unless it renews it, by this device's clock; null: it has given it back, or it has run out. */
  readonly until: number | null
}

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
  /** How often it is renewed, and with that looked whether another device asks for it, ms. Default a minute. */
  readonly renewMs?: number
  /** Whether the store goes on from the newest snapshot. Asked once, where another device had the lease before. */
  readonly isNewest?: () => Promise<boolean>
  /** Stops Raiden, and gives the hub a last snapshot: another device goes on from it. */
  readonly beforeYield?: () => Promise<void>
  /** The other device has let go, and a person wanted to take over: the store is to be made anew from the newest snapshot. */
  readonly onFree?: () => void
  /** Something of {@link DeviceLease.other}, `yieldedTo` or `isTakingOver` changed. */
  readonly onView?: () => void
}

/**
 * The right to run Raiden with one identity, which one device has at a time.
 *
 * What was granted for ten minutes holds that long (less the margin), counted
 * from before it was asked for, even when the hub can't be reached, also over a restart of the node; then it is lost,
 * whoever has it, and Raiden must stop. Of the device's two clocks the one counts that has gone further: one may stand
 * still in sleep, and the other be set. Two Raiden nodes
 * with one key would sign contradicting balances, and the partner could choose. Whoever runs Raiden listens to
 * `onChange`.
 *
 * Where another device had it since, it is not taken again without a person's word: what is here would contradict what was
 * signed there. Where a person takes over on another device, this one stops Raiden, gives away a last snapshot and then the
 * lease (docs/adr/0098).
 */
export class DeviceLease implements Startable {
  readonly #options: Required<DeviceLeaseOptions>
  readonly #listeners = new Set<(state: LeaseState) => void>()
  #timer: NodeJS.Timeout | undefined
  #expiry: NodeJS.Timeout | undefined
  #running = false
  readonly #renewals = new PQueue({ concurrency: 1 })
  #number = 0
  /** The store has had the lease before, so Raiden may have run with it. */
  #hasHeld = false
  #firstNumber = 0
  #since = 0
  #grant: Grant | null = null
  #refusal = new BuskerError('HUB_LEASE_NONE', 'This device has not asked yet whether it may run Raiden.')
  #reportedHeld = false
  #other: OtherDevice | null = null
  #takeOverAt: number | null = null

  constructor(options: DeviceLeaseOptions) {
    this.#options = {
      durationMs: 10 * 60_000,
      marginMs: 30_000,
      retryMs: 15_000,
      renewMs: 60_000,
      steadyNow: () => performance.now(),
      deviceNow: Date.now,
      isNewest: async () => true,
      beforeYield: async () => undefined,
      onFree: () => undefined,
      onView: () => undefined,
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

  /** The device that has the lease, or had it last; null: this one, or nobody, or it is not known. */
  get other(): OtherDevice | null {
    return this.#other
  }

  /** To whom this device gave the lease, because a person took over there. */
  get yieldedTo(): { readonly name: string; readonly at: number } | null {
    return this.#options.settings.get(yieldedSetting) ?? null
  }

  /** The other device is asked to give the lease back. */
  get isTakingOver(): boolean {
    return this.#takeOverAt !== null
  }

  /** What is here may be older than what another device has: nobody may go on from it. */
  get isElsewhere(): boolean {
    return !this.held && (this.#other !== null || this.yieldedTo !== null)
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
    this.#hasHeld = this.#number > 0
    this.#firstNumber = known?.firstNumber ?? 0
    this.#since = known?.since ?? 0
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
    if (this.#leftMs() <= -this.#options.marginMs) return
    this.#refusal = new BuskerError('HUB_LEASE_NONE', 'This device has given back the right to run Raiden.')
    this.#drop()
    this.#notify()
    await this.#giveBack()
  }

  /** Renews at once: the machine may have slept through the time to. */
  wake(): void {
    if (!this.#running) return
    clearTimeout(this.#timer)
    void this.#renewals.add(async () => {
      if (this.#running) await this.#renew()
    })
  }

  /**
   * The person's word that this device goes on in place of the other one, which is asked to give the lease back. Does nothing
   * where this device has it.
   */
  takeOver(): void {
    if (this.held) return
    this.#takeOverAt ??= this.#options.deviceNow()
    this.#options.settings.delete(yieldedSetting)
    this.#options.onView()
    this.wake()
  }

  async #renew(): Promise<void> {
    this.#notify()
    try {
      const wanted = await this.#acquire()
      this.#takeOverAt = null
      if (wanted !== null) return await this.#yieldTo(wanted)
      this.#schedule(Math.min(this.#options.durationMs / 4, this.#options.renewMs))
    } catch (error) {
      this.#refusal = isBuskerError(error)
        ? error
        : new BuskerError('HUB_LEASE_FAILED', 'Asking the hub for the device lease failed.', { cause: error })
      this.#schedule(this.isTakingOver ? takeOverMs : this.#options.retryMs)
    } finally {
      this.#notify()
      this.#options.onView()
    }
  }

  /** @returns the request of another device for the lease that this one has got */
  async #acquire(): Promise<TakeOverAsk | null> {
    const { hub, settings, durationMs, steadyNow, deviceNow } = this.#options
    const device = deviceId(settings)
    if (!this.held) {
      await this.#lookAtHolder()
      this.#firstNumber = this.#number + 1
      this.#since = Math.max(0, Math.floor(deviceNow()))
    }
    const attempt = async () => {
      const number = this.#number + 1
      const asked = { askedAt: deviceNow(), steadyAskedAt: steadyNow() }
      const { durationMs: granted, wanted } = await hub.take({
        device,
        number,
        durationMs,
        since: this.#since,
      })
      this.#hasHeld = true
      this.#save(number, { durationMs: Math.min(granted, maxGrantMs), ...asked })
      return wanted !== null && wanted.device !== device && wanted.number >= this.#firstNumber ? wanted : null
    }
    try {
      return await attempt()
    } catch (error) {
      if (isBuskerError(error, 'HUB_LEASE_HELD')) {
        this.#refusal = error
        this.#drop()
        await this.#lookAtHolder()
      }
      if (!isBuskerError(error, 'HUB_LEASE_OLDER')) throw error
      await this.#lookAtHolder()
      return attempt()
    }
  }

  /**
   * Looks who has the lease, or had it last. Whoever it was may have signed what is not here.
   *
   * @throws BuskerError `HUB_LEASE_HELD`, `HUB_LEASE_ELSEWHERE`
   */
  async #lookAtHolder(): Promise<void> {
    const { hub, settings, deviceNow, isNewest, onFree } = this.#options
    const device = deviceId(settings)
    const holder = await hub.holder()
    const isOther = holder !== null && holder.device !== device
    this.#other = isOther ? otherOf(holder, deviceNow()) : null
    if (!isOther) {
      this.#number = Math.max(this.#number, holder?.number ?? 0)
      const yielded = this.yieldedTo
      if (yielded === null) return
      if (holder !== null && holder.leftMs > 0) await this.#letGo()
      throw leaseYielded(yielded)
    }
    if (holder.leftMs > 0) {
      if (this.#takeOverAt !== null)
        await hub.ask({ device, number: holder.number, since: Math.floor(this.#takeOverAt) })
      throw leaseInUse(holder, deviceNow() + holder.leftMs)
    }
    // A store that never had the lease has run no Raiden: it may go on from the newest snapshot.
    if (!this.#hasHeld && this.yieldedTo === null && (await isNewest())) {
      this.#other = null
      this.#number = holder.number
      return
    }
    if (this.#takeOverAt !== null) {
      this.#takeOverAt = null
      onFree()
    }
    const yielded = this.yieldedTo
    throw yielded === null ? leaseElsewhere(holder) : leaseYielded(yielded)
  }

  /** Noted before anything is let go: after a crash at any point here, this device takes nothing by itself. */
  async #yieldTo({ note }: TakeOverAsk): Promise<void> {
    const { settings, deviceNow } = this.#options
    const yielded = { name: note.name, at: Math.max(0, Math.floor(deviceNow())) }
    settings.set(yieldedSetting, yielded)
    this.#refusal = leaseYielded(yielded)
    this.#drop()
    this.#notify()
    await this.#letGo()
    this.#schedule(this.#options.retryMs)
  }

  async #letGo(): Promise<void> {
    await this.#options.beforeYield()
    await this.#giveBack()
  }

  async #giveBack(): Promise<void> {
    const { hub, settings } = this.#options
    await hub.release({ device: deviceId(settings), number: this.#number }).catch((error: unknown) => {
      if (!isBuskerError(error)) throw error
    })
  }

  #drop(): void {
    if (this.#hasHeld) this.#save(this.#number, null)
  }

  #save(number: number, granted: Grant | null): void {
    this.#number = number
    this.#grant = granted
    const until = granted === null ? 0 : Math.max(0, Math.floor(granted.askedAt + granted.durationMs))
    const { settings } = this.#options
    settings.set(leaseSetting, {
      number,
      until,
      grant: granted,
      firstNumber: this.#firstNumber,
      since: this.#since,
    })
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

function otherOf({ note, leftMs }: Holder, now: number): OtherDevice {
  return {
    name: note?.name ?? null,
    since: note?.since ?? null,
    until: leftMs > 0 ? Math.floor(now + leftMs) : null,
  }
}
