import type { z } from 'zod'
import type { Peer } from '../../ipfs/peer.ts'
import type { SignedUrsulaAnnouncement, SignedUrsulaRecord } from '../../protocol/policy.ts'
import { ursulaProtocol } from '../../protocol/ursula.ts'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import { type PeerIdText, peerIdText } from '../../shared/ids.ts'
import type { profileUrsula } from '../../shared/networkProfile.ts'
import { verifyUrsulaAnnouncement, verifyUrsulaRecord } from '../../umbral/policyRecords.ts'
import type { Store } from '../store/openStore.ts'
import { type MetUrsula, UrsulaTable } from './ursulaTable.ts'

/** What an Ursula says of herself: dated, or, where she is too old to date it, not. */
export type PresentedUrsula = SignedUrsulaAnnouncement | SignedUrsulaRecord

export interface KnownUrsulasOptions {
  readonly store: Store
  readonly peer: Pick<Peer, 'call' | 'connect'>
  /** The Ursulas that the network profile names. */
  readonly profile: readonly z.infer<typeof profileUrsula>[]
  /** More of them, from a hub. */
  readonly askHub?: () => Promise<readonly PresentedUrsula[]>
  readonly now: () => number
  /** Called for an Ursula that could not be asked or presented a forged record. */
  readonly onFailure: (error: unknown) => void
}

/** An Ursula that policies are made with, and who named her. */
export interface ListedUrsula extends MetUrsula {
  readonly source: 'own' | 'profile' | 'hub'
}

const refreshAfterMs = 10 * 60_000

/** The Ursulas a policy can be made with: all that were ever met, in the store, refreshed every ten minutes of use. */
export class KnownUrsulas {
  readonly #options: KnownUrsulasOptions
  readonly #table: UrsulaTable
  #refreshing: Promise<void> | undefined
  #refreshedAt = Number.NEGATIVE_INFINITY

  constructor(options: KnownUrsulasOptions) {
    this.#options = options
    this.#table = new UrsulaTable(options.store)
  }

  /**
   * Everybody whose word holds, in random order: first those that answer, and of them those seen within the last hour. Waits
   * for a refresh only where fewer than `enough` are known.
   */
  async find(enough: number): Promise<SignedUrsulaRecord[]> {
    const isOld = this.#options.now() - this.#refreshedAt > refreshAfterMs
    const refreshed = isOld ? this.refresh() : undefined
    if (this.#known().length < enough) await (refreshed ?? this.refresh())
    return this.#known().map(({ record }) => record)
  }

  /** Everybody whose word holds, with who named her and how she is. */
  list(): ListedUrsula[] {
    const own = new Set<string>(this.#table.own().map(({ peer }) => peer))
    return this.#known().map((met) => {
      const { peer } = met.record.body
      const source = own.has(peer) ? 'own' : this.#isOfProfile(peer) ? 'profile' : 'hub'
      return { ...met, source }
    })
  }

  /** Those that the artist has added, met or not. */
  own(): { peer: PeerIdText; address: string }[] {
    return this.#table.own()
  }

  /** Since when an Ursula has not answered; null: she has, or was not asked. */
  silentSince(address: Uint8Array): number | null {
    return this.#table.find(address)?.silentSince ?? null
  }

  /** @param since null: she answers */
  noteSilence({ body }: SignedUrsulaRecord, since: number | null): void {
    this.#table.noteSilence(body.address, since)
  }

  /**
   * Makes policies with one more Ursula from now on. One that can't be reached now is asked again later.
   *
   * @param address multiaddr that ends in `/p2p/<peer>`
   * @throws BuskerError `IPFS_ADDRESS_INVALID`, `URSULA_TOO_MANY`, `POLICY_FORGED`
   */
  async addOwn(address: string): Promise<void> {
    const peer = this.#table.addOwn(address, this.#options.now())
    try {
      await this.#meet(peer, [address])
    } catch (error) {
      if (!isBuskerError(error, 'POLICY_FORGED')) return this.#options.onFailure(error)
      this.removeOwn(peer)
      throw error
    }
  }

  /** @throws BuskerError `URSULA_UNKNOWN` for one that the artist has not added */
  removeOwn(peer: string): void {
    this.#table.removeOwn(peer, (each) => this.#isOfProfile(each))
  }

  /** Asks every Ursula of the profile and of the artist, and the hub, in parallel; keeps those that present themselves rightly. */
  refresh(): Promise<void> {
    this.#refreshing ??= this.#discover().finally(() => {
      this.#refreshing = undefined
    })
    return this.#refreshing
  }

  /** Asks one Ursula who she is now, and keeps that she answers. Errors: {@link take}, {@link Peer.call} */
  async ask({ body: { peer, addresses } }: SignedUrsulaRecord, signal?: AbortSignal): Promise<void> {
    await this.#meet(peerIdText.parse(peer), addresses, signal)
  }

  /** Keeps a bare record. Errors: {@link take} */
  async add(record: SignedUrsulaRecord): Promise<void> {
    await this.take(record)
  }

  /**
   * Keeps what an Ursula says of herself, as somebody else tells it.
   *
   * @throws BuskerError `POLICY_FORGED`, `URSULA_ANNOUNCEMENT_EXPIRED`, `URSULA_ANNOUNCEMENT_OLD`
   */
  async take(presented: PresentedUrsula): Promise<void> {
    const now = this.#options.now()
    if (!isAnnouncement(presented)) {
      await verifyUrsulaRecord(presented)
      return this.#table.keep(presented, null, now)
    }
    await verifyUrsulaAnnouncement(presented, now)
    this.#table.keep(presented.body.record, presented.body, now)
  }

  async #discover(): Promise<void> {
    const { profile, askHub, now, onFailure } = this.#options
    const named = profile.map(async ({ peerId, addresses }) => this.#meet(peerId, addresses))
    const own = this.#table.own().map(async ({ peer, address }) => this.#meet(peer, [address]))
    const fromHub = askHub?.().then(async (presented) => {
      for (const each of presented) {
        // A hub passes on what it heard last, which may be older than what she has said here herself.
        const reportFailure = (error: unknown) =>
          isBuskerError(error, 'URSULA_ANNOUNCEMENT_OLD') ? undefined : onFailure(error)
        await this.take(each).catch(reportFailure)
      }
    })
    for (const outcome of await Promise.allSettled([...named, ...own, fromHub])) {
      if (outcome.status === 'rejected') onFailure(outcome.reason)
    }
    this.#refreshedAt = now()
  }

  async #meet(peer: PeerIdText, addresses: readonly string[], signal?: AbortSignal): Promise<void> {
    const { peer: calls } = this.#options
    if (addresses.length > 0) await calls.connect(addresses)
    const presented = await this.#present(peer, signal)
    const record = isAnnouncement(presented) ? presented.body.record : presented
    if (record.body.peer !== peer) {
      throw new BuskerError('POLICY_FORGED', `The Ursula at ${peer} presents itself as another peer.`)
    }
    await this.#keepPresent(presented)
    this.#table.noteSilence(record.body.address, null)
  }

  /** She says it herself, now: nothing of it is a repetition, whatever her clock or this one shows. It holds for as long as she says. */
  async #keepPresent(presented: PresentedUrsula): Promise<void> {
    if (!isAnnouncement(presented)) return this.take(presented)
    const { record, issuedAt, until } = presented.body
    await verifyUrsulaAnnouncement(presented, issuedAt)
    const now = this.#options.now()
    this.#table.keep(record, { issuedAt, until: now + until - issuedAt }, now)
  }

  /** An older one only says who she is. */
  async #present(peer: PeerIdText, signal: AbortSignal | undefined): Promise<PresentedUrsula> {
    const { peer: calls } = this.#options
    const options = signal === undefined ? {} : { signal }
    try {
      return await calls.call(peer, ursulaProtocol, 'announce', {}, options)
    } catch (error) {
      if (!isBuskerError(error, 'PROTOCOL_UNKNOWN')) throw error
      return calls.call(peer, ursulaProtocol, 'describe', {}, options)
    }
  }

  #isOfProfile(peer: string): boolean {
    return this.#options.profile.some(({ peerId }) => peerId === peer)
  }

  #known(): MetUrsula[] {
    return this.#table.list(this.#options.now())
  }
}

function isAnnouncement(presented: PresentedUrsula): presented is SignedUrsulaAnnouncement {
  return 'record' in presented.body
}
