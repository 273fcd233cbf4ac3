import { decode } from '../../protocol/codec.ts'
import {
  type Artwork,
  manifestMaxBytes,
  type Preview,
  type Price,
  signedReleaseManifest,
  signedTrackManifest,
} from '../../protocol/manifest.ts'
import type { ApiHandlers } from '../../shared/api/define.ts'
import type { PriceReduction, studioApi, WorkChanges } from '../../shared/api/studio.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type Label, toLabel, type WorkId } from '../../shared/ids.ts'
import type { ArtworkCleaner } from '../artwork/artworkCleaner.ts'
import { publishedArtwork } from '../artwork/contract.ts'
import { assertWhollyRead } from '../catalogue/assertWhollyRead.ts'
import type { Publisher } from '../catalogue/publish.ts'
import type { Manifest } from '../catalogue/work.ts'
import { bestRendition } from '../playback/bestRendition.ts'
import type { Playback } from '../playback/playback.ts'
import type { Announce } from '../studio/announce.ts'
import { changePrice } from '../studio/changePrice.ts'
import type { EditBonus } from '../studio/editBonus.ts'
import { type BlockWriter, editWork, replacedBy } from '../studio/editWork.ts'
import type { OwnWorks } from '../studio/ownWorks.ts'
import { type AskedPrice, assertReduction } from '../studio/priceOf.ts'
import { makePreview } from '../studio/makePreview.ts'
import { storeArtworkBlock } from '../studio/makeTrack.ts'
import { type WorkViewParts, workViewMapper } from './workViews.ts'

type EditMethods = 'reprice' | 'editWork' | 'restoreWorks' | 'withdrawWork'

export interface EditParts extends WorkViewParts {
  /** Of a release. */
  readonly editBonus: EditBonus
  readonly ownWorks: OwnWorks
  readonly artworkCleaner: Pick<ArtworkCleaner, 'clean'>
  readonly blocks: BlockWriter
  readonly playback: Pick<Playback, 'open'>
  readonly announce: Announce
  readonly publisher: Pick<Publisher, 'account'>
  readonly ffmpeg: string
}

/** Changes what is on sale. Each change is one head, and what it replaces undoes it. */
export function editHandlers(parts: EditParts): Pick<ApiHandlers<typeof studioApi>, EditMethods> {
  const { account, catalogue, announce, publisher, blocks, ownWorks, now } = parts

  const viewOf = (id: WorkId) => workViewMapper(parts)(ownWorks.require(id))

  return {
    reprice: ({ id, ...asked }) =>
      ownWorks.inTurn(async () => {
        const manifest = ownWorks.manifest(ownWorks.require(id).manifest)
        assertReduction(asked, now())
        await announce(await changePrice(manifest, asked, publisher))
        return viewOf(id)
      }),
    async editWork({ id, changes, ...said }, { signal }) {
      const { kind, edition } = ownWorks.require(id)
      const preview = await newPreview(parts, toLabel(kind, id, edition), changes, signal)
      const artwork = await newArtwork(parts, changes)
      return ownWorks.inTurn(async () => {
        // As it stands now: a preview takes a while, and the price, or the sound, may have changed meanwhile.
        const current = ownWorks.require(id)
        const asked = askedPrice(current.price, said)
        if (asked !== undefined) assertReduction(asked, now())
        const edit = {
          changes,
          price: asked,
          artwork,
          preview: current.edition === edition ? preview : undefined,
        }
        const manifest = await parts.editBonus(ownWorks.manifest(current.manifest), changes.bonus)
        const neighbours = ownWorks.withNeighbours(manifest)
        const edited = await editWork(neighbours, edit, publisher, blocks)
        const replaced = replacedBy(edited, (work) => ownWorks.find(work)?.manifest)
        // A track that is sold on a release alone stays off the list.
        const tracks = edited.tracks.filter(({ body }) => ownWorks.find(body.id) !== undefined)
        await announce({ tracks, releases: edited.releases })
        return { work: viewOf(id), replaced }
      })
    },
    restoreWorks: ({ manifests }) =>
      ownWorks.inTurn(async () => {
        const own = manifests.map((cid) => catalogue.manifest(cid))
        const found = own.filter((manifest) => manifest?.body.artist === account)
        const known = found.filter((manifest) => manifest !== undefined)
        if (known.length < manifests.length) {
          throw new BuskerError('CATALOGUE_UNKNOWN', 'This is not on this machine any more.')
        }
        known.forEach(assertWhollyRead)
        const signed = <K extends Manifest['kind']>(kind: K) =>
          known.flatMap(({ kind: other, bytes }) => (other === kind ? [bytes] : []))
        await announce({
          tracks: signed('track').map((bytes) => decode(signedTrackManifest, bytes, manifestMaxBytes)),
          releases: signed('release').map((bytes) => decode(signedReleaseManifest, bytes, manifestMaxBytes)),
        })
        return {}
      }),
    withdrawWork: ({ id }) =>
      ownWorks.inTurn(async () => {
        const { kind } = ownWorks.require(id)
        await announce({ withdraw: [{ kind, id }] })
        return {}
      }),
  }
}

interface SaidPrice {
  readonly price?: AskedPrice['price'] | undefined
  readonly orMore?: boolean | undefined
  readonly reduced?: PriceReduction | null | undefined
}

/** A price that is said anew, or reduced; undefined: it stays as it is. */
function askedPrice(
  current: Pick<Price, 'amount' | 'orMore'>,
  { price, orMore, reduced }: SaidPrice,
): AskedPrice | undefined {
  if (price !== undefined) return { price, orMore, reduced: reduced ?? undefined }
  if (reduced === undefined) return undefined
  return { price: current.amount, orMore: current.orMore, reduced: reduced ?? undefined }
}

async function newArtwork(
  { artworkCleaner, blocks }: EditParts,
  { artwork, artworkCrop: crop }: WorkChanges,
): Promise<Artwork | undefined> {
  if (artwork === undefined) return undefined
  const made = await artworkCleaner.clean({ file: artwork, crop }, publishedArtwork)
  return storeArtworkBlock(blocks, made, () => undefined)
}

async function newPreview(
  { playback, blocks, ffmpeg }: EditParts,
  label: Label,
  { preview }: WorkChanges,
  signal: AbortSignal,
): Promise<Preview | undefined> {
  if (preview === undefined) return undefined
  const track = await playback.open(label)
  try {
    const rendition = bestRendition(track.manifest)
    const sound = { rendition, segments: track.readAll(rendition, signal) }
    return await makePreview(sound, preview, { ffmpeg, blocks, signal })
  } finally {
    track.close()
  }
}
