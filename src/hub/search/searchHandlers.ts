import { CID } from 'multiformats/cid'
import { RateLimiter } from '../../ipfs/rateLimiter.ts'
import type { Caller } from '../../ipfs/peer.ts'
import type { CatalogueService } from '../../node/catalogue/catalogueService.ts'
import { manifestMaxBytes } from '../../protocol/manifest.ts'
import type { Handlers } from '../../protocol/rpc.ts'
import { genresMaxCount, type searchProtocol } from '../../protocol/search.ts'
import type { Address, CidText, PeerIdText } from '../../shared/ids.ts'
import { hideDatabase } from '../postgres/hideDatabase.ts'
import { askedTooOften } from '../rates/askedTooOften.ts'
import { CallerRates } from '../rates/callerRates.ts'
import { defaultHubRates, type HubRates } from '../rates/hubRates.ts'
import type { SearchIndex } from './searchIndex.ts'

export interface SearchServices {
  readonly index: Pick<SearchIndex, 'find' | 'genres'>
  readonly catalogue: Pick<CatalogueService, 'describe' | 'manifestBytes' | 'head'>
  /** Who announces something, but whom the operator hides. */
  readonly comingArtists: (limit: number) => readonly Address[]
  /** The index has works of this artist that the catalogues have not. */
  readonly onStale: (artist: Address) => void
  /** Default {@link defaultHubRates}. */
  readonly rates?: HubRates['search']
  /** Ms of a clock that nobody sets. */
  readonly now?: () => number
}

/** Megabytes. */
const bytesOfOne = { burst: 16, perSecond: 1 }
const genresKeptMs = 60_000

/** Answers `/busker/search/1`. Whoever asks too often is refused; of what all ask together, no more than a part of the time is taken. */
export function createSearchHandlers({
  index,
  catalogue,
  comingArtists,
  onStale,
  rates = defaultHubRates.search,
  now = () => performance.now(),
}: SearchServices): Handlers<typeof searchProtocol, Caller> {
  const { perPeer: perOne, perAddress, all } = rates
  const searches = new CallerRates<PeerIdText>({ perOne, perAddress, all, what: 'Searches' })
  const bytes = new RateLimiter(bytesOfOne, askedTooOften('You read too much at once'))
  let genres: { readonly at: number; readonly list: ReturnType<SearchIndex['genres']> } | undefined

  const admit = ({ peer, address }: Caller) => {
    searches.admitAddress(address, now())
    searches.admitOne(peer, now())
  }

  return {
    async find({ query, limit, offset }, caller) {
      admit(caller)
      const hits = await asAnswer(index.find(query, { limit, offset }))
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
        genres = { at: now(), list: asAnswer(index.genres(genresMaxCount)) }
      try {
        return { genres: [...(await genres.list)] }
      } catch (error) {
        genres = undefined
        throw error
      }
    },

    async coming({ limit }, caller) {
      admit(caller)
      return { artists: [...comingArtists(limit)] }
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

function asAnswer<T>(answer: Promise<T>): Promise<T> {
  return hideDatabase(
    answer,
    'HUB_SEARCH_FAILED',
    "The hub's search can't be used at the moment. What is known here is searched meanwhile.",
  )
}
