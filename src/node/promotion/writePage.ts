import { stat } from 'node:fs/promises'
import type { Blocks } from '../../ipfs/peer.ts'
import type { Artwork, Price } from '../../protocol/manifest.ts'
import type { PromotedPage } from '../../shared/api/promotion.ts'
import { artistDeepLink, workDeepLink } from '../../shared/deepLinks.ts'
import { toLabel } from '../../shared/ids.ts'
import { shorten } from '../../shared/text.ts'
import { exactAmount, type Token } from '../../shared/token.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import { releaseTrackManifest } from '../catalogue/releaseTrackManifest.ts'
import type { ArtistSummary, Manifest } from '../catalogue/work.ts'
import { runFfmpeg } from '../media/ffmpeg.ts'
import { feed } from './feed.ts'
import { FileNames } from './fileNames.ts'
import { pageScript, pageStyle } from './pageAssets.ts'
import type { PageContent, PageFile, PageTrack, PageWork } from './pageContent.ts'
import type { PageFolder } from './pageFolder.ts'
import { qrSvg } from './qrCode.ts'
import { embedPage, webPage } from './webPage.ts'

type Track = Extract<Manifest, { kind: 'track' }>

export interface WritePageOptions extends Pick<PromotedPage, 'site' | 'program'> {
  readonly artist: ArtistSummary
  /** Of this one work; undefined: of all that are on sale. */
  readonly work: Manifest | undefined
  readonly token: Token
  readonly catalogue: Pick<CatalogueService, 'manifest' | 'work' | 'worksOf'>
  readonly blocks: Pick<Blocks, 'get'>
  readonly folder: PageFolder
  readonly ffmpeg: string
  readonly signal: AbortSignal
  /** Told of every file that is written. */
  readonly report: (progress: { done: number; total: number }) => void
}

/**
 * Writes a page about an artist, or one of their works, that any web space can serve: with previews as files that every browser
 * plays, an embedded player, a feed and a code for posters. It reaches nothing but its own folder.
 *
 * @throws BuskerError `PROMOTION_UNWRITABLE`, `IPFS_BLOCK_NOT_FOUND`, `MEDIA_*`
 */
export async function writePage(options: WritePageOptions): Promise<void> {
  const { artist, work, folder, site, program } = options
  const writer = new PageWriter(options)
  const manifests = work === undefined ? writer.onSale() : [work]
  const works = await writer.works(manifests)
  const [first] = works
  const isOfArtist = work === undefined
  const link = isOfArtist || first === undefined ? artistDeepLink(artist.address) : first.link
  const said = isOfArtist ? artist.about : first?.description
  const content: PageContent = {
    title: isOfArtist || first === undefined ? artist.name : `${first.title} – ${first.artistName}`,
    description: shorten(said ?? `Music by ${artist.name}, sold by the artist.`, 200).replaceAll('\n', ' '),
    artist: {
      name: artist.name,
      place: artist.place,
      about: artist.about,
      links: artist.links,
      link: artistDeepLink(artist.address),
      picture: isOfArtist ? await writer.picture(artist.picture, artist.name) : null,
      header: isOfArtist ? await writer.picture(artist.header, `${artist.name} header`) : null,
    },
    isOfArtist,
    works,
    site: site === undefined ? null : site.replace(/\/?$/, '/'),
    program: program ?? null,
  }
  await folder.write('style.css', pageStyle)
  await folder.write('page.js', pageScript)
  await folder.write('feed.xml', feed(content))
  await folder.write('poster-code.svg', qrSvg(link))
  await folder.write('embed.html', embedPage(content))
  await folder.write('index.html', webPage(content))
}

/** Writes pictures and previews, each once, and says what they are called. */
class PageWriter {
  readonly #options: WritePageOptions
  readonly #names = new FileNames()
  readonly #files = new Map<string, PageFile>()
  #total = 0

  constructor(options: WritePageOptions) {
    this.#options = options
  }

  /** Releases first, newest first; tracks that are on none of them after. */
  onSale(): Manifest[] {
    const { catalogue, artist } = this.#options
    const manifests = catalogue
      .worksOf(artist.address)
      .flatMap(({ manifest }) => catalogue.manifest(manifest) ?? [])
    const releases = manifests.filter(({ kind }) => kind === 'release')
    const held = new Set(
      releases.flatMap((release) =>
        release.kind === 'release' ? release.body.tracks.map(({ id }) => id) : [],
      ),
    )
    return [...releases, ...manifests.filter(({ kind, body }) => kind === 'track' && !held.has(body.id))]
  }

  async works(manifests: readonly Manifest[]): Promise<PageWork[]> {
    const withTracks = manifests.map((manifest) => ({ manifest, tracks: this.#tracksOf(manifest) }))
    this.#total = withTracks.reduce((sum, { tracks }) => sum + tracks.length, 0)
    const works: PageWork[] = []
    for (const { manifest, tracks } of withTracks) {
      const { body, kind } = manifest
      const { credits, createdAt, artwork } = body
      works.push({
        ...this.#offer(manifest),
        kind,
        label: toLabel(kind, body.id, body.edition),
        year: credits.year ?? null,
        genre: credits.genre ?? null,
        description: credits.description ?? null,
        cover: await this.picture(artwork ?? null, credits.title),
        createdAt,
        tracks: await this.#pageTracks(tracks),
      })
    }
    return works
  }

  async picture(artwork: Artwork | null, title: string): Promise<PageFile | null> {
    if (artwork === null) return null
    return this.#once(artwork.cid.toString(), async () => {
      const extension = artwork.mediaType.split('/')[1] ?? 'jpeg'
      const path = this.#names.next('pictures', title, extension)
      const bytes = await this.#options.blocks.get(artwork.cid, { signal: this.#options.signal })
      await this.#options.folder.write(path, bytes)
      return { path, mediaType: artwork.mediaType, bytes: bytes.byteLength }
    })
  }

  #tracksOf(manifest: Manifest): Track[] {
    const { catalogue } = this.#options
    if (manifest.kind === 'track') return [manifest]
    return manifest.body.tracks.flatMap((entry) => {
      const track = catalogue.manifest(releaseTrackManifest(catalogue, entry))
      return track?.kind === 'track' ? [track] : []
    })
  }

  async #pageTracks(tracks: readonly Track[]): Promise<PageTrack[]> {
    const made: PageTrack[] = []
    for (const track of tracks) {
      const preview = await this.#preview(track)
      made.push({ ...this.#offer(track), durationMs: track.body.durationMs, preview })
      this.#options.report({ done: made.length, total: this.#total })
    }
    return made
  }

  #offer({ kind, body: { id, edition, credits, price } }: Manifest) {
    const { token } = this.#options
    return {
      title: credits.title,
      artistName: credits.artistName,
      price: priceText(price, token),
      link: workDeepLink(toLabel(kind, id, edition)),
    }
  }

  /** Previews are fragments of MP4, which not every browser plays from a file: they are made one plain file, unchanged in sound. */
  async #preview({ body: { preview, credits } }: Track): Promise<PageFile | null> {
    if (preview === undefined) return null
    const { blocks, folder, ffmpeg, signal } = this.#options
    return this.#once(preview.cid.toString(), async () => {
      const path = this.#names.next('previews', credits.title, 'm4a')
      const file = await folder.pathOf(path)
      const bytes = await blocks.get(preview.cid, { signal })
      const failure = {
        code: 'MEDIA_ENCODE_FAILED',
        message: 'A preview could not be written as a file.',
      } as const
      const args = ['-i', 'pipe:0', '-c', 'copy', '-movflags', '+faststart', '-f', 'mp4', `file:${file}`]
      await runFfmpeg({ ffmpeg, args, outputs: 0, input: true, failure, signal }, async ({ input }) => {
        input?.end(bytes)
        await Promise.resolve()
      })
      const { size } = await stat(file)
      folder.note(path, size)
      return { path, mediaType: 'audio/mp4', bytes: size }
    })
  }

  async #once(name: string, write: () => Promise<PageFile>): Promise<PageFile> {
    const known = this.#files.get(name)
    if (known !== undefined) return known
    const written = await write()
    this.#files.set(name, written)
    return written
  }
}

/** Also from when and until when it is reduced: a page of the web stays as it was written. */
function priceText(price: Price, token: Token): string {
  const { reduced } = price
  if (reduced === undefined || reduced.until <= Date.now()) return amountText(price, token)
  const [lower, whole] = [amountText({ ...price, amount: reduced.amount }, token), amountText(price, token)]
  const until = timeText(reduced.until)
  if (reduced.from === undefined || reduced.from <= Date.now())
    return `${lower} until ${until}, then ${whole}`
  return `${whole}, ${lower} from ${timeText(reduced.from)} until ${until}`
}

function timeText(at: number): string {
  const text = new Date(at).toLocaleString('en', { dateStyle: 'long', timeStyle: 'short', timeZone: 'UTC' })
  return `${text} UTC`
}

function amountText({ amount, orMore }: Pick<Price, 'amount' | 'orMore'>, token: Token): string {
  if (amount === 0n) return orMore === true ? 'name your price' : 'free'
  return `${exactAmount(amount, token)} ${token.symbol}${orMore === true ? ' or more' : ''}`
}
