import { z } from 'zod'
import type { Logger } from 'pino'
import type { Peer } from '../../ipfs/peer.ts'
import { catalogueProtocol, signedHead } from '../../protocol/catalogue.ts'
import { encode } from '../../protocol/codec.ts'
import { isBuskerError } from '../../shared/errors.ts'
import type { PeerIdText } from '../../shared/ids.ts'
import type { Startable } from '../../shared/startable.ts'
import { defineSetting, Settings } from '../settings/settings.ts'
import type { Store } from '../store/openStore.ts'
import type { Intake } from './intake.ts'
import type { WorkRecords } from './workRecords.ts'

const everyMs = 60_000
/** Heads asked for at a time; an answer is well below its size limit. */
const pageSize = 200
/** Peers other than hubs that are asked in one round, so that no hub can hide anything. */
const othersAsked = 2

interface Parts {
  readonly store: Store
  readonly peer: Pick<Peer, 'id' | 'call' | 'onConnection' | 'speaks'>
  readonly hubs: readonly PeerIdText[]
  readonly works: WorkRecords
  readonly intake: Intake
  readonly log: Pick<Logger, 'info' | 'error'>
}

/** Asks hubs, and other peers beside them, for the heads this node has missed: when connected, and every minute. */
export class CatchUp implements Startable {
  readonly #parts: Parts
  readonly #settings: Settings
  readonly #connected = new Set<PeerIdText>()
  #timer: NodeJS.Timeout | undefined
  #unsubscribe: (() => void) | undefined
  #round: Promise<void> | undefined
  #stopping = new AbortController()

  constructor(parts: Parts) {
    this.#parts = parts
    this.#settings = new Settings(parts.store)
  }

  async start(): Promise<void> {
    if (this.#timer !== undefined) return
    this.#stopping = new AbortController()
    this.#timer = setInterval(() => void this.run(), everyMs)
    this.#unsubscribe = this.#parts.peer.onConnection((peer, isConnected) => {
      if (!isConnected) this.#connected.delete(peer)
      else if (!this.#connected.has(peer)) this.#met(peer)
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
    this.#round ??= this.#askAll().finally(() => (this.#round = undefined))
    return this.#round
  }

  #met(peer: PeerIdText): void {
    this.#connected.add(peer)
    if (this.#parts.hubs.includes(peer)) void this.run()
  }

  async #askAll(): Promise<void> {
    const { hubs, intake } = this.#parts
    await Promise.all(hubs.map((hub) => this.#ask(hub)))
    const others = await this.#others()
    await Promise.all(others.map((peer) => this.#ask(peer)))
    intake.retry()
  }

  /** Peers beside the hubs: connected ones first, then those of artists. Ursulas and other IPFS nodes know no catalogues. */
  async #others(): Promise<PeerIdText[]> {
    const { hubs, works, peer } = this.#parts
    const strangers = [...this.#connected].toSorted(() => Math.random() - 0.5)
    const all = [...new Set([...strangers, ...works.artistPeers(othersAsked + 1)])]
    const chosen: PeerIdText[] = []
    for (const other of all) {
      if (chosen.length === othersAsked) break
      if (other === peer.id || hubs.includes(other)) continue
      if (await peer.speaks(other, catalogueProtocol)) chosen.push(other)
    }
    return chosen
  }

  /** Takes in all that `peer` has accepted since it was asked last. */
  async #ask(peer: PeerIdText): Promise<void> {
    const cursor = defineSetting(`catalogue-${peer}-cursor`, z.int().min(0))
    const { signal } = this.#stopping
    try {
      for (let isMore = true; isMore && !signal.aborted;) {
        const from = this.#settings.get(cursor) ?? 0
        const answer = await this.#parts.peer.call(
          peer,
          catalogueProtocol,
          'since',
          { cursor: from, limit: pageSize },
          { signal },
        )
        for (const head of answer.heads)
          await this.#parts.intake.receive(encode(signedHead, head), peer, { passOn: false })
        this.#settings.set(cursor, answer.cursor)
        isMore = answer.heads.length === pageSize && answer.cursor > from
      }
    } catch (error) {
      if (signal.aborted) return
      const log = isBuskerError(error) ? this.#parts.log.info : this.#parts.log.error
      log.call(this.#parts.log, { err: error, peer }, 'a peer was not asked for news')
    }
  }
}
