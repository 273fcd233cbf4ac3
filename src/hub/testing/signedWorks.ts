import type { CID } from 'multiformats/cid'
import type { Blocks } from '../../ipfs/peer.ts'
import {
  catalogue,
  type Catalogue,
  head,
  type SignedHead,
  signedCatalogue,
} from '../../protocol/catalogue.ts'
import { encode } from '../../protocol/codec.ts'
import {
  newWorkId,
  releaseManifest,
  type ReleaseManifest,
  signedReleaseManifest,
  signedTrackManifest,
  trackManifest,
  type TrackManifest,
} from '../../protocol/manifest.ts'
import { sign } from '../../protocol/signed.ts'
import { hex32, toLabel, type WorkId, type WorkKind } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import type { TestUser } from './testUser.ts'

type Works = Catalogue['works']
type BlockWriter = Pick<Blocks, 'put'>

const price = { amount: toAmount(1n), chainId: 31337, tokenNetwork: `0x${'5'.repeat(40)}` as never }
const capsuleOf = (kind: WorkKind, id: WorkId) => ({
  label: toLabel(kind, id, 1),
  policyKey: new Uint8Array(33).fill(2),
  kit: new Uint8Array(8),
})

/** Signs and puts a track whose segments are these; the other fields are what a manifest must have. */
export async function putTrack(
  to: BlockWriter,
  artist: TestUser,
  n: number,
  segments: readonly Uint8Array[],
  options: {
    readonly artwork?: Uint8Array
    readonly claimedSize?: number
    /** Linked as segments, too. */
    readonly further?: readonly { readonly cid: CID; readonly size: number }[]
  } = {},
): Promise<Works[number]> {
  const cids = await Promise.all(segments.map(async (bytes) => ({ cid: await to.put(bytes, 'raw'), bytes })))
  const id = newWorkId(artist.address)
  const body: TrackManifest = {
    v: 1,
    id,
    edition: 1,
    artist: artist.address,
    credits: { title: `Track ${n}`, artistName: 'Anna' },
    price,
    durationMs: 4000,
    loudness: { integrated: -14, truePeak: -1 },
    waveform: new Uint8Array(2),
    ...(options.artwork && {
      artwork: {
        cid: await to.put(options.artwork, 'raw'),
        size: options.artwork.byteLength,
        mediaType: 'image/png' as const,
      },
    }),
    commitment: hex32.parse(`0x${'c'.repeat(64)}`),
    capsule: capsuleOf('track', id),
    renditions: [
      {
        name: 'aac',
        codec: 'mp4a.40.2',
        sampleRate: 44100,
        channels: 2,
        bitrate: 128000,
        encoderDelay: 0,
        sampleCount: 100,
        salt: new Uint8Array(32),
        segments: [
          ...cids.map(({ cid, bytes }) => ({ cid, size: options.claimedSize ?? bytes.byteLength })),
          ...(options.further ?? []),
        ].map((segment) => ({ ...segment, samples: 1 })),
      },
    ],
    createdAt: 1,
  }
  const signed = await sign('track', trackManifest, body, artist.account)
  const manifest = await to.put(encode(signedTrackManifest, signed), 'dag-cbor')
  return { kind: 'track', id: body.id, edition: 1, manifest }
}

/** Signs and puts a release of these tracks. */
export async function putRelease(
  to: BlockWriter,
  artist: TestUser,
  n: number,
  tracks: Works,
): Promise<Works[number]> {
  const commitment = hex32.parse(`0x${'c'.repeat(64)}`)
  const id = newWorkId(artist.address)
  const body: ReleaseManifest = {
    v: 1,
    id,
    edition: 1,
    artist: artist.address,
    credits: { title: `Release ${n}`, artistName: 'Anna' },
    price,
    capsule: capsuleOf('release', id),
    tracks: tracks.map(({ id, edition, manifest }) => ({ id, edition, manifest, commitment })),
    createdAt: 1,
  }
  const signed = await sign('release', releaseManifest, body, artist.account)
  const manifest = await to.put(encode(signedReleaseManifest, signed), 'dag-cbor')
  return { kind: 'release', id: body.id, edition: 1, manifest }
}

/** Signs and puts a catalogue of these works, and signs the head that points to it. */
export async function putCatalogue(
  to: BlockWriter,
  artist: TestUser,
  number: number,
  works: Works,
  profile: Pick<Catalogue, 'picture' | 'header' | 'coming'> = {},
): Promise<{ signed: SignedHead; root: CID; bytes: Uint8Array }> {
  const body: Catalogue = { v: 1, artist: artist.identity, name: 'Anna', works, ...profile }
  const bytes = encode(signedCatalogue, await sign('catalogue', catalogue, body, artist.account))
  const root = await to.put(bytes, 'dag-cbor')
  const pointer = {
    v: 1 as const,
    artist: artist.address,
    number,
    catalogue: root,
    previous: null,
    time: number,
  }
  return { signed: await sign('head', head, pointer, artist.account), root, bytes }
}
