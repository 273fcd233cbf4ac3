import { randomBytes } from 'node:crypto'
import { generatePrivateKey, privateKeyToAccount } from 'viem/accounts'
import { type IdentityRecord, signIdentity } from '../../../protocol/identity.ts'
import {
  newWorkId,
  type ReleaseManifest,
  releaseManifest,
  type Segment,
  type SignedReleaseManifest,
  type SignedTrackManifest,
  type TrackManifest,
  trackManifest,
} from '../../../protocol/manifest.ts'
import { sign } from '../../../protocol/signed.ts'
import { hex32, type PeerIdText, toAddress, toLabel } from '../../../shared/ids.ts'
import { toAmount } from '../../../shared/money.ts'
import { cidOf } from '../../../ipfs/blocks/cids.ts'
import type { Publisher } from '../publish.ts'

const random = (length: number) => new Uint8Array(randomBytes(length))
const fixtureTokenNetwork = toAddress(`0x${'ab'.repeat(20)}`)

/** Somebody who publishes; their tracks hold no sound. */
export async function createPublisher(peer: PeerIdText): Promise<Publisher> {
  const account = privateKeyToAccount(generatePrivateKey())
  const record: IdentityRecord = {
    v: 1,
    account: toAddress(account.address),
    peer,
    verifyingKey: random(33),
    receivingKey: random(33),
    issuedAt: 1,
  }
  return { account, identity: await signIdentity(record, account) }
}

export function trackFixture(
  artist: Publisher,
  title: string,
  change: Partial<TrackManifest> = {},
): TrackManifest {
  const id = change.id ?? newWorkId(artist.identity.body.account)
  const edition = change.edition ?? 1
  const segment = { cid: cidOf(random(32), 'raw'), size: 32, samples: 0 }
  return {
    v: 1,
    id,
    edition,
    artist: artist.identity.body.account,
    credits: { title, artistName: 'The Tester', genre: 'Field recording' },
    price: { amount: toAmount(5n), chainId: 1337, tokenNetwork: fixtureTokenNetwork },
    durationMs: 1000,
    loudness: { integrated: -14, truePeak: -1 },
    waveform: random(16),
    commitment: hex32.parse(`0x${randomBytes(32).toString('hex')}`),
    capsule: { label: toLabel('track', id, edition), policyKey: random(33), kit: random(64) },
    renditions: [
      {
        name: 'aac',
        codec: 'mp4a.40.2',
        sampleRate: 44_100,
        channels: 2,
        bitrate: 256_000,
        encoderDelay: 1024,
        sampleCount: 44_100,
        salt: random(32),
        segments: [segment, { ...segment, samples: 44_100 }],
      },
    ],
    createdAt: 1,
    ...change,
  }
}

/** So many segments, which nobody has. */
export function segmentsFixture(count: number): Segment[] {
  return Array.from({ length: count }, (_, index) => ({
    cid: cidOf(random(32), 'raw'),
    size: 40_000,
    samples: index === 0 ? 0 : 1024,
  }))
}

export function signTrack(artist: Publisher, track: TrackManifest): Promise<SignedTrackManifest> {
  return sign('track', trackManifest, track, artist.account)
}

export function releaseFixture(
  artist: Publisher,
  title: string,
  tracks: ReleaseManifest['tracks'],
  change: Partial<ReleaseManifest> = {},
): ReleaseManifest {
  const id = change.id ?? newWorkId(artist.identity.body.account)
  return {
    v: 1,
    id,
    edition: 1,
    artist: artist.identity.body.account,
    credits: { title, artistName: 'The Tester' },
    price: { amount: toAmount(9n), chainId: 1337, tokenNetwork: fixtureTokenNetwork },
    capsule: { label: toLabel('release', id, 1), policyKey: random(33), kit: random(64) },
    tracks,
    createdAt: 2,
    ...change,
  }
}

export function signRelease(artist: Publisher, release: ReleaseManifest): Promise<SignedReleaseManifest> {
  return sign('release', releaseManifest, release, artist.account)
}
