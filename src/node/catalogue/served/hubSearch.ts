import type { Logger } from 'pino'
import type { Calls } from '../../../ipfs/peer.ts'
import {
  foundMaxWorks,
  type FoundWork,
  type SearchQuery,
  searchProtocol,
  searchTextMaxLength,
} from '../../../protocol/search.ts'
import { type ErrorCode, isBuskerError } from '../../../shared/errors.ts'
import type { Address, PeerIdText } from '../../../shared/ids.ts'
import type { RejectionReason } from '../rejections.ts'
import type { WorkSummary } from '../work.ts'
import type { FoundWorks } from './foundWorks.ts'

export interface HubSearchParts {
  readonly hub: PeerIdText
  readonly calls: Pick<Calls, 'call'>
  readonly found: FoundWorks
  readonly log: Pick<Logger, 'info'>
  /** Something the hub answered was dropped. */
  readonly onRejected: (reason: RejectionReason) => void
  /** Of these artists works were shown. */
  readonly onSeen: (artists: ReadonlySet<Address>) => void
  /** The hub has another catalogue of this artist than is known here. */
  readonly onOutdated: (artist: Address) => void
  /** Ms of a clock that nobody sets. */
  readonly steadyNow?: () => number
}

const timeoutMs = 3000
/** A hub that did not answer is not asked again before: whoever types would wait at each letter. */
const pauseMs = 5000
/** The same question within this time has the same answer. */
const keptMs = 3000
const answersKept = 32
/** As `keptMs`, of who announces something. */
const comingKeptMs = 30_000
/** Times that manifests are asked for which did not fit into the answer before. */
const maxRounds = 6

const reasons: Readonly<Partial<Record<ErrorCode, RejectionReason>>> = {
  PROTOCOL_TOO_LARGE: 'oversized',
  PROTOCOL_MALFORMED: 'malformed',
  PROTOCOL_FORGED: 'forged',
  CATALOGUE_INCONSISTENT: 'inconsistent',
  CATALOGUE_UNKNOWN: 'foreign',
}

interface KeptAnswer {
  readonly at: number
  readonly works: Promise<WorkSummary[]>
}

interface KeptArtists {
  readonly at: number
  readonly artists: Promise<Address[]>
}

/** Searches at a hub, and verifies what it answers. Where it does not answer, nothing is found. */
export class HubSearch {
  readonly #parts: HubSearchParts
  readonly #steadyNow: () => number
  readonly #answers = new Map<string, KeptAnswer>()
  #pausedUntil = -Infinity
  #coming: KeptArtists = { at: -Infinity, artists: Promise.resolve([]) }

  constructor(parts: HubSearchParts) {
    this.#parts = parts
    this.#steadyNow = parts.steadyNow ?? (() => performance.now())
  }

  /** The hub is there again: it is asked at once. */
  resume(): void {
    this.#pausedUntil = -Infinity
    this.#answers.clear()
    this.#coming = { at: -Infinity, artists: Promise.resolve([]) }
  }

  /** @param limit at most {@link foundMaxWorks} */
  find(asked: SearchQuery, limit: number): Promise<WorkSummary[]> {
    const query: SearchQuery =
      asked.by === 'text' ? { by: 'text', text: cut(asked.text, searchTextMaxLength) } : asked
    const key = JSON.stringify([query, limit])
    const kept = this.#answers.get(key)
    if (kept !== undefined && this.#steadyNow() - kept.at < keptMs) return kept.works
    const works = this.#ask(async () => this.#find(query, Math.min(limit, foundMaxWorks)), [])
    this.#answers.delete(key)
    this.#answers.set(key, { at: this.#steadyNow(), works })
    const [oldest] = this.#answers.keys()
    if (this.#answers.size > answersKept && oldest !== undefined) this.#answers.delete(oldest)
    return works
  }

  /** What works at the hub call their genre, the most frequent first. */
  genres(): Promise<{ genre: string; works: number }[]> {
    const { calls, hub } = this.#parts
    return this.#ask(
      async () => (await calls.call(hub, searchProtocol, 'genres', {}, { timeoutMs })).genres,
      [],
    )
  }

  /** Who announces something. A hub that does not know of it is asked for other things all the same. */
  async comingArtists(limit: number): Promise<Address[]> {
    const { calls, hub, log } = this.#parts
    if (this.#steadyNow() - this.#coming.at < comingKeptMs) return this.#coming.artists
    const artists = calls.call(hub, searchProtocol, 'coming', { limit }, { timeoutMs }).then(
      (answer) => answer.artists,
      (error: unknown) => {
        if (!isBuskerError(error)) throw error
        log.info({ err: error, hub }, 'a hub did not say what is to come')
        return []
      },
    )
    this.#coming = { at: this.#steadyNow(), artists }
    return artists
  }

  async #ask<T>(ask: () => Promise<T>, nothing: T): Promise<T> {
    if (this.#steadyNow() < this.#pausedUntil) return nothing
    try {
      return await ask()
    } catch (error) {
      if (!isBuskerError(error)) throw error
      const reason = reasons[error.code]
      if (reason !== undefined) this.#parts.onRejected(reason)
      this.#pausedUntil = this.#steadyNow() + pauseMs
      this.#parts.log.info({ err: error, hub: this.#parts.hub }, 'a hub did not search')
      return nothing
    }
  }

  async #find(query: SearchQuery, limit: number): Promise<WorkSummary[]> {
    const { calls, hub, onRejected, onSeen, onOutdated } = this.#parts
    const answer = await calls.call(hub, searchProtocol, 'find', { query, limit, offset: 0 }, { timeoutMs })
    if (answer.works.length > limit) onRejected('excessive')
    const entries = distinct(answer.works.slice(0, limit))
    const bytes = await this.#manifests(entries)
    const works: WorkSummary[] = []
    for (const entry of entries) {
      const manifest = bytes.get(entry)
      if (manifest === undefined && !this.#parts.found.has(entry.manifest)) continue
      const taken = await this.#take(entry, query, manifest)
      if (taken?.work !== undefined) works.push(taken.work)
      if (taken?.isOutdated) onOutdated(entry.artist)
    }
    onSeen(new Set(works.map(({ artist }) => artist)))
    return works
  }

  async #take(entry: FoundWork, query: SearchQuery, bytes: Uint8Array | undefined) {
    try {
      return await this.#parts.found.take(entry, query, bytes)
    } catch (error) {
      // Its artist has a newer Busker than this: nobody did wrong.
      if (isBuskerError(error, 'PROTOCOL_NEWER')) return undefined
      const reason = isBuskerError(error) ? reasons[error.code] : undefined
      if (reason === undefined) throw error
      this.#parts.onRejected(reason)
      return undefined
    }
  }

  /** Those that are not known yet; what does not come is left out. */
  async #manifests(entries: readonly FoundWork[]): Promise<Map<FoundWork, Uint8Array>> {
    const { calls, hub, found } = this.#parts
    const brought = new Map<FoundWork, Uint8Array>()
    let missing = entries.filter(({ manifest }) => !found.has(manifest))
    for (let round = 0; missing.length > 0 && round < maxRounds; round += 1) {
      const asked = { manifests: missing.map(({ manifest }) => manifest) }
      const { manifests } = await calls.call(hub, searchProtocol, 'manifests', asked, { timeoutMs })
      const before = brought.size
      for (const [at, entry] of missing.entries()) {
        const bytes = manifests[at]
        if (bytes !== null && bytes !== undefined) brought.set(entry, bytes)
      }
      if (brought.size === before) break
      missing = missing.filter((entry) => !brought.has(entry))
    }
    return brought
  }
}

function distinct(entries: readonly FoundWork[]): FoundWork[] {
  return [...new Map(entries.map((entry) => [`${entry.kind}/${entry.id}`, entry])).values()]
}

/** The first code units of a text, without half of a surrogate pair. */
function cut(text: string, length: number): string {
  return text.slice(0, length).toWellFormed()
}
