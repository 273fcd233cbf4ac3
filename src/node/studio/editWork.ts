import { CID } from 'multiformats/cid'
import type { Blocks } from '../../ipfs/peer.ts'
import {
  type Artwork,
  type Credits,
  releaseManifest,
  type ReleaseManifest,
  type SignedReleaseManifest,
  type SignedTrackManifest,
  trackManifest,
  type TrackManifest,
} from '../../protocol/manifest.ts'
import { sign } from '../../protocol/signed.ts'
import type { WorkChanges } from '../../shared/api/studio.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { CidText, WorkId } from '../../shared/ids.ts'
import type { Manifest } from '../catalogue/work.ts'
import { type Publisher, putManifests } from '../catalogue/publish.ts'
import { editCredits } from './credits.ts'
import { type AskedPrice, priceOf } from './priceOf.ts'

/** Where new pictures, previews and manifests are stored. */
export type BlockWriter = Pick<Blocks, 'put'>

/** A work of one's own and what hangs together with it. */
export interface EditedWork {
  readonly manifest: Manifest
  /** Of a release, the tracks it names, in its order. */
  readonly tracks: readonly TrackManifest[]
  /** All releases of the artist on sale. */
  readonly releases: readonly ReleaseManifest[]
}

/** What an edit says. What is left out stays as it is. */
export interface Edit {
  readonly changes: WorkChanges
  readonly price: AskedPrice | undefined
  /** Stored already. */
  readonly artwork: Artwork | undefined
  readonly preview: TrackManifest['preview']
}

export interface EditedManifests {
  readonly tracks: readonly SignedTrackManifest[]
  readonly releases: readonly SignedReleaseManifest[]
}

/**
 * The same edition with other words, picture, price, preview or order: new manifests under the same labels, with the same
 * capsules, content keys and sealed blocks. A release names its tracks' manifests, so what changes a track changes the
 * releases that hold it; what names a release is named so on its tracks too.
 *
 * @throws BuskerError `UPLOAD_ORDER_WRONG` when the order is not of a release's own tracks, each once
 */
export async function editWork(
  { manifest, tracks, releases }: EditedWork,
  edit: Edit,
  publisher: Pick<Publisher, 'account'>,
  blocks: BlockWriter,
): Promise<EditedManifests> {
  const edited =
    manifest.kind === 'track' ? [editTrack(manifest.body, edit)] : editTracks(manifest.body, tracks, edit)
  const signedTracks = await Promise.all(
    edited.map((body) => sign('track', trackManifest, body, publisher.account)),
  )
  const stored = await putManifests(blocks, { tracks: signedTracks })
  const links = new Map(
    stored.map(({ cid, body: { id, edition } }) => [id, { edition, manifest: CID.parse(cid) }]),
  )
  const own = manifest.kind === 'release' ? [editRelease(manifest.body, edit)] : []
  const others = releases.filter(
    (release) => release.id !== manifest.body.id && release.tracks.some(({ id }) => links.has(id)),
  )
  const signedReleases = await Promise.all(
    [...own, ...others].map((body) =>
      sign('release', releaseManifest, withLinks(body, links), publisher.account),
    ),
  )
  return { tracks: signedTracks, releases: signedReleases }
}

function editTrack(body: TrackManifest, edit: Edit): TrackManifest {
  inOrder([], edit.changes.order)
  const { releaseType: _ofReleases, ...changes } = edit.changes
  return { ...editBody(body, { ...edit, changes }), ...(edit.preview && { preview: edit.preview }) }
}

function editRelease(body: ReleaseManifest, edit: Edit): ReleaseManifest {
  return { ...editBody(body, edit), tracks: inOrder(body.tracks, edit.changes.order) }
}

function editBody<Body extends TrackManifest | ReleaseManifest>(
  body: Body,
  { changes, price, artwork }: Edit,
): Body {
  return {
    ...body,
    credits: editCredits(body.credits, changes),
    ...(price !== undefined && { price: priceOf(body.price, price) }),
    ...(artwork && { artwork }),
  }
}

/** The tracks of a release that its new title, picture or order changes. */
function editTracks(release: ReleaseManifest, tracks: readonly TrackManifest[], edit: Edit): TrackManifest[] {
  const title = editCredits(release.credits, edit.changes).title
  const order = inOrder(release.tracks, edit.changes.order).map(({ id }) => id)
  const numbers = tracks.flatMap(({ credits }) => credits.trackNumber ?? [])
  const byPlace = numbers.toSorted((one, other) => one - other)
  const areNumbered = new Set(numbers).size === tracks.length
  return tracks.flatMap((track) => {
    const credits: Credits = {
      ...track.credits,
      ...(track.credits.releaseTitle === release.credits.title && { releaseTitle: title }),
      ...(areNumbered && edit.changes.order && { trackNumber: byPlace[order.indexOf(track.id)] ?? 1 }),
    }
    const sharesArtwork = release.artwork !== undefined && release.artwork.cid.equals(track.artwork?.cid)
    const artwork = sharesArtwork ? edit.artwork : undefined
    const isSame = JSON.stringify(credits) === JSON.stringify(track.credits) && artwork === undefined
    return isSame ? [] : [{ ...track, credits, ...(artwork && { artwork }) }]
  })
}

function inOrder<T extends { readonly id: WorkId }>(
  tracks: readonly T[],
  order: readonly WorkId[] | undefined,
): T[] {
  if (order === undefined) return [...tracks]
  const ordered = order.flatMap((id) => tracks.find((track) => track.id === id) ?? [])
  const isWhole = new Set(ordered).size === tracks.length && order.length === tracks.length
  if (isWhole) return ordered
  throw new BuskerError('UPLOAD_ORDER_WRONG', 'An order names each track of the release once, and no other.')
}

function withLinks(
  body: ReleaseManifest,
  links: ReadonlyMap<WorkId, { readonly edition: number; readonly manifest: CID }>,
): ReleaseManifest {
  const tracks = body.tracks.map((track) => {
    const link = links.get(track.id)
    return link?.edition === track.edition ? { ...track, manifest: link.manifest } : track
  })
  return { ...body, tracks }
}

/** The manifests that an edit replaces: announced again, they undo it. */
export function replacedBy(edited: EditedManifests, current: (id: WorkId) => CidText | undefined): CidText[] {
  return [...edited.tracks, ...edited.releases].flatMap(({ body }) => current(body.id) ?? [])
}
