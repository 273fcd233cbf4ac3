import { bytesToHex, hexToBytes } from 'viem'
import { decode, encode } from '../../protocol/codec.ts'
import type { Lease, LeaseRequest } from '../../protocol/hub.ts'
import {
  type HoldRequest,
  type LeaseHolder,
  type SignedTakeOverRequest,
  signedTakeOverRequest,
} from '../../protocol/leaseHolder.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address } from '../../shared/ids.ts'
import { type Clock, minuteMs } from '../clock.ts'
import type { LeaseRecord, LeaseStore, StoredLease } from './leaseStore.ts'

/** The longest a lease is given for, ms: how long a second machine waits at most after the first one was lost. */
export const maxLeaseMs = 15 * minuteMs

/** The longest request of a device, in bytes. */
const wantedMaxBytes = 2048

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
    return this.#grant({ account, device, number, note: null }, until, until)
  }

  /**
   * As {@link acquire}, by nobody's clock but this one.
   *
   * @returns for how long it is held from now on, ms
   * @throws BuskerError `HUB_LEASE_HELD`, `HUB_LEASE_OLDER`
   */
  async take({ account, device, number, durationMs }: LeaseRequest): Promise<number> {
    const asked = { account, device, number, note: null }
    const until = await this.#grant(asked, durationMs, this.#now() + durationMs)
    return Math.max(0, until - this.#now())
  }

  /**
   * As {@link take}, by a device that says of itself what only its account can read.
   *
   * @returns with the newest request of another device for this lease, or null
   */
  async hold({ account, device, number, durationMs, note }: HoldRequest): Promise<{
    readonly durationMs: number
    readonly wanted: SignedTakeOverRequest | null
  }> {
    const asked = { account, device, number, note: bytesToHex(note) }
    const until = await this.#grant(asked, durationMs, this.#now() + durationMs)
    const wanted = (await this.#store.newest(account))?.wanted ?? null
    return {
      durationMs: Math.max(0, until - this.#now()),
      wanted: wanted === null ? null : decode(signedTakeOverRequest, fromHex(wanted), wantedMaxBytes),
    }
  }

  /** Keeps a device's request for a lease that another one has, until that lease ends. A newer one takes its place. */
  ask(request: SignedTakeOverRequest): Promise<void> {
    const { account, device, number } = request.body
    return this.#store.change(account, (newest) => {
      if (newest === undefined || newest.device === device || number > newest.number)
        return { result: undefined }
      const wanted = bytesToHex(encode(signedTakeOverRequest, request))
      return { write: { ...newest, wanted }, result: undefined }
    })
  }

  /** Who has the lease or had it last. */
  async holder(account: Address): Promise<LeaseHolder | null> {
    const newest = await this.#store.newest(account)
    if (newest === undefined) return null
    const { device, number, until, note } = newest
    const leftMs = until === 0 ? 0 : Math.max(0, until + this.#store.skewMs - this.#now())
    return { device, number, leftMs, note: note === null ? null : fromHex(note) }
  }

  /** @param asked what tells one request from another with its number */
  #grant(
    { account, device, number, note }: Pick<Lease, 'account' | 'device' | 'number'> & { note: string | null },
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
      const wanted = newest?.device === device ? newest.wanted : null
      return { write: { device, number, askedUntil: asked, until: granted, note, wanted }, result: granted }
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
      const { note } = newest
      return { write: { device, number, askedUntil: until, until: 0, note, wanted: null }, result: undefined }
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

const fromHex = (text: string): Uint8Array => hexToBytes(text as `0x${string}`)

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
