import { CID } from 'multiformats/cid'
import { RateLimiter } from '../../ipfs/rateLimiter.ts'
import type { Caller } from '../../ipfs/peer.ts'
import type { CatalogueService } from '../../node/catalogue/catalogueService.ts'
import { manifestMaxBytes } from '../../protocol/manifest.ts'
import type { Handlers } from '../../protocol/rpc.ts'
import { genresMaxCount, type searchProtocol } from '../../protocol/search.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address, CidText } from '../../shared/ids.ts'
import type { SearchIndex } from './searchIndex.ts'

export interface SearchServices {
  readonly index: Pick<SearchIndex, 'find' | 'genres'>
  readonly catalogue: Pick<CatalogueService, 'describe' | 'manifestBytes' | 'head'>
  /** The index has works of this artist that the catalogues have not. */
  readonly onStale: (artist: Address) => void
  /** Ms of a clock that nobody sets. */
  readonly now?: () => number
}

/** Somebody who types makes ten requests in a second or two; then they look at what was found. */
const searchesOfOne = { burst: 60, perSecond: 5 }
/** Half a core, and a moment of more. */
const searchesOfAll = { burst: 300, perSecond: 100 }
/** Megabytes. */
const bytesOfOne = { burst: 16, perSecond: 1 }
const genresKeptMs = 60_000

/** Answers `/busker/search/1`. Whoever asks too often is refused; of what all ask together, no more than a part of the time is taken. */
export function createSearchHandlers({
  index,
  catalogue,
  onStale,
  now = () => performance.now(),
}: SearchServices): Handlers<typeof searchProtocol, Caller> {
  const ofOne = new RateLimiter(searchesOfOne, busy)
  const ofAll = new RateLimiter<'all'>(searchesOfAll, busy)
  const bytes = new RateLimiter(bytesOfOne, busy)
  let genres: { readonly at: number; readonly list: ReturnType<SearchIndex['genres']> } | undefined

  const admit = ({ peer }: Caller) => {
    ofOne.consume(peer, now())
    ofAll.consume('all', now())
  }

  return {
    async find({ query, limit, offset }, caller) {
      admit(caller)
      const hits = await index.find(query, { limit, offset })
      const served = hits.filter((hit) => catalogue.describe(hit.manifest) !== undefined)
      const stale = hits.filter((hit) => !served.includes(hit))
      for (const artist of new Set(stale.map((hit) => hit.artist))) onStale(artist)
      return { works: served.map((hit) => ({ ...hit, manifest: CID.parse(hit.manifest) })) }
    },

    async manifests({ manifests }, { peer }) {
      let left = manifestMaxBytes
      bytes.consume(peer, now(), 0)
      const found = manifests.map((cid) => {
        const manifest = catalogue.manifestBytes(cid.toString() as CidText)
        if (manifest === undefined || manifest.byteLength > left) return null
        left -= manifest.byteLength
        return manifest
      })
      bytes.consume(peer, now(), (manifestMaxBytes - left) / 2 ** 20)
      return { manifests: found }
    },

    async genres(_, caller) {
      admit(caller)
      if (genres === undefined || now() - genres.at > genresKeptMs)
        genres = { at: now(), list: index.genres(genresMaxCount) }
      return { genres: await genres.list }
    },

    async newer({ known }, caller) {
      admit(caller)
      return {
        heads: known.flatMap(({ artist, number }) => {
          const head = catalogue.head(artist)
          return head === undefined || head.body.number <= number ? [] : [head]
        }),
      }
    },
  }
}

function busy(): BuskerError {
  return new BuskerError('PROTOCOL_BUSY', 'You search too often. Wait for a moment.')
}
