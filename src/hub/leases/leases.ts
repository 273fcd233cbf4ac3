import type { Lease, LeaseRequest } from '../../protocol/hub.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address, Hex32 } from '../../shared/ids.ts'
import { type Clock, minuteMs } from '../clock.ts'
import { type HubStore, numberIn } from '../openHubStore.ts'

/** The longest a lease is given for, ms: how long a second machine waits at most after the first one was lost. */
export const maxLeaseMs = 15 * minuteMs

/** The newest lease of an account. It is held until `until`. */
export interface StoredLease {
  readonly device: Hex32
  readonly number: number
  readonly until: number
}

/** Lets one device at a time run Raiden with an account. What it is given has been verified. */
export class Leases {
  readonly #store: HubStore
  readonly #now: Clock

  constructor(store: HubStore, now: Clock) {
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
  acquire({ account, device, number, until }: Lease): number {
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
  take({ account, device, number, durationMs }: LeaseRequest): number {
    const now = this.#now()
    return this.#grant({ account, device, number }, durationMs, now + durationMs) - now
  }

  /** @param asked what tells one request from another with its number */
  #grant(
    { account, device, number }: Pick<Lease, 'account' | 'device' | 'number'>,
    asked: number,
    until: number,
  ): number {
    return this.#store.transaction(() => {
      const now = this.#now()
      const newest = this.#newest(account)
      if (newest !== undefined) {
        if (newest.until > now && newest.device !== device) throw leaseHeld(newest)
        if (newest.until > now && newest.number === number && newest.asked_until === asked)
          return newest.until
        if (newest.number >= number) throw leaseOlder(newest.number)
      }
      const granted = Math.max(newest?.until ?? 0, Math.min(until, now + maxLeaseMs))
      this.#write(account, device, number, asked, granted)
      return granted
    })()
  }

  /**
   * Gives the lease back: with the one held, or a newer one of the same device. Its number stays used.
   *
   * @throws BuskerError `HUB_LEASE_HELD` (by another device), `HUB_LEASE_OLDER`
   */
  release({ account, device, number, until }: Lease): void {
    this.#store.transaction(() => {
      const newest = this.#newest(account)
      if (newest === undefined) return
      const isHeld = newest.until > this.#now()
      if (newest.device !== device) {
        if (isHeld) throw leaseHeld(newest)
        return
      }
      if (number < newest.number) throw leaseOlder(newest.number)
      this.#write(account, device, number, until, 0)
    })()
  }

  /** The newest lease, held or not; `until` is 0 when it was given back. */
  current(account: Address): StoredLease | null {
    const newest = this.#newest(account)
    return newest === undefined ? null : { device: newest.device, number: newest.number, until: newest.until }
  }

  /** How many leases are held. */
  count(): number {
    return numberIn(this.#store, 'SELECT count(*) FROM leases WHERE until > ?', this.#now())
  }

  #newest(account: Address): (StoredLease & { asked_until: number }) | undefined {
    const sql = 'SELECT device, number, until, asked_until FROM leases WHERE account = ?'
    return this.#store.prepare<[string], StoredLease & { asked_until: number }>(sql).get(account)
  }

  #write(account: Address, device: Hex32, number: number, askedUntil: number, until: number): void {
    this.#store
      .prepare(
        'INSERT OR REPLACE INTO leases (account, device, number, asked_until, until) VALUES (?, ?, ?, ?, ?)',
      )
      .run(account, device, number, askedUntil, until)
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
