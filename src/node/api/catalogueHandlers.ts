import type { catalogueApi, WorkDetail } from '../../shared/api/catalogue.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Purchases } from '../market/purchases.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { Discovery } from '../catalogue/served/discovery.ts'
import { releaseTrackManifest } from '../catalogue/releaseTrackManifest.ts'
import type { Manifest, WorkSummary } from '../catalogue/work.ts'
import { summariseManifest } from '../catalogue/workRow.ts'
import { toProfileView } from './profileHandlers.ts'
import { bonusViews } from './releaseHandlers.ts'
import { unknownWork } from '../catalogue/unknownWork.ts'
import { type WorkViewParts, workViewMapper } from './workViews.ts'

interface Parts extends WorkViewParts {
  readonly purchases: Pick<Purchases, 'countWithAccess'>
  readonly catalogue: WorkViewParts['catalogue'] &
    Pick<
      CatalogueService,
      'artist' | 'countNamesakes' | 'edition' | 'head' | 'releasesWith' | 'work' | 'worksOf'
    >
  readonly discovery: Pick<Discovery, 'newest' | 'lookUp' | 'lookAt' | 'findNamesakes'>
}

/** Answers what is asked about artists' offers. */
export function catalogueHandlers(parts: Parts): ApiHandlers<typeof catalogueApi> {
  const { catalogue, discovery, purchases } = parts
  const toView = workViewMapper(parts)
  return {
    newest: async ({ limit }) => (await discovery.newest(limit)).map(toView),
    async work({ label }) {
      await discovery.lookUp(label)
      const work = catalogue.edition(label)
      const manifest = work && catalogue.manifest(work.manifest)
      if (work === undefined || manifest === undefined) throw unknownWork()
      return {
        work: toView(work),
        description: manifest.body.credits.description ?? null,
        credits: creditsOf(manifest),
        bonus: manifest.kind === 'release' ? bonusViews(manifest.body) : [],
        ...soundOf(manifest),
        tracks: tracksOf(catalogue, manifest).map(toView),
        releases: releasesWith(catalogue, manifest).map(toView),
      }
    },
    async seller({ address }) {
      await discovery.lookAt(address)
      await discovery.findNamesakes(address)
      return {
        address,
        name: catalogue.artist(address)?.name ?? null,
        namesakes: catalogue.countNamesakes(address),
        purchases: purchases.countWithAccess(address),
      }
    },
    async artist({ address }) {
      await discovery.lookAt(address)
      const artist = catalogue.artist(address)
      if (artist === undefined) {
        throw new BuskerError(
          'CATALOGUE_UNKNOWN',
          'Nothing is known of this artist yet. Try again in a moment.',
        )
      }
      return {
        ...toProfileView(artist, address),
        address,
        namesakes: catalogue.countNamesakes(address),
        works: catalogue.worksOf(address).map(toView),
        changedAt: catalogue.head(address)?.body.time ?? null,
      }
    },
  }
}

function creditsOf({ body: { credits } }: Manifest): WorkDetail['credits'] {
  const { artists = [], albumArtist = null, composer = null, recordLabel = null, licence = null } = credits
  const { copyright = null, isrc = null, discNumber = null, lyrics = null, releaseType = null } = credits
  return {
    artists,
    releaseType,
    albumArtist,
    composer,
    recordLabel,
    licence,
    copyright,
    isrc,
    discNumber,
    lyrics,
  }
}

function soundOf(manifest: Manifest): Pick<WorkDetail, 'waveform' | 'renditions'> {
  if (manifest.kind === 'release') return { waveform: '', renditions: [] }
  const { waveform, renditions } = manifest.body
  return {
    waveform: Buffer.from(waveform).toString('base64'),
    renditions: renditions.map(({ name, codec, sampleRate, channels, bitrate, segments }) => ({
      name,
      codec,
      sampleRate,
      channels,
      bitrate,
      bytes: segments.reduce((sum, { size }) => sum + size, 0),
    })),
  }
}

/** A release's tracks, in the editions it holds, at the prices they have now. */
function tracksOf(catalogue: Pick<CatalogueService, 'manifest' | 'work'>, manifest: Manifest): WorkSummary[] {
  if (manifest.kind === 'track') return []
  return manifest.body.tracks.flatMap((track) => {
    const known = catalogue.manifest(releaseTrackManifest(catalogue, track))
    return known === undefined ? [] : [summariseManifest(known)]
  })
}

/** The artist's releases on sale that a track is on, in whatever edition. */
function releasesWith(
  catalogue: Pick<CatalogueService, 'releasesWith' | 'worksOf'>,
  manifest: Manifest,
): WorkSummary[] {
  if (manifest.kind === 'release') return []
  const { id, artist } = manifest.body
  const holding = new Set(catalogue.releasesWith(artist, id).map((release) => release.id))
  return catalogue.worksOf(artist).filter((work) => work.kind === 'release' && holding.has(work.id))
}
