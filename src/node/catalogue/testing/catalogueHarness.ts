import { pino } from 'pino'
import type { CID } from 'multiformats/cid'
import type { FetchOptions } from '../../../ipfs/peer.ts'
import { cidOf } from '../../../ipfs/blocks/cids.ts'
import {
  catalogue as catalogueSchema,
  head as headSchema,
  signedCatalogue,
  signedHead,
} from '../../../protocol/catalogue.ts'
import { encode } from '../../../protocol/codec.ts'
import { signedTrackManifest, type TrackManifest } from '../../../protocol/manifest.ts'
import { sign } from '../../../protocol/signed.ts'
import { BuskerError } from '../../../shared/errors.ts'
import type { Address, CidText, PeerIdText } from '../../../shared/ids.ts'
import { openStore, type Store } from '../../store/openStore.ts'
import { type CatalogueLimits, defaultCatalogueLimits } from '../catalogueLimits.ts'
import { CatalogueService } from '../catalogueService.ts'
import { SeenArtists } from '../seenArtists.ts'
import type { Publisher } from '../publish.ts'
import { createPublisher, signTrack, trackFixture } from './manifestFixtures.ts'

export const strangersPeer = ('12D3KooW' + '1'.repeat(44)) as PeerIdText

/** What a node has on disk, and what others would give it when asked. */
export class MemoryBlocks {
  readonly here = new Map<string, Uint8Array>()
  readonly elsewhere = new Map<string, Uint8Array>()
  /** Blocks that are promised and never come. */
  readonly never = new Set<string>()
  readonly asked: string[] = []

  async put(bytes: Uint8Array, codec: 'raw' | 'dag-cbor'): Promise<CID> {
    const cid = cidOf(bytes, codec)
    this.here.set(cid.toString(), bytes)
    return cid
  }

  async has(cid: CID): Promise<boolean> {
    return this.here.has(cid.toString())
  }

  async delete(cid: CID): Promise<void> {
    this.here.delete(cid.toString())
  }

  async flush(): Promise<void> {}

  async get(cid: CID, options: FetchOptions = {}): Promise<Uint8Array> {
    const name = cid.toString()
    this.asked.push(name)
    if (this.never.has(name)) await abortOf(options.signal)
    const bytes = this.here.get(name) ?? this.elsewhere.get(name)
    if (bytes === undefined) throw new BuskerError('IPFS_BLOCK_NOT_FOUND', `Nobody has ${name}.`)
    this.here.set(name, bytes)
    return bytes
  }

  async *getMany(cids: readonly CID[], options?: FetchOptions) {
    for (const cid of cids) yield { cid, bytes: await this.get(cid, options) }
  }
}

function abortOf(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal?.addEventListener('abort', () => reject(signal.reason as Error), { once: true })
  })
}

/** A catalogue service whose network is a map of blocks. */
export class CatalogueHarness {
  readonly store: Store
  readonly blocks = new MemoryBlocks()
  readonly catalogue: CatalogueService
  /** The time it is here, ms. */
  now = 1_700_000_000_000
  readonly pinned = new Set<CidText>()

  /** @param self a listener's account: only whom they want is kept */
  constructor(limits: Partial<CatalogueLimits> = {}, store = openStore(':memory:'), self?: Address) {
    this.store = store
    this.catalogue = new CatalogueService({
      store,
      peer: {
        id: strangersPeer,
        blocks: this.blocks,
        gossip: { publish: async () => undefined, subscribe: () => () => undefined },
        handle: async () => undefined,
        call: () => Promise.reject(new BuskerError('IPFS_PEER_UNREACHABLE', 'Nobody is there.')),
        onConnection: () => () => undefined,
        supports: async () => false,
      },
      hubs: [],
      log: pino({ level: 'silent' }),
      now: () => this.now,
      limits: { ...defaultCatalogueLimits, ...limits },
      ...(self !== undefined && { wanted: new SeenArtists(store, self) }),
      isPinned: (cid) => this.pinned.has(cid),
    })
  }

  async stop(): Promise<void> {
    await this.catalogue.stop()
    this.store.close()
  }

  count(table: string): number {
    return this.store.prepare(`SELECT count(*) FROM ${table}`).pluck().get() as number
  }
}

export interface Offer {
  readonly artist: Publisher
  readonly head: Uint8Array
  readonly catalogue: CidText
  readonly manifests: readonly CidText[]
  readonly tracks: readonly TrackManifest[]
}

/** Somebody's signed catalogue, whose blocks are put where they can be fetched from. */
export async function offer(
  { elsewhere }: Pick<MemoryBlocks, 'elsewhere'>,
  options: {
    readonly artist?: Publisher
    readonly name?: string
    readonly number?: number
    readonly tracks?: readonly Partial<TrackManifest>[]
    /** What the head, or the catalogue, names instead of what was made for it. */
    readonly catalogue?: CID
    readonly manifests?: readonly CID[]
  } = {},
): Promise<Offer> {
  const { number = 1, name = 'Somebody', tracks: changes = [{}] } = options
  const artist = options.artist ?? (await createPublisher(strangersPeer))
  const put = (bytes: Uint8Array) => {
    const cid = cidOf(bytes, 'dag-cbor')
    elsewhere.set(cid.toString(), bytes)
    return cid
  }
  const tracks = changes.map((change, index) => trackFixture(artist, `Track ${index}`, change))
  const made: CID[] = []
  for (const track of tracks) made.push(put(encode(signedTrackManifest, await signTrack(artist, track))))
  const manifests = options.manifests ?? made
  const body = {
    v: 1 as const,
    artist: artist.identity,
    name,
    works: tracks.map(({ id, edition }, index) => ({
      kind: 'track' as const,
      id,
      edition,
      manifest: manifests[index] as CID,
    })),
  }
  const ownCatalogue = put(
    encode(signedCatalogue, await sign('catalogue', catalogueSchema, body, artist.account)),
  )
  const catalogue = options.catalogue ?? ownCatalogue
  const account = artist.identity.body.account
  const head = { v: 1 as const, artist: account, number, catalogue, previous: null, time: 1 }
  return {
    artist,
    head: encode(signedHead, await sign('head', headSchema, head, artist.account)),
    catalogue: catalogue.toString() as CidText,
    manifests: manifests.map((cid) => cid.toString() as CidText),
    tracks,
  }
}
