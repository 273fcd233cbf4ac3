import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, expect, test } from 'vitest'
import { createPeer } from '../../ipfs/createPeer.ts'
import { findFfmpeg } from '../../process/tools.ts'
import { newWorkId, type TrackManifest, trackManifest } from '../../protocol/manifest.ts'
import { sign } from '../../protocol/signed.ts'
import { toLabel } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { commitmentOf } from '../access/capsules.ts'
import { createAccess } from '../access/createAccess.ts'
import { CatalogueService } from '../catalogue/catalogueService.ts'
import { sealSound } from '../studio/sealSound.ts'
import { deriveKeys } from '../keys/deriveKeys.ts'
import type { Keys } from '../keys/keys.ts'
import { newWords } from '../keys/words.ts'
import { probe } from '../media/probe.ts'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { startAll, stopAll } from '../../shared/startable.ts'
import { openStore } from '../store/openStore.ts'
import { createPlayback } from './createPlayback.ts'
import { Downloads } from './downloads.ts'

const folder = await mkdtemp(join(tmpdir(), 'busker-offline-'))
afterAll(() => rm(folder, { recursive: true }))

/** What of a node plays: real peer, catalogue, store. */
async function startNode(name: string, keys: Keys) {
  const own = join(folder, name)
  const peer = await createPeer({ seed: keys.peerSeed, folder: own })
  const store = openStore(`${own}.sqlite`)
  const catalogue = new CatalogueService({ store, peer, hubs: [], log: pino({ level: 'silent' }) })
  const access = createAccess({ store, keys, peer })
  const downloads = new Downloads(store)
  const purchases = { boughtManifest: () => undefined }
  const playback = createPlayback({
    store,
    catalogue,
    access,
    blocks: peer.blocks,
    purchases,
    downloads,
    files: { open: () => Promise.reject(new Error('There are no local files.')) },
    covers: { has: () => false, read: () => Promise.reject(new Error('There are no local files.')) },
  })
  await startAll([peer, catalogue])
  return {
    peer,
    catalogue,
    access,
    downloads,
    playback,
    async stop() {
      playback.stop()
      await stopAll([peer, catalogue])
      store.close()
    },
  }
}

test('an owned track is played with its artist and every network gone, after a restart', async () => {
  const [artistKeys, listenerKeys] = [await deriveKeys(newWords(), 1), await deriveKeys(newWords(), 1)]
  const artist = await startNode('artist', artistKeys)
  const file = join(folder, 'piece.wav')
  const ffmpeg = await findFfmpeg()
  await synthesiseWav(file, { seconds: 12, seed: 6 })
  const self = artistKeys.identity.body.account
  const id = newWorkId(self)
  const { contentKey, encoded, preview, renditions } = await sealSound({
    track: id,
    source: await probe(file, { ffmpeg }),
    ffmpeg,
    blocks: artist.peer.blocks,
    signal: new AbortController().signal,
    onBlock: () => undefined,
    onProgress: () => undefined,
  })
  const body: TrackManifest = {
    v: 1,
    id,
    edition: 1,
    artist: self,
    credits: { title: 'A song', artistName: 'Somebody' },
    price: { amount: toAmount(5n), chainId: 31337, tokenNetwork: self },
    durationMs: 12_000,
    loudness: encoded.loudness,
    waveform: encoded.waveform,
    preview,
    renditions,
    commitment: commitmentOf(contentKey),
    capsule: { label: toLabel('track', id, 1), policyKey: new Uint8Array(33), kit: new Uint8Array(64) },
    createdAt: 1,
  }
  const manifest = await sign('track', trackManifest, body, artistKeys.account)
  await artist.catalogue.publish(artistKeys, { name: 'Somebody', tracks: [manifest] })
  const known = artist.catalogue.work('track', id)
  if (known === undefined) throw new Error('What was published is known.')

  const listener = await startNode('listener', listenerKeys)
  await listener.peer.connect(artist.peer.addresses)
  await listener.catalogue.fetchManifest('track', known.manifest, [artist.peer.id])
  listener.access.keep(id, 1, contentKey)
  const { label } = body.capsule
  const heard = await everything(listener.playback, label)
  expect(listener.downloads.has(label)).toBe(false)
  await listener.playback.download(label)
  await listener.stop()
  await artist.stop()

  const alone = await startNode('listener', listenerKeys)
  try {
    expect(alone.downloads.has(label)).toBe(true)
    expect(await everything(alone.playback, label)).toEqual(heard)
  } finally {
    await alone.stop()
  }
})

/** The length of every clear segment of every rendition. */
async function everything(
  playback: Awaited<ReturnType<typeof startNode>>['playback'],
  label: TrackManifest['capsule']['label'],
) {
  const { id, renditions } = await playback.play(label)
  const lengths: number[] = []
  for (const { name, segments } of renditions) {
    for (const index of segments.keys()) {
      const answer = await playback.respond(`track://busker/${id}/${name}/${index}`)
      expect(answer.status).toBe(200)
      lengths.push((await answer.arrayBuffer()).byteLength)
    }
  }
  return lengths
}
