import {
  manifestMaxBytes,
  type ReleaseManifest,
  releaseManifest,
  type TrackManifest,
  trackManifest,
} from '../../protocol/manifest.ts'
import { decodeSigned, type Signed } from '../../protocol/signed.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type CidText, toLabel, type WorkKind } from '../../shared/ids.ts'
import type { Manifest } from './work.ts'

/**
 * Reads a manifest of which nothing but its CID is known: the artist whom it names signed it, and its capsule has the label of
 * its own work and edition.
 *
 * @throws BuskerError `PROTOCOL_TOO_LARGE`, `PROTOCOL_MALFORMED`, `PROTOCOL_FORGED`, `CATALOGUE_INCONSISTENT`
 */
export async function verifyManifest(bytes: Uint8Array, kind: WorkKind, cid: CidText): Promise<Manifest> {
  return kind === 'track'
    ? { kind, cid, bytes, body: await verifyTrack(bytes) }
    : { kind, cid, bytes, body: await verifyRelease(bytes) }
}

/** See {@link verifyManifest}. */
export async function verifyTrack(bytes: Uint8Array): Promise<TrackManifest> {
  return assertOwn('track', await decodeSigned('track', trackManifest, bytes, manifestMaxBytes))
}

/** See {@link verifyManifest}. */
export async function verifyRelease(bytes: Uint8Array): Promise<ReleaseManifest> {
  return assertOwn('release', await decodeSigned('release', releaseManifest, bytes, manifestMaxBytes))
}

function assertOwn<T extends TrackManifest | ReleaseManifest>(
  kind: WorkKind,
  { signer, body }: Signed<T>,
): T {
  if (signer !== body.artist) {
    throw new BuskerError('PROTOCOL_FORGED', `A ${kind} manifest was not signed by the artist it names.`)
  }
  if (body.capsule.label !== toLabel(kind, body.id, body.edition)) {
    throw new BuskerError(
      'CATALOGUE_INCONSISTENT',
      `The capsule of ${kind} ${body.id} is sealed under another label.`,
    )
  }
  return body
}
