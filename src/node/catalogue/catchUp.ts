import { z } from 'zod'
import type { Logger } from 'pino'
import type { Peer } from '../../ipfs/peer.ts'
import { catalogueProtocol, signedHead } from '../../protocol/catalogue.ts'
import { encode } from '../../protocol/codec.ts'
import { newerMaxArtists, searchProtocol } from '../../protocol/search.ts'
import { isBuskerError } from '../../shared/errors.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import { defineSetting, Settings } from '../settings/settings.ts'
import type { Store } from '../store/openStore.ts'
import type { Intake } from './intake.ts'
import type { SeenArtists } from './seenArtists.ts'
import type { WorkRecords } from './workRecords.ts'

const intervalMs = 60_000
const cursorsKept = 256
/** Heads asked for at a time; an answer is well below its size limit. */
const pageSize = 200
/** Pages read of one peer in a round; the next round goes on. */
const maxPages = 20
/** Peers other than hubs that are asked in one round, so that no hub can hide a head. */
const otherPeersAsked = 2

interface CatchUpOptions {
  readonly store: Store
  readonly peer: Pick<Peer, 'id' | 'call' | 'onConnection' | 'supports'>
  readonly hubs: readonly PeerIdText[]
  readonly works: WorkRecords
  /** Whom hubs are asked after; left out: everybody. */
  readonly wanted?: Pick<SeenArtists, 'list'> | undefined
  readonly intake: Intake
  readonly log: Pick<Logger, 'info' | 'error'>
}

/** Asks hubs, and other peers beside them, for the heads this node has missed: when connected, and every minute. */
export class CatchUp implements Startable {
  readonly #options: CatchUpOptions
  readonly #settings: Settings
  readonly #connected = new Set<PeerIdText>()
  /** How far peers beside the hubs were read. */
  readonly #cursors = new Map<PeerIdText, number>()
  #timer: NodeJS.Timeout | undefined
  #unsubscribe: (() => void) | undefined
  #round: Promise<void> | undefined
  #stopping = new AbortController()

  constructor(options: CatchUpOptions) {
    this.#options = options
    this.#settings = new Settings(options.store)
  }

  async start(): Promise<void> {
    if (this.#timer !== undefined) return
    this.#stopping = new AbortController()
    this.#timer = setInterval(() => void this.run(), intervalMs)
    this.#unsubscribe = this.#options.peer.onConnection((peer, isConnected) => {
      if (!isConnected) this.#connected.delete(peer)
      else if (!this.#connected.has(peer)) this.#onPeerConnected(peer)
    })
    void this.run()
  }

  async stop(): Promise<void> {
    clearInterval(this.#timer)
    this.#timer = undefined
    this.#unsubscribe?.()
    this.#stopping.abort()
    await this.#round
  }

  /** One round; a call while one runs joins it. */
  run(): Promise<void> {
    this.#round ??= this.#fetchAll().finally(() => (this.#round = undefined))
    return this.#round
  }

  /** Kept over restarts for hubs alone: peers come and go. */
  #cursorOf(peer: PeerIdText): number {
    if (!this.#options.hubs.includes(peer)) return this.#cursors.get(peer) ?? 0
    return this.#settings.get(cursorOf(peer)) ?? 0
  }

  #setCursor(peer: PeerIdText, cursor: number): void {
    if (this.#options.hubs.includes(peer)) return this.#settings.set(cursorOf(peer), cursor)
    this.#cursors.delete(peer)
    this.#cursors.set(peer, cursor)
    const [oldest] = this.#cursors.keys()
    if (this.#cursors.size > cursorsKept && oldest !== undefined) this.#cursors.delete(oldest)
  }

  #onPeerConnected(peer: PeerIdText): void {
    this.#connected.add(peer)
    if (this.#options.hubs.includes(peer)) void this.run()
  }

  async #fetchAll(): Promise<void> {
    const { hubs, intake } = this.#options
    await Promise.all(hubs.map((hub) => this.#fetchFromHub(hub)))
    const others = await this.#otherPeers()
    await Promise.all(others.map((peer) => this.#fetchFrom(peer)))
    intake.retry()
  }

  /** Peers beside the hubs: connected ones first, then those of artists. Ursulas and other IPFS nodes know no catalogues. */
  async #otherPeers(): Promise<PeerIdText[]> {
    const { hubs, works, peer } = this.#options
    const connected = [...this.#connected].toSorted(() => Math.random() - 0.5)
    const all = [...new Set([...connected, ...works.artistPeers(otherPeersAsked + 1)])]
    const chosen: PeerIdText[] = []
    for (const other of all) {
      if (chosen.length === otherPeersAsked) break
      if (other === peer.id || hubs.includes(other)) continue
      if (await peer.supports(other, catalogueProtocol)) chosen.push(other)
    }
    return chosen
  }

  /** Takes in what is newer of artists that are wanted: a hub knows very many others. One that does not search is asked for all. */
  async #fetchFromHub(hub: PeerIdText): Promise<void> {
    const { wanted, peer, intake } = this.#options
    if (wanted === undefined || !(await peer.supports(hub, searchProtocol))) return this.#fetchFrom(hub)
    await this.#asking(hub, async (signal) => {
      const all = wanted.list()
      for (let start = 0; start < all.length && !signal.aborted; start += newerMaxArtists) {
        const known = all.slice(start, start + newerMaxArtists)
        const { heads } = await peer.call(hub, searchProtocol, 'newer', { known }, { signal })
        for (const head of heads) await intake.receive(encode(signedHead, head), hub, { passOn: false })
      }
    })
  }

  /** Takes in all that `peer` has accepted since it was asked last. */
  async #fetchFrom(peer: PeerIdText): Promise<void> {
    await this.#asking(peer, async (signal) => {
      for (let page = 0, isMore = true; isMore && page < maxPages && !signal.aborted; page += 1) {
        const from = this.#cursorOf(peer)
        const answer = await this.#options.peer.call(
          peer,
          catalogueProtocol,
          'since',
          { cursor: from, limit: pageSize },
          { signal },
        )
        for (const head of answer.heads)
          await this.#options.intake.receive(encode(signedHead, head), peer, { passOn: false })
        this.#setCursor(peer, answer.cursor)
        isMore = answer.heads.length === pageSize && answer.cursor > from
      }
    })
  }

  async #asking(peer: PeerIdText, ask: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = this.#stopping
    try {
      await ask(signal)
    } catch (error) {
      if (signal.aborted) return
      const log = isBuskerError(error) ? this.#options.log.info : this.#options.log.error
      log.call(this.#options.log, { err: error, peer }, 'a peer was not asked for news')
    }
  }
}

function cursorOf(peer: PeerIdText) {
  return defineSetting(`catalogue-${peer}-cursor`, z.int().min(0))
}
