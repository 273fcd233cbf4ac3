import { setTimeout as delay } from 'node:timers/promises'
import type { Peer } from '../ipfs/peer.ts'
import { announcedUrsulasProtocol } from '../protocol/announcedUrsulas.ts'
import type { SignedUrsulaAnnouncement } from '../protocol/policy.ts'
import { BackOff } from '../shared/backOff.ts'
import type { PeerIdText } from '../shared/ids.ts'
import type { Startable } from '../shared/startable.ts'

export interface UrsulaAnnouncerOptions {
  readonly peer: Pick<Peer, 'call'>
  readonly hubs: readonly PeerIdText[]
  readonly announce: () => Promise<SignedUrsulaAnnouncement>
  /** Called where a hub does not list her, or does not answer. */
  readonly onFailure: (hub: PeerIdText, error: unknown) => void
  /** Between two announcements. Default 20 minutes: a hub lists her for an hour. */
  readonly pauseMs?: number
}

const firstRetryMs = 5_000

/** Keeps an Ursula listed at her hubs, so that artists find her there. */
export class UrsulaAnnouncer implements Startable {
  readonly #options: UrsulaAnnouncerOptions
  #stopping: AbortController | null = null
  #rounds: Promise<void>[] = []

  constructor(options: UrsulaAnnouncerOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    if (this.#stopping !== null) return
    const { signal } = (this.#stopping = new AbortController())
    this.#rounds = this.#options.hubs.map(async (hub) => this.#announceAt(hub, signal))
  }

  async stop(): Promise<void> {
    this.#stopping?.abort()
    this.#stopping = null
    await Promise.all(this.#rounds)
  }

  async #announceAt(hub: PeerIdText, signal: AbortSignal): Promise<void> {
    const { peer, announce, onFailure, pauseMs = 20 * 60_000 } = this.#options
    const backOff = new BackOff({ initialMs: Math.min(firstRetryMs, pauseMs), maxMs: pauseMs })
    while (!signal.aborted) {
      let waitMs = pauseMs
      try {
        const announcement = await announce()
        await peer.call(hub, announcedUrsulasProtocol, 'announce', { announcement }, { signal })
        backOff.reset()
      } catch (error) {
        if (signal.aborted) return
        waitMs = backOff.next()
        onFailure(hub, error)
      }
      // The wait ends early only when she stops.
      await delay(waitMs, undefined, { signal }).catch(() => undefined)
    }
  }
}
