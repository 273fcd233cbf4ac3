import { toLabel } from '../../shared/ids.ts'
import { decode } from '../../protocol/codec.ts'
import {
  manifestMaxBytes,
  releaseManifest,
  type ReleaseManifest,
  signedTrackManifest,
  type SignedReleaseManifest,
} from '../../protocol/manifest.ts'
import { sign } from '../../protocol/signed.ts'
import type { Access, ContentKey } from '../access/access.ts'
import { sealReleaseKeys } from '../access/capsules.ts'
import { publishedArtwork } from '../artwork/contract.ts'
import { toReleaseCredits } from './credits.ts'
import { storeArtworkBlock, type TrackDependencies } from './makeTrack.ts'
import type { Store } from '../store/openStore.ts'
import { makeBonus } from './makeBonus.ts'
import { priceOf } from './priceOf.ts'
import { releaseContentKeys } from './releaseContentKeys.ts'
import { TrackLoudness } from './trackLoudness.ts'
import type { UploadRelease } from './uploadReleases.ts'
import type { Upload } from './uploads.ts'

export interface ReleaseDependencies extends TrackDependencies {
  readonly access: Access
  readonly store: Store
}

/** A signed release, and what of it is kept here. */
export interface MadeRelease {
  readonly manifest: SignedReleaseManifest
  /** Of its bonus files; undefined: it has none. */
  readonly bonusKey: ContentKey | undefined
}

/**
 * Makes a signed release of sealed tracks, in their order: its capsule holds the content keys of all of them, and of its files.
 *
 * @param onBlock called with the CID of each block of its files as soon as it is stored
 * @throws BuskerError `MEDIA_ARTWORK_*`, `BONUS_*`; `UPLOAD_KEY_MISSING` when a track's content key is not here any more
 */
export async function makeRelease(
  { keys, blocks, artworkCleaner, chain, access, store }: ReleaseDependencies,
  { id, edits, createdAt, ...asked }: UploadRelease,
  uploads: readonly Upload[],
  onBlock: (cid: string) => void,
): Promise<MadeRelease> {
  const edition = 1
  const tracks: ReleaseManifest['tracks'] = []
  const bodies = uploads.map((upload) => {
    if (upload.manifest === null) throw new Error('A release was made of a track that is not sealed.')
    return { bytes: upload.manifest, ...decode(signedTrackManifest, upload.manifest, manifestMaxBytes) }
  })
  const contentKeys = releaseContentKeys(
    access,
    bodies.map((track) => track.body),
  )
  for (const { bytes, body } of bodies) {
    const manifest = await blocks.put(bytes, 'dag-cbor')
    tracks.push({ id: body.id, edition: body.edition, manifest, commitment: body.commitment })
  }
  const chosen =
    edits.artwork === undefined
      ? undefined
      : await artworkCleaner.clean({ file: edits.artwork, crop: edits.artworkCrop }, publishedArtwork)
  const artwork =
    chosen === undefined
      ? bodies.find(({ body }) => body.artwork !== undefined)?.body.artwork
      : await storeArtworkBlock(blocks, chosen, () => undefined)
  const files = await makeBonus({ release: id, blocks, onBlock }, edits.bonus ?? [])
  const loudness = new TrackLoudness(store).ofRelease(bodies.map((track) => track.body))
  const body: ReleaseManifest = {
    v: 1,
    id,
    edition,
    artist: keys.identity.body.account,
    credits: toReleaseCredits(
      edits,
      bodies.map((track) => track.body.credits),
    ),
    price: priceOf(chain, asked),
    ...(artwork && { artwork }),
    ...(loudness && { loudness }),
    ...(files && { bonus: files.bonus }),
    capsule: await sealReleaseKeys(keys, toLabel('release', id, edition), {
      ...contentKeys,
      ...(files && { [id]: files.key }),
    }),
    tracks,
    createdAt,
  }
  const manifest = await sign('release', releaseManifest, body, keys.account)
  return { manifest, bonusKey: files?.key }
}
