import { CID } from 'multiformats/cid'
import type { Logger } from 'pino'
import PQueue from 'p-queue'
import type { Peer } from '../../ipfs/peer.ts'
import { catalogueProtocol, headsTopic, type SignedHead } from '../../protocol/catalogue.ts'
import type { ReleaseManifest } from '../../protocol/manifest.ts'
import {
  type Address,
  type CidText,
  fromLabel,
  type Label,
  type PeerIdText,
  type WorkId,
  type WorkKind,
} from '../../shared/ids.ts'
import { nameKey } from '../../shared/nameKey.ts'
import { startAll, type Startable, stopAll } from '../../shared/startable.ts'
import type { Store } from '../store/openStore.ts'
import { ComingWorks } from './comingWorks.ts'
import { CatchUp } from './catchUp.ts'
import { listGenres, searchArtists, worksOfGenre } from './browse.ts'
import { type CatalogueLimits, defaultCatalogueLimits } from './catalogueLimits.ts'
import { CatalogueRoom } from './catalogueRoom.ts'
import { verifyManifest } from './verifyManifest.ts'
import type { ManifestDescription } from './manifestDescription.ts'
import { catalogueProtocolHandlers, decodeHead } from './protocolHandlers.ts'
import { type HeadRecord, HeadRecords } from './headRecords.ts'
import { Intake } from './intake.ts'
import {
  type PublishedState,
  type CatalogueChange,
  applyChange,
  nextHead,
  type Publisher,
  putCatalogue,
  putManifests,
} from './publish.ts'
import { fetchCatalogue } from './fetchCatalogue.ts'
import { releaseDuration } from './releaseDuration.ts'
import { type RejectionReason, Rejections } from './rejections.ts'
import type { SeenArtists } from './seenArtists.ts'
import { searchWorks } from './searchWorks.ts'
import type { ArtistSummary, Manifest, ManifestOutline, Pagination, WorkSummary } from './work.ts'
import { WorkRecords } from './workRecords.ts'
import { summariseManifest } from './workRow.ts'

export interface CatalogueOptions {
  readonly store: Store
  readonly peer: Pick<Peer, 'id' | 'blocks' | 'gossip' | 'handle' | 'call' | 'onConnection' | 'supports'>
  /** Asked for new heads, and sent one's own. */
  readonly hubs: readonly PeerIdText[]
  readonly log: Pick<Logger, 'info' | 'error'>
  readonly now?: () => number
  readonly limits?: CatalogueLimits
  /** Whose catalogues are kept; left out: everybody's. */
  readonly wanted?: Pick<SeenArtists, 'isWanted' | 'list'>
  /** Somebody whose catalogue is not kept has announced one. Nothing of it was verified. */
  readonly onUnwanted?: () => void
  /** Blocks that are kept for somebody else's sake too; default: none. */
  readonly isPinned?: (cid: CidText) => boolean
}

/** The catalogues of all artists, or of those this node wants, from gossip, hubs and peers; publishes one's own. */
export class CatalogueService implements Startable {
  readonly #options: CatalogueOptions
  readonly #now: () => number
  readonly #heads: HeadRecords
  readonly #works: WorkRecords
  readonly #rejections: Rejections
  readonly #intake: Intake
  readonly #catchUp: CatchUp
  readonly #limits: CatalogueLimits
  readonly #publishing = new PQueue({ concurrency: 1 })
  readonly #dropping = new PQueue({ concurrency: 1 })
  readonly #listeners = new Set<(artist: Address) => void>()
  readonly #speakers = new Set<(peer: PeerIdText) => void>()
  #isRunning = false
  #unsubscribeGossip: (() => void) | undefined
  #unsubscribeConnections: (() => void) | undefined

  constructor(options: CatalogueOptions) {
    const { store, peer, hubs, log, now = Date.now, limits = defaultCatalogueLimits, wanted } = options
    this.#limits = limits
    this.#options = options
    this.#now = now
    const heads = (this.#heads = new HeadRecords(store))
    const works = (this.#works = new WorkRecords(store))
    const rejections = (this.#rejections = new Rejections(store, now))
    const onAccepted = (head: HeadRecord, passOn: boolean) => {
      this.#notify(head.artist)
      if (passOn) void this.#gossip(head)
    }
    const room = new CatalogueRoom(store, works, limits, now)
    this.#intake = new Intake({
      store,
      heads,
      works,
      room,
      limits,
      rejections,
      blocks: peer.blocks,
      log,
      now,
      isWanted: wanted && ((artist) => wanted.isWanted(artist)),
      onAccepted,
      onDropped: (blocks, artists) => this.#drop(blocks, artists),
    })
    this.#catchUp = new CatchUp({ store, peer, hubs, works, wanted, intake: this.#intake, log })
  }

  async start(): Promise<void> {
    if (this.#isRunning) return
    this.#isRunning = true
    const { peer, log } = this.#options
    await peer.handle(catalogueProtocol, catalogueProtocolHandlers(this.#heads, this.#intake))
    this.#unsubscribeGossip = peer.gossip.subscribe(headsTopic, (bytes, from) => {
      for (const listener of this.#speakers) listener(from)
      this.receive(bytes, from).catch((error: unknown) =>
        log.error({ err: error }, 'a head was not looked at'),
      )
    })
    this.#unsubscribeConnections = peer.onConnection((other, isConnected) => {
      if (isConnected && this.#options.hubs.includes(other)) this.#announceOwn()
    })
    await this.#works.cleanOlder()
    await startAll([this.#rejections, this.#intake, this.#catchUp])
    this.#intake.makeRoom()
    this.#announceOwn()
  }

  async stop(): Promise<void> {
    if (!this.#isRunning) return
    this.#isRunning = false
    this.#unsubscribeGossip?.()
    this.#unsubscribeConnections?.()
    await this.#publishing.onIdle()
    await stopAll([this.#rejections, this.#intake, this.#catchUp])
    await this.#dropping.onIdle()
  }

  /** Takes a signed head in; see {@link Intake.receive}. */
  async receive(bytes: Uint8Array, from: PeerIdText | null): Promise<RejectionReason | undefined> {
    const refused = await this.#intake.receive(bytes, from, { passOn: false })
    if (refused === 'unwanted') this.#options.onUnwanted?.()
    return refused
  }

  /** Forgets what there is no room for, in a moment. */
  makeRoom(): void {
    this.#intake.makeRoom()
  }

  /** Asks hubs and peers for what this node has missed. */
  catchUp(): Promise<void> {
    return this.#catchUp.run()
  }

  /**
   * Publishes a change of one's own catalogue: signed, written down, and only then sent to others.
   *
   * @throws BuskerError `PROTOCOL_MALFORMED`, `PROTOCOL_FORGED`, `CATALOGUE_INCONSISTENT` when others would refuse it
   */
  publish(publisher: Publisher, change: CatalogueChange): Promise<SignedHead> {
    return this.#publishing.add(async () => {
      const { store, peer } = this.#options
      const self = publisher.identity.body.account
      const known = this.#heads.newest(self)
      const manifests = await putManifests(peer.blocks, change)
      const link = await putCatalogue(
        peer.blocks,
        applyChange(this.#publishedState(self), publisher, change, manifests),
        publisher,
      )
      // Read as others will read it: what they would refuse is refused here.
      const read: ManifestOutline[] = []
      const catalogue = await fetchCatalogue(peer.blocks, this.#works, self, link, {
        from: [],
        maxBytes: this.#limits.artistBytes,
        keep: (manifest) => read.push(manifest),
      })
      const { head, bytes } = await nextHead(link, known, publisher, this.#now())
      const record = store.transaction(() => {
        for (const manifest of read) this.#works.keep(manifest)
        return this.#heads.add(head.body, bytes, null)
      })()
      await this.#works.list(catalogue, () => true, this.#now())
      store.transaction(() => {
        this.#works.introduce(catalogue)
        this.#heads.accept(record)
      })()
      this.#notify(self)
      void this.announce(self)
      return head
    })
  }

  /** Sends an artist's newest head to peers and hubs; sent again by itself after a start and whenever a hub is back. */
  async announce(artist: Address): Promise<void> {
    const { peer, hubs, log } = this.#options
    const current = this.#heads.current(artist)
    if (current === undefined) return
    const head = decodeHead(current.bytes)
    const telling = hubs.map((hub) =>
      peer.call(hub, catalogueProtocol, 'announce', { head }).catch((error: unknown) => {
        log.info({ err: error, hub }, 'a head was not announced')
      }),
    )
    await Promise.all([this.#gossip(current), ...telling])
  }

  /** Hears of every artist whose newer catalogue was read or published. @returns unsubscribe */
  onChange(listener: (artist: Address) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  /** Hears of every peer that has gossiped something of its own, whatever it was. @returns unsubscribe */
  onSpeaker(listener: (peer: PeerIdText) => void): () => void {
    this.#speakers.add(listener)
    return () => this.#speakers.delete(listener)
  }

  /** Works by the beginnings of words; the newest for an empty text. */
  search(text: string, page: Pagination): WorkSummary[] {
    return text.trim() === '' ? this.#works.newest(page) : searchWorks(this.#options.store, text, page)
  }

  /** Artists by the beginnings of the words of their names. */
  searchArtists(text: string, limit: number): Address[] {
    return searchArtists(this.#options.store, text, limit)
  }

  /** What works on sale call their genre, the most frequent first. */
  genres(): { genre: string; works: number }[] {
    return listGenres(this.#options.store)
  }

  worksOfGenre(genre: string, page: Pagination): WorkSummary[] {
    return worksOfGenre(this.#options.store, genre, page)
  }

  newest(page: Pagination): WorkSummary[] {
    return this.#works.newest(page)
  }

  artist(address: Address): ArtistSummary | undefined {
    return this.#works.artist(address)
  }

  /** How many other artists go by a name that looks like this one's. */
  countNamesakes(address: Address): number {
    const name = this.#works.artist(address)?.name
    return name === undefined ? 0 : this.#works.countNamesakes(nameKey(name), address)
  }

  worksOf(artist: Address): WorkSummary[] {
    return this.#works.worksOf(artist)
  }

  work(kind: WorkKind, id: WorkId): WorkSummary | undefined {
    return this.#works.work(kind, id)
  }

  /** One edition of a work as its own manifest describes it, whether or not it is the one on sale. */
  edition(label: Label): WorkSummary | undefined {
    const { kind, id, edition } = fromLabel(label)
    const newest = this.work(kind, id)
    if (newest?.edition === edition) return newest
    const cid = this.#works.manifestOf(kind, id, edition)
    const manifest = cid === undefined ? undefined : this.manifest(cid)
    if (manifest === undefined) return undefined
    const { artist, credits } = manifest.body
    const hasNamesake = this.#works.countNamesakes(nameKey(credits.artistName), artist) > 0
    return { ...summariseManifest(manifest, hasNamesake), listed: false }
  }

  /** The highest number of an edition of a work that was ever known; 0: none was. */
  lastEdition(kind: WorkKind, id: WorkId): number {
    return this.#works.lastEdition(kind, id)
  }

  /** What a known manifest is of, and what it commits to, without reading it. */
  describe(cid: CidText): ManifestDescription | undefined {
    return this.#works.describe(cid)
  }

  /** Any manifest ever seen, of whatever edition. */
  manifest(cid: CidText): Manifest | undefined {
    return this.#works.manifest(cid)
  }

  /** The signed bytes of any manifest ever seen. */
  manifestBytes(cid: CidText): Uint8Array | undefined {
    return this.#works.manifestBytes(cid)
  }

  /** How long a release plays, ms; null where that is not known. */
  releaseDuration(tracks: ReleaseManifest['tracks']): number | null {
    return releaseDuration(this.#options.store, tracks)
  }

  /** The artist's releases that a track is on in any edition, each in its newest known edition, on sale or not. */
  releasesWith(artist: Address, track: WorkId): ReleaseManifest[] {
    return this.#works.releasesWith(artist, track)
  }

  /**
   * A manifest from here or from peers, verified and kept: an order may refer to one that is in no catalogue any more.
   *
   * @throws BuskerError `IPFS_BLOCK_NOT_FOUND`, `PROTOCOL_…` when it is none
   */
  async fetchManifest(kind: WorkKind, cid: CidText, from: readonly PeerIdText[] = []): Promise<Manifest> {
    const known = this.#works.manifest(cid)
    if (known !== undefined) return known
    const bytes = await this.#options.peer.blocks.get(CID.parse(cid), { from })
    const manifest = await verifyManifest(bytes, kind, cid)
    this.#works.keep(manifest)
    return manifest
  }

  /** The artist's newest signed head whose catalogue is known here. */
  head(artist: Address): SignedHead | undefined {
    const current = this.#heads.current(artist)
    return current === undefined ? undefined : decodeHead(current.bytes)
  }

  /** Pairs of signed heads that prove that an artist has shown different people different catalogues. */
  proofs(
    artist: Address,
  ): { readonly number: number; readonly one: SignedHead; readonly other: SignedHead }[] {
    return this.#heads
      .proofs(artist)
      .map(({ number, one, other }) => ({ number, one: decodeHead(one), other: decodeHead(other) }))
  }

  /** What was dropped, by reason. */
  rejections(): Readonly<Partial<Record<RejectionReason, number>>> {
    return this.#rejections.totals()
  }

  /** Counts what came by another way and was dropped. */
  countRejection(reason: RejectionReason): void {
    this.#rejections.count(reason)
  }

  #publishedState(artist: Address): PublishedState {
    const known = this.#works.artist(artist)
    const works = this.#works.worksOf(artist).toReversed()
    const { name = '', about = null, place = null, links = [], picture = null, header = null } = known ?? {}
    return {
      name,
      about,
      place,
      links,
      picture,
      header,
      coming: new ComingWorks(this.#options.store).bytesOf(artist),
      works: works.map(({ kind, id, edition, manifest }) => ({
        kind,
        id,
        edition,
        manifest: CID.parse(manifest),
      })),
    }
  }

  /** A head that was published here may not have reached anybody before the program ended. */
  #announceOwn(): void {
    for (const artist of this.#heads.ownArtists()) void this.announce(artist)
  }

  async #gossip({ artist, bytes }: HeadRecord): Promise<void> {
    await this.#options.peer.gossip.publish(headsTopic, bytes).catch((error: unknown) => {
      this.#options.log.info({ err: error, artist }, 'a head was not gossiped')
    })
  }

  /** Blocks that nobody needs here go from the disk too. */
  #drop(blocks: readonly CidText[], artists: readonly Address[]): void {
    const { peer, log, isPinned = () => false } = this.#options
    for (const artist of artists) this.#notify(artist)
    for (const cid of blocks) {
      if (isPinned(cid)) continue
      this.#dropping
        .add(() => peer.blocks.delete(CID.parse(cid)))
        .catch((error: unknown) => log.error({ err: error, cid }, 'a block was not deleted'))
    }
  }

  #notify(artist: Address): void {
    for (const listener of this.#listeners) listener(artist)
  }
}
