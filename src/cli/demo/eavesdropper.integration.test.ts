import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Peer } from '../../ipfs/peer.ts'
import { PeerHarness } from '../../ipfs/testing/peerHarness.ts'
import { deriveKeys } from '../../node/keys/deriveKeys.ts'
import { newWords } from '../../node/keys/words.ts'
import { createPlaybackHarness, type PlaybackHarness } from '../../node/playback/testing/playbackHarness.ts'
import { findFfmpeg } from '../../process/tools.ts'
import { encode } from '../../protocol/codec.ts'
import { signedTrackManifest, trackManifest, type TrackManifest } from '../../protocol/manifest.ts'
import { sign } from '../../protocol/signed.ts'
import { cidText, toAddress } from '../../shared/ids.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { eavesdrop } from './eavesdropper.ts'

const peers = new PeerHarness()
let harness: PlaybackHarness
let hub: Peer
let track: TrackManifest
beforeAll(async () => {
  harness = await createPlaybackHarness()
  hub = await peers.peer()
  const file = join(harness.folder, 'piece.wav')
  await synthesiseWav(file, { seconds: 6, seed: 3 })
  track = await harness.publish(file, 'A song')
})
afterAll(async () => {
  await peers.stop()
  await harness.close()
})

/** What a stranger gets of a track whose segments are these, on a network that has them all. */
async function eavesdropOn(segments: readonly Uint8Array[]) {
  const [rendition] = track.renditions
  if (rendition === undefined) throw new Error('A track was published without a rendition.')
  const stored = await Promise.all(
    segments.map(async (bytes, index) => ({
      cid: await hub.blocks.put(bytes, 'raw'),
      size: bytes.byteLength,
      samples: rendition.segments[index]?.samples ?? 0,
    })),
  )
  const { account } = await deriveKeys(newWords(), 1)
  const body = {
    ...track,
    artist: toAddress(account.address),
    renditions: [{ ...rendition, segments: stored }],
  }
  const manifest = await sign('track', trackManifest, body, account)
  const cid = await hub.blocks.put(encode(signedTrackManifest, manifest), 'dag-cbor')
  return eavesdrop(cidText.parse(cid.toString()), {
    network: { hub: { peers: [...hub.addresses] } } as unknown as NetworkProfile,
    ffmpeg: await findFfmpeg(),
    folder: harness.folder,
  })
}

test('sealed segments play for nobody', async () => {
  const sealed = track.renditions[0]?.segments.map(({ cid }) => harness.blocks.all.get(cid.toString())) ?? []
  const segments = sealed.map((bytes) => bytes ?? new Uint8Array())
  const { bytes } = await eavesdropOn(segments)
  expect(bytes).toBe(segments.reduce((sum, { byteLength }) => sum + byteLength, 0))
})

test('segments that are not sealed are found out', async () => {
  const open = await harness.playback.open(track.capsule.label)
  const [rendition] = track.renditions
  if (rendition === undefined) throw new Error('A track was published without a rendition.')
  const clear: Uint8Array[] = []
  for await (const bytes of open.readAll(rendition)) clear.push(bytes)
  open.close()
  await expect(eavesdropOn(clear)).rejects.toMatchObject({ code: 'DEMO_NOT_SEALED' })
})
