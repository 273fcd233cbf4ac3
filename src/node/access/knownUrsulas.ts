import type { z } from 'zod'
import type { Peer } from '../../ipfs/peer.ts'
import { decode, encode } from '../../protocol/codec.ts'
import { type SignedUrsulaRecord, signedUrsulaRecord } from '../../protocol/policy.ts'
import { ursulaProtocol } from '../../protocol/ursula.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { profileUrsula } from '../../shared/networkProfile.ts'
import { verifyUrsulaRecord } from '../../umbral/policyRecords.ts'
import type { Store } from '../store/openStore.ts'

export interface KnownUrsulasOptions {
  readonly store: Store
  readonly peer: Pick<Peer, 'call' | 'connect'>
  /** The Ursulas that the network profile names. */
  readonly profile: readonly z.infer<typeof profileUrsula>[]
  /** More of them, from a hub. */
  readonly askHub?: () => Promise<readonly SignedUrsulaRecord[]>
  readonly now: () => number
  /** Called for an Ursula that could not be asked or presented a forged record. */
  readonly onFailure: (error: unknown) => void
}

const recordMaxBytes = 8 * 1024
const refreshAfterMs = 10 * 60_000
const freshMs = 60 * 60_000

/** The Ursulas a policy can be made with: all that were ever met, in the store, refreshed every ten minutes of use. */
export class KnownUrsulas {
  readonly #options: KnownUrsulasOptions
  #refreshing: Promise<void> | undefined
  #refreshedAt = Number.NEGATIVE_INFINITY

  constructor(options: KnownUrsulasOptions) {
    this.#options = options
  }

  /**
   * Everybody known, in random order, those seen within the last hour first. Waits for a refresh only where
   * fewer than `enough` are known.
   */
  async find(enough: number): Promise<SignedUrsulaRecord[]> {
    const isOld = this.#options.now() - this.#refreshedAt > refreshAfterMs
    const refreshed = isOld ? this.refresh() : undefined
    if (this.#known().length < enough) await (refreshed ?? this.refresh())
    return this.#known()
  }

  /** Asks every Ursula of the profile, and the hub, in parallel; keeps those that present themselves rightly. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#discover().finally(() => {
      this.#refreshing = undefined
    })
    return this.#refreshing
  }

  /** Keeps a record. @throws BuskerError `POLICY_FORGED` */
  async add(record: SignedUrsulaRecord): Promise<void> {
    await verifyUrsulaRecord(record)
    const { store, now } = this.#options
    store
      .prepare(
        'INSERT INTO ursulas VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET record = excluded.record, seen_at = excluded.seen_at',
      )
      .run(record.body.address, encode(signedUrsulaRecord, record), now())
  }

  async #discover(): Promise<void> {
    const { profile, askHub, now, onFailure } = this.#options
    const fromProfile = profile.map(async (known) => this.add(await this.#fetchRecord(known)))
    const fromHub = askHub?.().then(async (records) => {
      for (const record of records) await this.add(record).catch(onFailure)
    })
    for (const outcome of await Promise.allSettled([...fromProfile, fromHub])) {
      if (outcome.status === 'rejected') onFailure(outcome.reason)
    }
    this.#refreshedAt = now()
  }

  async #fetchRecord({ peerId, addresses }: z.infer<typeof profileUrsula>): Promise<SignedUrsulaRecord> {
    const { peer } = this.#options
    if (addresses.length > 0) await peer.connect(addresses)
    const record = await peer.call(peerId, ursulaProtocol, 'describe', {})
    if (record.body.peer !== peerId) {
      throw new BuskerError('POLICY_FORGED', `The Ursula at ${peerId} presents itself as another peer.`)
    }
    return record
  }

  #known(): SignedUrsulaRecord[] {
    const { store, now } = this.#options
    const rows = store
      .prepare('SELECT record FROM ursulas ORDER BY seen_at > ? DESC, random()')
      .all(now() - freshMs) as { record: Uint8Array }[]
    return rows.map(({ record }) => decode(signedUrsulaRecord, record, recordMaxBytes))
  }
}
