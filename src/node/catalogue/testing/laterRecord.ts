import * as dagCbor from '@ipld/dag-cbor'
import { z } from 'zod'
import { type TrackManifest, trackManifest } from '../../../protocol/manifest.ts'
import { sign, type SignedKind } from '../../../protocol/signed.ts'
import type { Publisher } from '../publish.ts'

/** A record with whatever is in `body`, in the form that it has on the wire, as its artist signed it. */
export async function laterRecord(
  kind: SignedKind,
  body: object,
  artist: Pick<Publisher, 'account'>,
): Promise<Uint8Array> {
  const { signer, signature } = await sign(kind, z.unknown(), body, artist.account)
  return dagCbor.encode({ body, signer, signature })
}

/** The form that a track has on the wire. */
export function wireOf(track: TrackManifest): z.input<typeof trackManifest> {
  return z.encode(trackManifest, track)
}
