import type { CID } from 'multiformats/cid'
import type { Blocks } from '../../ipfs/peer.ts'
import { decode, encode } from '../../protocol/codec.ts'
import {
  manifestMaxBytes,
  releaseManifest,
  signedReleaseManifest,
  signedTrackManifest,
  type SignedTrackManifest,
  trackManifest,
} from '../../protocol/manifest.ts'
import { sign, type SigningAccount } from '../../protocol/signed.ts'
import type { StudioOptions } from './studioOptions.ts'
import type { Upload } from './uploads.ts'

/** A track that is about to be announced: what waited for its time is as new as that. */
export async function dateUpload(
  { publishAt }: Pick<Upload, 'publishAt'>,
  manifest: SignedTrackManifest,
  { keys, clock }: Pick<StudioOptions, 'keys' | 'clock'>,
): Promise<SignedTrackManifest> {
  if (publishAt === null) return manifest
  return sign('track', trackManifest, { ...manifest.body, createdAt: clock.now() }, keys.account)
}

/** A release and the tracks that waited with it. */
export interface DatedManifests {
  readonly release: Uint8Array
  /** Without those that are on sale already. */
  readonly tracks: readonly (Pick<Upload, 'id'> & { readonly manifest: Uint8Array })[]
}

/** The same for a release and its tracks, which it names by their manifests. @param now ms since epoch */
export async function dateRelease(
  release: Uint8Array,
  tracks: readonly Upload[],
  { account, blocks }: { readonly account: SigningAccount; readonly blocks: Pick<Blocks, 'put'> },
  now: number,
): Promise<DatedManifests> {
  const { body } = decode(signedReleaseManifest, release, manifestMaxBytes)
  const dated: { id: Upload['id']; manifest: Uint8Array; cid: CID }[] = []
  for (const { id, state, manifest: bytes } of tracks) {
    if (state === 'announced' || bytes === null) continue
    const track = { ...decode(signedTrackManifest, bytes, manifestMaxBytes).body, createdAt: now }
    const manifest = encode(signedTrackManifest, await sign('track', trackManifest, track, account))
    dated.push({ id, manifest, cid: await blocks.put(manifest, 'dag-cbor') })
  }
  const entries = body.tracks.map((entry) => {
    const link = dated.find(({ id }) => id === entry.id)?.cid
    return link === undefined ? entry : { ...entry, manifest: link }
  })
  const signed = await sign('release', releaseManifest, { ...body, tracks: entries, createdAt: now }, account)
  return { release: encode(signedReleaseManifest, signed), tracks: dated }
}
