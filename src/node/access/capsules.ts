import { digest, decode, encode } from '../../protocol/codec.ts'
import { type Capsule, releaseKeys } from '../../protocol/manifest.ts'
import { BuskerError } from '../../shared/errors.ts'
import { fromLabel, type Hex32, type Label, type WorkId } from '../../shared/ids.ts'
import { sealCapsule } from '../../umbral/capsule.ts'
import { policyKeyOf } from '../../umbral/keys.ts'
import type { Keys } from '../keys/keys.ts'
import type { ContentKey } from './access.ts'

/** A track as its manifest, or its release's, names it. */
export interface CommittedTrack {
  readonly id: WorkId
  readonly edition: number
  /** SHA-256 of its content key. */
  readonly commitment: Hex32
}

export interface TrackKey {
  readonly id: WorkId
  readonly edition: number
  readonly key: ContentKey
}

const payloadMaxBytes = 64 * 1024

/** What a manifest publishes of a content key, because AES-GCM does not commit to its key. */
export function commitmentOf(key: ContentKey): Hex32 {
  return digest(key)
}

/** Seals one track's content key under `track/…`. */
export async function sealTrackKey(
  keys: Pick<Keys, 'delegatingSeed'>,
  label: Label,
  key: ContentKey,
): Promise<Capsule> {
  const policyKey = await policyKeyOf(keys.delegatingSeed, label)
  return { label, policyKey, kit: await sealCapsule(policyKey, key) }
}

/** Seals the content keys of all tracks of a release under `release/…`. */
export async function sealReleaseKeys(
  keys: Pick<Keys, 'delegatingSeed'>,
  label: Label,
  tracks: Readonly<Record<WorkId, ContentKey>>,
): Promise<Capsule> {
  const policyKey = await policyKeyOf(keys.delegatingSeed, label)
  return { label, policyKey, kit: await sealCapsule(policyKey, encode(releaseKeys, tracks)) }
}

/**
 * Reads what a capsule held, and checks each key against its commitment.
 *
 * @throws BuskerError `POLICY_WRONG_KEY` when a key is missing or is not the one the manifest commits to
 */
export function readPayload(
  label: Label,
  payload: Uint8Array,
  tracks: readonly CommittedTrack[],
): TrackKey[] {
  const keyOf = keyLookup(label, payload)
  return tracks.map(({ id, edition, commitment }) => {
    const key = keyOf(id)
    if (key?.byteLength === 32 && commitmentOf(key) === commitment) return { id, edition, key }
    throw new BuskerError(
      'POLICY_WRONG_KEY',
      `What was handed over does not open track ${id}: it is not the key its manifest commits to. The receipt and this message prove it.`,
    )
  })
}

function keyLookup(label: Label, payload: Uint8Array): (id: WorkId) => ContentKey | undefined {
  const { kind, id: track } = fromLabel(label)
  if (kind === 'track') return (id) => (id === track ? (payload as ContentKey) : undefined)
  const keys = releaseKeysOf(payload)
  return (id) => (Object.hasOwn(keys, id) ? (keys[id] as ContentKey) : undefined)
}

function releaseKeysOf(payload: Uint8Array): Record<WorkId, Uint8Array> {
  try {
    return decode(releaseKeys, payload, payloadMaxBytes)
  } catch (error) {
    throw new BuskerError('POLICY_WRONG_KEY', 'The capsule of this release holds no content keys.', {
      cause: error,
    })
  }
}
