import { setTimeout as delay } from 'node:timers/promises'
import type { Logger } from 'pino'
import type { Peer } from '../../ipfs/peer.ts'
import type { SignedUrsulaAnnouncement, SignedUrsulaRecord } from '../../protocol/policy.ts'
import { ursulaProtocol } from '../../protocol/ursula.ts'
import { BackOff } from '../../shared/backOff.ts'
import { BuskerError, isBuskerError } from '../../shared/errors.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import type { Startable } from '../../shared/startable.ts'
import { verifyUrsulaAnnouncement, verifyUrsulaRecord } from '../../umbral/policyRecords.ts'
import { minuteMs } from '../clock.ts'

export type ConfiguredUrsula = NonNullable<NetworkProfile['ursulas']>[number]

/** Between two checks of an Ursula that answers, ms. */
const checkIntervalMs = minuteMs
/** Between two of one that does not. */
const retryLimits = { initialMs: 1_000, maxMs: checkIntervalMs }
/** An Ursula that failed this many checks in a row is no longer listed. */
const maxFailures = 3

/** What a hub names in one answer. */
const maxAnnounced = 64

/** What an Ursula said when she was asked last. */
interface PresentedUrsula {
  readonly record: SignedUrsulaRecord
  readonly announcement: SignedUrsulaAnnouncement | null
}

/** The Ursulas the operator names, as far as they answer. */
export class UrsulaDirectory implements Startable {
  readonly #peer: Pick<Peer, 'call' | 'connect'>
  readonly #configured: readonly ConfiguredUrsula[]
  readonly #log: Logger
  readonly #healthy = new Map<string, PresentedUrsula>()
  readonly #now: () => number
  #stopping: AbortController | null = null
  #watchLoops: Promise<void>[] = []

  /** @param known records of Ursulas that answered a moment ago: listed until a check fails */
  constructor(
    peer: Pick<Peer, 'call' | 'connect'>,
    configured: readonly ConfiguredUrsula[],
    log: Logger,
    known: readonly SignedUrsulaRecord[] = [],
    now: () => number = Date.now,
  ) {
    this.#now = now
    this.#peer = peer
    this.#configured = configured
    this.#log = log
    for (const record of known) this.#healthy.set(record.body.peer, { record, announcement: null })
  }

  async start(): Promise<void> {
    if (this.#stopping !== null) return
    const stopping = new AbortController()
    this.#stopping = stopping
    this.#watchLoops = this.#configured.map(async (ursula) => this.#watch(ursula, stopping.signal))
  }

  async stop(): Promise<void> {
    this.#stopping?.abort()
    await Promise.all(this.#watchLoops)
    this.#watchLoops = []
    this.#stopping = null
  }

  get configured(): number {
    return this.#configured.length
  }

  /** What each one that answers says of itself, in the operator's order. */
  records(): SignedUrsulaRecord[] {
    return this.#configured.flatMap(({ peerId }) => this.#healthy.get(peerId)?.record ?? [])
  }

  /** The same as each has dated it; none of one that is too old to. */
  announcements(): SignedUrsulaAnnouncement[] {
    return this.#configured
      .flatMap(({ peerId }) => this.#healthy.get(peerId)?.announcement ?? [])
      .filter(({ body }) => body.until > this.#now())
      .slice(0, maxAnnounced)
  }

  async #watch(ursula: ConfiguredUrsula, signal: AbortSignal): Promise<void> {
    const backOff = new BackOff(retryLimits)
    while (!signal.aborted) {
      let pauseMs = checkIntervalMs
      try {
        this.#healthy.set(ursula.peerId, await this.#present(ursula, signal))
        backOff.reset()
      } catch (error) {
        if (signal.aborted) return
        pauseMs = backOff.next()
        if (backOff.retries === maxFailures) {
          this.#healthy.delete(ursula.peerId)
          this.#log.warn(
            { ursula: ursula.name, err: error },
            'an Ursula does not answer and is no longer listed',
          )
        }
      }
      // The wait ends early only when the hub stops.
      await delay(pauseMs, undefined, { signal }).catch(() => undefined)
    }
  }

  async #present(ursula: ConfiguredUrsula, signal: AbortSignal): Promise<PresentedUrsula> {
    const { name, peerId, addresses } = ursula
    if (addresses.length > 0) await this.#peer.connect(addresses)
    const presented = await this.#ask(peerId, signal)
    const { record, announcement } = presented
    if (announcement === null) await verifyUrsulaRecord(record)
    else await verifyUrsulaAnnouncement(announcement, this.#now())
    if (record.body.peer !== peerId) {
      throw new BuskerError('HUB_URSULA_MISNAMED', `${name} presents the record of another peer.`)
    }
    return presented
  }

  /** One that is older says only who she is. */
  async #ask(peerId: PeerIdText, signal: AbortSignal): Promise<PresentedUrsula> {
    try {
      const announcement = await this.#peer.call(peerId, ursulaProtocol, 'announce', {}, { signal })
      return { record: announcement.body.record, announcement }
    } catch (error) {
      if (!isBuskerError(error, 'PROTOCOL_UNKNOWN')) throw error
      const record = await this.#peer.call(peerId, ursulaProtocol, 'describe', {}, { signal })
      return { record, announcement: null }
    }
  }
}
