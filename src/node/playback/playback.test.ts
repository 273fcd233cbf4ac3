import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest'
import { cidOf } from '../../ipfs/blocks/cids.ts'
import type { ReleaseManifest, TrackManifest } from '../../protocol/manifest.ts'
import { toLabel } from '../../shared/ids.ts'
import { newWorkId } from '../../protocol/manifest.ts'
import { pngOf } from '../../protocol/testing/pngOf.ts'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { bestRendition } from './bestRendition.ts'
import { createPlaybackHarness, type PlaybackHarness } from './testing/playbackHarness.ts'

let harness: PlaybackHarness
let track: TrackManifest
beforeAll(async () => {
  harness = await createPlaybackHarness()
  const file = join(harness.folder, 'piece.wav')
  await synthesiseWav(file, { seconds: 42, seed: 3 })
  track = await harness.publish(file, 'A song')
})
afterAll(() => harness.close())
beforeEach(() => {
  harness.blocks.requested.length = 0
  harness.blocks.gate = undefined
})

const aac = () => track.renditions[0]
const label = () => track.capsule.label
const missing = new Map<string, Uint8Array>()
/** Takes blocks away from everybody, until they are brought back. */
const lose = (cid: { toString(): string }) => {
  const name = cid.toString()
  missing.set(name, harness.blocks.all.get(name) ?? new Uint8Array())
  harness.blocks.all.delete(name)
}
const bringBack = () => {
  for (const [cid, bytes] of missing) harness.blocks.all.set(cid, bytes)
  missing.clear()
}

test('an owned track opens, and its segments come clear under its id', async () => {
  const playable = await harness.playback.play(label())
  expect(playable).toMatchObject({ title: 'A song', label: label(), artwork: null })
  expect(playable.id).toMatch(/^[0-9a-f]{32}$/)
  const [rendition] = playable.renditions
  expect(rendition?.mime).toBe('audio/mp4; codecs="mp4a.40.2"')
  expect(rendition?.segments[0]).toBe(0)
  const init = await harness.playback.respond(`track://busker/${playable.id}/${rendition?.name}/0`)
  expect(init.status).toBe(200)
  expect(init.headers.get('content-type')).toBe('audio/mp4')
  expect(init.headers.get('cache-control')).toBe('no-store')
  expect(Buffer.from(await init.arrayBuffer()).toString('latin1', 4, 8)).toBe('ftyp')
  const media = await harness.playback.respond(`track://busker/${playable.id}/${rendition?.name}/1`)
  expect(Buffer.from(await media.arrayBuffer()).toString('latin1', 4, 8)).toBe('moof')
})

test('a track says which releases it is on that have one loudness, and what it is', async () => {
  const loudness = { integrated: -11.5, truePeak: -0.3 }
  const { id, edition, commitment, artist, credits, price, capsule } = track
  const tracks = [{ id, edition, commitment, manifest: cidOf(Buffer.from(id), 'dag-cbor') }]
  const release = (): ReleaseManifest => {
    const work = newWorkId(artist)
    const sold = { ...capsule, label: toLabel('release', work, 1) }
    return { v: 1, id: work, edition: 1, artist, credits, price, capsule: sold, tracks, createdAt: 1 }
  }
  const album = { ...release(), loudness }
  for (const each of [album, release()]) harness.addRelease(each)
  expect((await harness.playback.play(label())).releases).toEqual([{ label: album.capsule.label, loudness }])
  expect((await harness.playback.preview(label())).releases).toEqual([])
})

test('a rendition is read whole, each segment in its turn', async () => {
  const rendition = bestRendition(track)
  const open = await harness.playback.open(label())
  const boxes: string[] = []
  for await (const bytes of open.readAll(rendition)) boxes.push(Buffer.from(bytes).toString('latin1', 4, 8))
  expect(boxes).toEqual(rendition.segments.map((_, index) => (index === 0 ? 'ftyp' : 'moof')))
  const cids = rendition.segments.map(({ cid }) => cid.toString())
  expect(harness.blocks.requested.toSorted()).toEqual(cids.toSorted())
  open.close()
})

test('two openings have different ids, and none opens after the node was stopped', async () => {
  const one = await harness.playback.play(label())
  const two = await harness.playback.play(label())
  expect(one.id).not.toBe(two.id)
  harness.playback.stop()
  const answer = await harness.playback.respond(`track://busker/${one.id}/aac/0`)
  expect(answer.status).toBe(404)
  expect(await answer.json()).toMatchObject({ code: 'PLAYBACK_NOT_OPEN' })
})

test('what follows the asked segment is fetched in advance, and asked of nobody twice', async () => {
  const { id, renditions } = await harness.playback.play(label())
  const name = renditions[0]?.name
  const segments = aac()?.segments.map(({ cid }) => cid.toString()) ?? []
  await harness.playback.respond(`track://busker/${id}/${name}/1`)
  await vi.waitFor(() => expect(harness.blocks.requested).toEqual(segments.slice(1, 10)))
  await harness.playback.respond(`track://busker/${id}/${name}/2`)
  await harness.playback.respond(`track://busker/${id}/${name}/1`)
  await vi.waitFor(() => expect(harness.blocks.requested).toEqual(segments.slice(1, 11)))
})

test('the beginning of what is about to be owned is fetched as it is sealed, by whoever has no key', async () => {
  const buyer = await harness.nonOwnerPlayback()
  await buyer.prefetchSealed(label())
  const heardFirst = track.renditions.flatMap(({ segments }) => segments.slice(0, 3))
  expect(harness.blocks.requested).toEqual(heardFirst.map(({ cid }) => cid.toString()))
})

test('a dropped request stops the fetching', async () => {
  const { id, renditions } = await harness.playback.play(label())
  const gate = Promise.withResolvers<void>()
  harness.blocks.gate = gate.promise
  const controller = new AbortController()
  const answer = harness.playback.respond(`track://busker/${id}/${renditions[0]?.name}/1`, controller.signal)
  controller.abort()
  expect((await answer).status).toBe(500)
  gate.resolve()
  await gate.promise
  expect(harness.blocks.requested).toHaveLength(1)
})

test('a segment that nobody has is said to be missing, and comes when it is asked for again later', async () => {
  const { id, renditions } = await harness.playback.play(label())
  const url = `track://busker/${id}/${renditions[0]?.name}/3`
  const cid = aac()?.segments[3]?.cid
  if (cid === undefined) throw new Error('The track is too short.')
  lose(cid)
  const answer = await harness.playback.respond(url)
  expect(answer.status).toBe(503)
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(await answer.json()).toMatchObject({ code: 'IPFS_BLOCK_NOT_FOUND' })
  bringBack()
  expect((await harness.playback.respond(url)).status).toBe(200)
})

test('a segment that is not the artist’s is not given out', async () => {
  const { id, renditions } = await harness.playback.play(label())
  const cid = aac()?.segments[2]?.cid.toString() ?? ''
  const right = harness.blocks.all.get(cid) ?? new Uint8Array()
  harness.blocks.all.set(
    cid,
    right.map((byte, at) => (at === 100 ? byte ^ 1 : byte)),
  )
  const answer = await harness.playback.respond(`track://busker/${id}/${renditions[0]?.name}/2`)
  harness.blocks.all.set(cid, right)
  expect(answer.status).toBe(502)
  expect(await answer.json()).toMatchObject({ code: 'SEGMENT_FORGED' })
})

test('an older preview, of which only the length is known, is played as it is', async () => {
  const { preview } = track
  if (preview === undefined) throw new Error('The track has one.')
  const id = newWorkId(track.artist)
  const { samples: _, ...older } = preview
  const capsule = { ...track.capsule, label: toLabel('track', id, 1) }
  harness.addManifest({ ...track, id, capsule, preview: older })
  const { renditions } = await harness.playback.preview(capsule.label)
  expect(renditions).toMatchObject([
    { sampleRate: 1000, encoderDelay: 0, sampleCount: older.durationMs, segments: [older.durationMs] },
  ])
})

test('who does not own it gets the preview alone', async () => {
  const stranger = await harness.nonOwnerPlayback()
  await expect(stranger.play(label())).rejects.toMatchObject({ code: 'PLAYBACK_NOT_OWNED' })
  await expect(stranger.download(label())).rejects.toMatchObject({ code: 'PLAYBACK_NOT_OWNED' })
  const preview = await stranger.preview(label())
  expect(preview).toMatchObject({ id: 'preview', durationMs: track.preview?.durationMs })
  const samples = track.preview?.samples
  if (samples === undefined) throw new Error('A new preview says what is heard of it.')
  const { encoderDelay, sampleCount } = samples
  expect(preview.renditions).toMatchObject([{ ...samples, segments: [encoderDelay + sampleCount] }])
  expect(sampleCount / samples.sampleRate).toBeCloseTo((track.preview?.durationMs ?? 0) / 1000, 2)
  const answer = await stranger.respond(`track://busker/preview/${label()}`)
  expect((await answer.arrayBuffer()).byteLength).toBe(track.preview?.size)
})

test('a release, and a track nobody knows, cannot be played', async () => {
  const id = newWorkId(track.artist)
  await expect(harness.playback.play(toLabel('release', id, 1))).rejects.toMatchObject({
    code: 'PLAYBACK_NOT_A_TRACK',
  })
  await expect(harness.playback.play(toLabel('track', id, 1))).rejects.toMatchObject({
    code: 'CATALOGUE_UNKNOWN',
  })
})

test('a download fetches every block, tells how far it is, and is remembered when it is whole', async () => {
  const [cid] = track.renditions[1]?.segments.slice(-1).map((segment) => segment.cid) ?? []
  if (cid === undefined) throw new Error('There is no second rendition.')
  lose(cid)
  await expect(harness.playback.download(label())).rejects.toMatchObject({ code: 'IPFS_BLOCK_NOT_FOUND' })
  expect(harness.downloads.has(label())).toBe(false)
  bringBack()
  const told: number[] = []
  const bytes = await harness.playback.download(label(), { onProgress: (fraction) => told.push(fraction) })
  expect(bytes).toBe(
    track.renditions.flatMap(({ segments }) => segments).reduce((sum, { size }) => sum + size, 0),
  )
  expect(told).toEqual(told.toSorted((a, b) => a - b))
  expect(told.at(-1)).toBe(1)
  expect(harness.downloads.has(label())).toBe(true)
})

test('pictures are given when a known work shows them, as what they are', async () => {
  const png = pngOf(1400, 1400)
  const picture = await harness.blocks.put(png, 'raw')
  const secret = await harness.blocks.put(Buffer.from('\x89PNG\r\n\x1a\n secret', 'latin1'), 'raw')
  const wrong = await harness.blocks.put(Buffer.from('<script>alert(1)</script>'), 'raw')
  const shows = (cid: typeof picture, size: number) => {
    const id = newWorkId(track.artist)
    const capsule = { ...track.capsule, label: toLabel('track', id, 1) }
    harness.addManifest({ ...track, id, capsule, artwork: { cid, size, mediaType: 'image/png' } })
  }
  shows(picture, png.byteLength)
  shows(wrong, 25)
  const answer = await harness.playback.respond(`track://busker/artwork/${picture.toString()}`)
  expect(answer.headers.get('content-type')).toBe('image/png')
  expect(answer.headers.get('cache-control')).toMatch(/immutable/)
  expect(Buffer.from(await answer.arrayBuffer())).toEqual(png)
  expect((await harness.playback.respond(`track://busker/artwork/${secret.toString()}`)).status).toBe(404)
  expect((await harness.playback.respond(`track://busker/artwork/${wrong.toString()}`)).status).toBe(404)
  const segment = cidOf(new Uint8Array(3), 'raw')
  expect((await harness.playback.respond(`track://busker/artwork/${segment.toString()}`)).status).toBe(404)
})

test('a picture that unpacks to more than a screen shows is refused by its header', async () => {
  const bomb = pngOf(16_000, 16_000, new Uint8Array(0))
  const cid = await harness.blocks.put(bomb, 'raw')
  const id = newWorkId(track.artist)
  const capsule = { ...track.capsule, label: toLabel('track', id, 1) }
  harness.addManifest({
    ...track,
    id,
    capsule,
    artwork: { cid, size: bomb.byteLength, mediaType: 'image/png' },
  })
  const answer = await harness.playback.respond(`track://busker/artwork/${cid.toString()}`)
  expect(answer.headers.get('content-type')).toMatch(/json/)
  expect(await answer.json()).toMatchObject({
    code: 'PLAYBACK_PICTURE_TOO_LARGE',
    message: expect.stringContaining('16000 × 16000 pixels; at most 2048') as string,
  })
})

test('what is no address is answered with 404', async () => {
  expect((await harness.playback.respond('track://busker/../../etc/passwd')).status).toBe(404)
})

test('each address that leads to nothing says what is not there', async () => {
  const { id, renditions } = await harness.playback.play(label())
  const unshown = cidOf(new Uint8Array(4), 'raw')
  const silent = newWorkId(track.artist)
  const { preview: _, ...withoutPreview } = track
  const capsule = { ...track.capsule, label: toLabel('track', silent, 1) }
  harness.addManifest({ ...withoutPreview, id: silent, capsule })
  const codeAt = async (path: string) => {
    const answer = await harness.playback.respond(`track://busker/${path}`)
    return [answer.status, ((await answer.json()) as { code: unknown }).code]
  }
  expect(await codeAt('nothing')).toEqual([404, 'PLAYBACK_NO_ADDRESS'])
  expect(await codeAt(`${id}/${renditions[0]?.name}/9999`)).toEqual([404, 'PLAYBACK_NO_SEGMENT'])
  expect(await codeAt(`${id}/opus/1`)).toEqual([404, 'PLAYBACK_NO_SEGMENT'])
  expect(await codeAt(`artwork/${unshown.toString()}`)).toEqual([404, 'PLAYBACK_NO_PICTURE'])
  expect(await codeAt(`preview/${capsule.label}`)).toEqual([404, 'PLAYBACK_NO_PREVIEW'])
  await expect(harness.playback.preview(capsule.label)).rejects.toMatchObject({ code: 'PLAYBACK_NO_PREVIEW' })
})

test('who waits for a place that is not played any more is told so', async () => {
  const { id, renditions } = await harness.playback.play(label())
  const gate = Promise.withResolvers<void>()
  harness.blocks.gate = gate.promise
  const near = harness.playback.respond(`track://busker/${id}/${renditions[0]?.name}/1`)
  const far = harness.playback.respond(`track://busker/${id}/${renditions[0]?.name}/11`)
  gate.resolve()
  expect((await far).status).toBe(200)
  expect((await near).status).toBe(409)
  expect(await (await near).json()).toMatchObject({ code: 'PLAYBACK_DROPPED' })
})

test('a download that the disk does not keep is none', async () => {
  const last = track.renditions[0]?.segments.at(-1)?.cid
  if (last === undefined) throw new Error('The track is too short.')
  harness.store.prepare('DELETE FROM downloads').run()
  const flush = vi.spyOn(harness.blocks, 'flush').mockImplementationOnce(async () => lose(last))
  await expect(harness.playback.download(label())).rejects.toMatchObject({ code: 'PLAYBACK_NOT_KEPT' })
  expect(flush).toHaveBeenCalledOnce()
  expect(harness.downloads.has(label())).toBe(false)
  bringBack()
})
