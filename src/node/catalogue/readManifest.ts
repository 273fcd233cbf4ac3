import type { Catalogue } from '../../protocol/catalogue.ts'
import { inTurn } from '../../ipfs/blocks/inTurn.ts'
import { isWorkOf, type ReleaseManifest } from '../../protocol/manifest.ts'
import { BuskerError } from '../../shared/errors.ts'
import type { Address, CidText } from '../../shared/ids.ts'
import { type ManifestDescription, describeManifest } from './manifestDescription.ts'
import { manifestReader } from './manifestReader.ts'
import { verifyRelease } from './verifyManifest.ts'
import type { ManifestOutline } from './work.ts'

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
): Promise<ManifestOutline> {
  const { kind } = entry
  const cid = entry.manifest.toString() as CidText
  const outline: ManifestOutline =
    kind === 'track'
      ? { kind, cid, bytes, body: await manifestReader.outline(bytes) }
      : { kind, cid, bytes, body: await inTurn(() => verifyRelease(bytes)) }
  assertDescribes(describeManifest(outline), entry, artist)
  return outline
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
