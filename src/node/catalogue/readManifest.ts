import type { Catalogue } from '../../protocol/catalogue.ts'
import {
  isWorkOf,
  manifestMaxBytes,
  type ReleaseManifest,
  releaseManifest,
  trackManifest,
} from '../../protocol/manifest.ts'
import { decodeSigned, type Signed } from '../../protocol/signed.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type Address, type CidText, toLabel, type WorkKind } from '../../shared/ids.ts'
import { type ManifestDescription, describeManifest } from './manifestDescription.ts'
import type { Manifest } from './work.ts'

/** What a catalogue or a release says that a manifest is. */
export type ManifestEntry = Pick<Catalogue['works'][number], 'kind' | 'id' | 'edition' | 'manifest'>

/**
 * Reads a manifest and checks that `artist` signed it for this very work and edition, under its own label.
 *
 * @throws BuskerError `PROTOCOL_TOO_LARGE`, `PROTOCOL_MALFORMED`, `PROTOCOL_FORGED`, `CATALOGUE_INCONSISTENT`
 */
export async function readManifest(
  bytes: Uint8Array,
  entry: ManifestEntry,
  artist: Address,
): Promise<Manifest> {
  const manifest = await verifyManifest(bytes, entry.kind, entry.manifest.toString() as CidText)
  assertDescribes(describeManifest(manifest), entry, artist)
  return manifest
}

/** @throws BuskerError `CATALOGUE_INCONSISTENT` unless the manifest is of this work and edition, by `artist` */
export function assertDescribes(
  description: ManifestDescription,
  entry: Omit<ManifestEntry, 'manifest'>,
  artist: Address,
): void {
  if (description.artist !== artist) throw inconsistent(entry, 'is the work of another artist')
  const { kind, id, edition } = description
  if (!isWorkOf(id, artist)) throw inconsistent(entry, 'has the id of another artist’s work')
  if (kind !== entry.kind || id !== entry.id || edition !== entry.edition) {
    throw inconsistent(entry, 'describes another work or edition')
  }
}

/** As {@link readManifest}, for a manifest of which nothing but its CID is known. */
export async function verifyManifest(bytes: Uint8Array, kind: WorkKind, cid: CidText): Promise<Manifest> {
  const manifest = await decodeManifest(bytes, kind, cid)
  const { id, edition, capsule } = manifest.body
  if (capsule.label !== toLabel(kind, id, edition)) {
    throw new BuskerError(
      'CATALOGUE_INCONSISTENT',
      `The capsule of ${kind} ${id} is sealed under another label.`,
    )
  }
  return manifest
}

/** @throws BuskerError `CATALOGUE_INCONSISTENT` unless each track is the one that its manifest describes */
export function assertTracksAgree(
  release: ReleaseManifest,
  describe: (cid: CidText) => ManifestDescription | undefined,
): void {
  for (const { id, edition, manifest, commitment } of release.tracks) {
    const entry = { kind: 'track', id, edition } as const
    const track = describe(manifest.toString() as CidText)
    if (track === undefined) throw inconsistent(entry, 'is missing')
    assertDescribes(track, entry, release.artist)
    if (track.commitment !== commitment)
      throw inconsistent(entry, 'commits to another content key than its release')
  }
}

export function inconsistent(
  { kind, id, edition }: Omit<ManifestEntry, 'manifest'>,
  problem: string,
): BuskerError {
  return new BuskerError(
    'CATALOGUE_INCONSISTENT',
    `The manifest of ${kind} ${id}, edition ${edition}, ${problem}.`,
  )
}

async function decodeManifest(bytes: Uint8Array, kind: WorkKind, cid: CidText): Promise<Manifest> {
  if (kind === 'track') {
    const signed = await decodeSigned('track', trackManifest, bytes, manifestMaxBytes)
    assertOwn(kind, signed)
    return { kind, cid, bytes, body: signed.body }
  }
  const signed = await decodeSigned('release', releaseManifest, bytes, manifestMaxBytes)
  assertOwn(kind, signed)
  return { kind, cid, bytes, body: signed.body }
}

function assertOwn(kind: WorkKind, { signer, body }: Signed<{ artist: Address }>): void {
  if (signer === body.artist) return
  throw new BuskerError('PROTOCOL_FORGED', `A ${kind} manifest was not signed by the artist it names.`)
}
