import { decode } from '../../protocol/codec.ts'
import {
  type Artwork,
  manifestMaxBytes,
  type Preview,
  signedReleaseManifest,
  signedTrackManifest,
} from '../../protocol/manifest.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import type { studioApi, WorkChanges } from '../../shared/api/studio.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type CidText, type Label, toLabel, type WorkId } from '../../shared/ids.ts'
import type { ArtworkCleaner } from '../artwork/artworkCleaner.ts'
import { publishedArtwork } from '../artwork/contract.ts'
import type { CatalogueService } from '../catalogue/catalogueService.ts'
import type { Publisher } from '../catalogue/publish.ts'
import { releaseTrackManifest } from '../catalogue/releaseTrackManifest.ts'
import type { Manifest, WorkSummary } from '../catalogue/work.ts'
import { bestRendition } from '../playback/bestRendition.ts'
import type { Playback } from '../playback/playback.ts'
import type { Announce } from '../studio/announce.ts'
import { changePrice } from '../studio/changePrice.ts'
import { type BlockWriter, editWork, replacedBy } from '../studio/editWork.ts'
import { makePreview } from '../studio/makePreview.ts'
import { storeArtworkBlock } from '../studio/makeTrack.ts'
import { type WorkViewParts, workViewMapper } from './workViews.ts'

type EditMethods = 'reprice' | 'editWork' | 'restoreWorks' | 'withdrawWork'

export interface EditParts extends WorkViewParts {
  readonly catalogue: WorkViewParts['catalogue'] & Pick<CatalogueService, 'work' | 'worksOf'>
  readonly artworkCleaner: Pick<ArtworkCleaner, 'clean'>
  readonly blocks: BlockWriter
  readonly playback: Pick<Playback, 'open'>
  readonly announce: Announce
  readonly publisher: Pick<Publisher, 'account'>
  readonly ffmpeg: string
}

/** Changes what is on sale. Each change is one head, and what it replaces undoes it. */
export function editHandlers(parts: EditParts): Pick<ApiHandlers<typeof studioApi>, EditMethods> {
  const { account, catalogue, announce, publisher, blocks } = parts

  const ownWork = (id: WorkId): WorkSummary | undefined => {
    const works = [catalogue.work('track', id), catalogue.work('release', id)]
    return works.find((one) => one?.listed === true && one.artist === account)
  }
  const requireOwnWork = (id: WorkId): WorkSummary => {
    const work = ownWork(id)
    if (work === undefined) throw new BuskerError('CATALOGUE_UNKNOWN', 'You do not sell this any more.')
    return work
  }
  const requireManifest = (cid: CidText): Manifest => {
    const manifest = catalogue.manifest(cid)
    if (manifest === undefined) throw new Error('The manifest of a work of one’s own is missing.')
    return manifest
  }
  const viewOf = (id: WorkId) => workViewMapper(parts)(requireOwnWork(id))
  const withNeighbours = (manifest: Manifest) => {
    const entries = manifest.kind === 'release' ? manifest.body.tracks : []
    const tracks = entries.flatMap((entry) => {
      const track = requireManifest(releaseTrackManifest(catalogue, entry))
      return track.kind === 'track' ? [track.body] : []
    })
    const releases = catalogue.worksOf(account).flatMap((work) => {
      const release = work.kind === 'release' ? requireManifest(work.manifest) : undefined
      return release?.kind === 'release' ? [release.body] : []
    })
    return { manifest, tracks, releases }
  }

  return {
    async reprice({ id, price }) {
      await announce(await changePrice(requireManifest(requireOwnWork(id).manifest), price, publisher))
      return viewOf(id)
    },
    async editWork({ id, changes, price }, { signal }) {
      const { kind, edition } = requireOwnWork(id)
      const preview = await newPreview(parts, toLabel(kind, id, edition), changes, signal)
      const artwork = await newArtwork(parts, changes)
      const edit = { changes, price, artwork, preview }
      // As it stands now: a preview takes a while, and the price may have changed meanwhile.
      const manifest = requireManifest(requireOwnWork(id).manifest)
      const edited = await editWork(withNeighbours(manifest), edit, publisher, blocks)
      const replaced = replacedBy(edited, (work) => ownWork(work)?.manifest)
      // A track that is sold on a release alone stays off the list.
      const tracks = edited.tracks.filter(({ body }) => ownWork(body.id) !== undefined)
      await announce({ tracks, releases: edited.releases })
      return { work: viewOf(id), replaced }
    },
    async restoreWorks({ manifests }) {
      const own = manifests.map((cid) => catalogue.manifest(cid))
      const found = own.filter((manifest) => manifest?.body.artist === account)
      const known = found.filter((manifest) => manifest !== undefined)
      if (known.length < manifests.length) {
        throw new BuskerError('CATALOGUE_UNKNOWN', 'This is not on this machine any more.')
      }
      const signed = <K extends Manifest['kind']>(kind: K) =>
        known.flatMap(({ kind: other, bytes }) => (other === kind ? [bytes] : []))
      await announce({
        tracks: signed('track').map((bytes) => decode(signedTrackManifest, bytes, manifestMaxBytes)),
        releases: signed('release').map((bytes) => decode(signedReleaseManifest, bytes, manifestMaxBytes)),
      })
      return {}
    },
    async withdrawWork({ id }) {
      const { kind } = requireOwnWork(id)
      await announce({ withdraw: [{ kind, id }] })
      return {}
    },
  }
}

async function newArtwork(
  { artworkCleaner, blocks }: EditParts,
  { artwork }: WorkChanges,
): Promise<Artwork | undefined> {
  if (artwork === undefined) return undefined
  const made = await artworkCleaner.clean({ file: artwork }, publishedArtwork)
  return storeArtworkBlock(blocks, made, () => undefined)
}

async function newPreview(
  { playback, blocks, ffmpeg }: EditParts,
  label: Label,
  { previewStartMs }: WorkChanges,
  signal: AbortSignal,
): Promise<Preview | undefined> {
  if (previewStartMs === undefined) return undefined
  const track = await playback.open(label)
  try {
    const rendition = bestRendition(track.manifest)
    const sound = { rendition, segments: track.readAll(rendition, signal) }
    return await makePreview(sound, previewStartMs, { ffmpeg, blocks, signal })
  } finally {
    track.close()
  }
}
