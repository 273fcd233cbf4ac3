import { utf8ToBytes } from '@noble/hashes/utils.js'
import { digest } from '../../protocol/codec.ts'
import { keysOfRelease } from '../../protocol/manifest.ts'
import type { Address, Hex32, WorkId, WorkKind } from '../../shared/ids.ts'
import type { ManifestOutline } from './work.ts'

/** What a manifest is of. */
export interface ManifestDescription {
  readonly kind: WorkKind
  readonly id: WorkId
  readonly edition: number
  readonly artist: Address
  /** Of the content key of a track, or of all content keys of a release: one edition has one. */
  readonly commitment: Hex32
}

export function describeManifest(manifest: ManifestOutline): ManifestDescription {
  const { id, edition, artist } = manifest.body
  return { kind: manifest.kind, id, edition, artist, commitment: commitmentOf(manifest) }
}

function commitmentOf({ kind, body }: ManifestOutline): Hex32 {
  if (kind === 'track') return body.commitment
  const keys = keysOfRelease(body).map(({ id, commitment }) => `${id} ${commitment}`)
  return digest(utf8ToBytes(keys.join('\n')))
}
