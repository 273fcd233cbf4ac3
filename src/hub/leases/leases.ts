import type { Lease, LeaseRequest } from '../../protocol/hub.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { type Clock, minuteMs } from '../clock.ts'
import type { LeaseRecord, LeaseStore, StoredLease } from './leaseStore.ts'

/** The longest a lease is given for, ms: how long a second machine waits at most after the first one was lost. */
export const maxLeaseMs = 15 * minuteMs

/** Lets one device at a time run Raiden with an account. What it is given has been verified. */
export class Leases {
  readonly #store: LeaseStore
  readonly #now: Clock

  constructor(store: LeaseStore, now: Clock) {
    this.#store = store
    this.#now = now
  }

  /**
   * Takes or renews a lease. The same one again is answered the same. Renewing never shortens it: the device may not
   * have heard of the renewal.
   *
   * @returns until when it is held: as asked, but {@link maxLeaseMs} at most
   * @throws BuskerError `HUB_LEASE_HELD` (by another device), `HUB_LEASE_OLDER` (the number is not above the newest),
   *   `HUB_LEASE_EXPIRED`
   */
  async acquire({ account, device, number, until }: Lease): Promise<number> {
    const now = this.#now()
    if (until <= now) {
      throw new BuskerError('HUB_LEASE_EXPIRED', "This lease has ended already. Check this machine's clock.")
    }
    return this.#grant({ account, device, number }, until, until)
  }

  /**
   * As {@link acquire}, by nobody's clock but this one.
   *
   * @returns for how long it is held from now on, ms
   * @throws BuskerError `HUB_LEASE_HELD`, `HUB_LEASE_OLDER`
   */
  async take({ account, device, number, durationMs }: LeaseRequest): Promise<number> {
    const until = await this.#grant({ account, device, number }, durationMs, this.#now() + durationMs)
    return Math.max(0, until - this.#now())
  }

  /** @param asked what tells one request from another with its number */
  #grant(
    { account, device, number }: Pick<Lease, 'account' | 'device' | 'number'>,
    asked: number,
    until: number,
  ): Promise<number> {
    return this.#store.change(account, (newest) => {
      const now = this.#now()
      if (newest !== undefined) {
        if (newest.device !== device && this.#mayBeHeld(newest)) throw leaseHeld(newest)
        if (newest.until > now && newest.number === number && newest.askedUntil === asked)
          return { result: newest.until }
        if (newest.number >= number) throw leaseOlder(newest.number)
      }
      const granted = Math.max(newest?.until ?? 0, Math.min(until, now + maxLeaseMs))
      return { write: { device, number, askedUntil: asked, until: granted }, result: granted }
    })
  }

  /**
   * Gives the lease back: with the one held, or a newer one of the same device. Its number stays used.
   *
   * @throws BuskerError `HUB_LEASE_HELD` (by another device), `HUB_LEASE_OLDER`
   */
  release({ account, device, number, until }: Lease): Promise<void> {
    return this.#store.change(account, (newest) => {
      if (newest === undefined) return { result: undefined }
      if (newest.device !== device) {
        if (this.#mayBeHeld(newest)) throw leaseHeld(newest)
        return { result: undefined }
      }
      if (number < newest.number) throw leaseOlder(newest.number)
      return { write: { device, number, askedUntil: until, until: 0 }, result: undefined }
    })
  }

  /** The newest lease, held or not; `until` is 0 when it was given back. */
  async current(account: Address): Promise<StoredLease | null> {
    const newest = await this.#store.newest(account)
    return newest === undefined ? null : { device: newest.device, number: newest.number, until: newest.until }
  }

  /** How many leases are held. */
  count(): Promise<number> {
    return this.#store.countHeld(this.#now())
  }

  /** By the clock of whoever granted it, which may be behind this one. */
  #mayBeHeld({ until }: LeaseRecord): boolean {
    return until + this.#store.skewMs > this.#now()
  }
}

function leaseHeld({ device, until }: StoredLease): BuskerError {
  return new BuskerError(
    'HUB_LEASE_HELD',
    `Another device (${device.slice(2, 10)}) runs with these words until ${new Date(until).toISOString()}. Close Busker there, or wait until then.`,
  )
}

function leaseOlder(number: number): BuskerError {
  return new BuskerError(
    'HUB_LEASE_OLDER',
    `The hub knows lease ${number} of this account. Ask with a higher number.`,
  )
}
