import { afterAll, beforeAll, expect, test } from 'vitest'
import { compareSignals } from '../../src/testAudio/compareSignals.ts'
import type { Signal } from '../../src/testAudio/signal.ts'
import { loudnessGain } from '../../src/renderer/playback/loudness.ts'
import { readFrames } from '../../src/renderer/playback/transcode/mp4Reader.ts'
import { mediaSegment } from '../../src/renderer/playback/transcode/mp4Writer.ts'
import type { QueueTrack } from '../../src/renderer/playback/playerState.ts'
import { trimLeadingSilence } from '../../src/testAudio/samples.ts'
import { createPlayerHarness, rmsLevel, type PlayerHarness, decodeSamples } from './playerHarness.ts'

let harness: PlayerHarness
let long: { readonly file: string; readonly track: QueueTrack }
beforeAll(async () => {
  harness = await createPlayerHarness()
  const file = await harness.synthesise('long', 70)
  long = { file, track: await harness.publishForQueue(file) }
})
afterAll(() => harness.close())

/** @param from seconds @param length seconds */
function part({ sampleRate, samples }: Signal, from: number, length: number): Signal {
  const [first, end] = [from, from + length].map((second) => Math.round(second * sampleRate))
  return { sampleRate, samples: samples.subarray(first, end) }
}

/** Plays and records `length` seconds from `place` on. */
function record(tracks: readonly QueueTrack[] | null, place: number, length: number): Promise<string> {
  return harness.app.window.evaluate(
    ([queue, from, enough]) =>
      window.playerPage.record(async (player) => {
        if (queue !== null) player.playTracks(queue)
        if (from > 0) player.seek(from)
        player.play()
        await window.playerPage.until(
          ({ position, isWaiting }) => !isWaiting && position > from + enough && position < from + enough + 2,
        )
        player.pause()
      }),
    [tracks, place, length] as const,
  )
}

test('a track is heard from where it is jumped to: ahead of what is there, and back to what was', async () => {
  await harness.app.window.evaluate(() => window.playerPage.player.setNormalised(false))
  const whole = await harness.readReference(long.file)
  for (const place of [0, 55.5, 3.25]) {
    const samples = trimLeadingSilence(
      decodeSamples(await record(place === 0 ? [long.track] : null, place, 2.5)),
    )
    const reference = part(whole, place, 2)
    const found = compareSignals(
      reference,
      { ...whole, samples },
      { minSeconds: 2, minCorrelation: 0.99, maxLag: 0.1 },
    )
    expect(found).toMatchObject({ same: true })
  }
})

test('sound comes out of the device that is chosen, and of the default one where that is gone', async () => {
  const [chosen, gone] = await harness.app.window.evaluate(async () => {
    const devices = await navigator.mediaDevices.enumerateDevices()
    const outputs = devices.filter(({ kind, deviceId }) => kind === 'audiooutput' && deviceId !== 'default')
    const id = outputs[0]?.deviceId ?? 'none'
    const isChosen = (await window.playerPage.setDevice(id)) === id
    return [isChosen, await window.playerPage.setDevice('0'.repeat(64))] as const
  })
  expect([chosen, gone]).toEqual([true, ''])
})

test('AAC is followed by FLAC of another rate without a stop', async () => {
  const other = harness.sampleRate === 48_000 ? 44_100 : 48_000
  const wav = await harness.synthesise('lossy', 4)
  const lossy = await harness.convert(wav, '-c:a libmp3lame -b:a 320k', 'lossy.mp3')
  const lossless = await harness.synthesise('lossless', 4, other)
  const tracks = [await harness.publishForQueue(lossy), await harness.publishForQueue(lossless)]
  const recorded = await harness.app.window.evaluate(
    (queue) =>
      window.playerPage.record(async (player) => {
        player.setQuality('lossless')
        player.playTracks(queue)
        await window.playerPage.until(({ index, isPlaying }) => index === 1 && !isPlaying)
        player.setQuality('high')
      }),
    tracks,
  )
  const samples = trimLeadingSilence(decodeSamples(recorded))
  const [first, last] = [await harness.readReference(lossy), await harness.readReference(lossless)]
  const joined = new Float32Array([...first.samples, ...last.samples])
  const found = compareSignals(
    { ...first, samples: joined },
    { ...first, samples },
    { minSeconds: 7, minCorrelation: 0.97, maxLag: 0.1 },
  )
  expect(found.seconds.filter(({ correlation }) => correlation < 0.97)).toEqual([])
  expect(found.lagSpread).toBeLessThanOrEqual(4)
  expect(await harness.app.window.evaluate(() => window.playerPage.player.store.getState().stalls)).toBe(0)
})

test('a queue that is changed when the next track is buffered already is heard as it was changed, and again', async () => {
  const files = await Promise.all(['a', 'b', 'c'].map((name) => harness.synthesise(name, 4)))
  const [a, b, c] = [
    await harness.publishForQueue(files[0] ?? ''),
    await harness.publishForQueue(files[1] ?? ''),
    await harness.publishForQueue(files[2] ?? ''),
  ]
  const recorded = await harness.app.window.evaluate(
    ([first, dropped, last]) =>
      window.playerPage.record(async (player) => {
        const { until } = window.playerPage
        player.setNormalised(false)
        player.playTracks([first, dropped])
        await until(({ position }) => position > 1.5)
        player.removeFromQueue(player.store.getState().queue[1]?.key ?? '')
        player.enqueue([last])
        await until(({ index, isPlaying }) => index === 1 && !isPlaying)
        player.previous()
        player.previous()
        await until(({ index, position }) => index === 0 && position > 2.5)
        player.pause()
      }),
    [a, b, c] as const,
  )
  const [first, last] = [
    await harness.readReference(files[0] ?? ''),
    await harness.readReference(files[2] ?? ''),
  ]
  const samples = trimLeadingSilence(decodeSamples(recorded))
  const once = { ...first, samples: new Float32Array([...first.samples, ...last.samples]) }
  const terms = { minSeconds: 8, minCorrelation: 0.99, maxLag: 0.01 }
  expect(compareSignals(once, { ...first, samples }, terms)).toMatchObject({ same: true, lagSpread: 0 })
  const rest = trimLeadingSilence(samples.subarray(8.005 * harness.sampleRate))
  const again = compareSignals(part(first, 0, 2), { ...first, samples: rest }, { ...terms, minSeconds: 2 })
  expect(again).toMatchObject({ same: true })
})

test('a queue that was kept is heard from where it was left', async () => {
  const whole = await harness.readReference(long.file)
  const recorded = await harness.app.window.evaluate(
    (track) =>
      window.playerPage.record(async (player) => {
        player.clear()
        const queue = [{ key: 'kept', track, isPreview: false, unshuffledPosition: 0 }]
        player.restore({ queue, index: 0, isShuffled: false, repeat: 'off' }, 20.5)
        player.play()
        await window.playerPage.until(({ position }) => position > 23)
        player.pause()
      }),
    long.track,
  )
  const samples = trimLeadingSilence(decodeSamples(recorded))
  const found = compareSignals(
    part(whole, 20.5, 2),
    { ...whole, samples },
    { minSeconds: 2, minCorrelation: 0.99, maxLag: 0.1 },
  )
  expect(found.same || found.seconds).toBe(true)
})

test('loudness and volume are heard', async () => {
  const file = await harness.synthesise('quiet', 8)
  const quiet = await harness.convert(file, '-af volume=-18dB', 'quiet.wav.wav')
  const track = await harness.publishForQueue(quiet)
  const { loudness } = await harness.playback.play(track.label)
  const heard = async (isNormalised: boolean, volume: number) => {
    await harness.app.window.evaluate(
      ([normalised, gain]) => {
        window.playerPage.player.setNormalised(normalised)
        window.playerPage.player.setVolume(gain)
      },
      [isNormalised, volume] as const,
    )
    const samples = trimLeadingSilence(decodeSamples(await record([track], 0, 3)))
    return rmsLevel(part({ sampleRate: harness.sampleRate, samples }, 0.5, 2).samples)
  }
  const asItIs = await heard(false, 1)
  expect((await heard(true, 1)) / asItIs / loudnessGain(loudness)).toBeCloseTo(1, 2)
  expect(loudnessGain(loudness)).toBeGreaterThan(2)
  expect((await heard(false, 0.5)) / asItIs).toBeCloseTo(0.5, 2)
  await harness.app.window.evaluate(() => window.playerPage.player.setVolume(1))
})

test('what is more than the browser can hold is played all the same, wherever one jumps to', async () => {
  const short = await harness.synthesise('short', 60)
  const noise = '-af aeval=0.4*random(0)|0.4*random(1) -ar 96000 -c:a pcm_s24le'
  const large = await harness.convert(short, noise, 'noise.wav')
  const track = await harness.publishForQueue(large)
  await harness.app.window.evaluate(() => window.playerPage.player.setQuality('lossless'))
  await record([track], 0, 0.5)
  for (const place of [12, 24, 36, 48, 30, 18]) await record(null, place, 0.5)
  const samples = trimLeadingSilence(decodeSamples(await record(null, 6, 3)))
  await harness.app.window.evaluate(() => window.playerPage.player.setQuality('high'))
  const whole = await harness.readReference(large)
  const found = compareSignals(
    part(whole, 6, 2),
    { ...whole, samples },
    { minSeconds: 2, minCorrelation: 0.9, maxLag: 0.1 },
  )
  expect(found).toMatchObject({ same: true })
})

test('a preview is heard by who does not own the track', async () => {
  const state = await harness.app.window.evaluate(async (track) => {
    const { player, until } = window.playerPage
    player.playPreview(track)
    await until(({ position }) => position > 1)
    const shown = player.store.getState()
    const { metadata, playbackState } = navigator.mediaSession
    player.clear()
    return { ...shown, system: [metadata?.title, metadata?.artist, playbackState] }
  }, long.track)
  expect(state).toMatchObject({ isPreview: true, isPlaying: true, duration: 30 })
  expect(state.system).toEqual([long.track.title, long.track.artistName, 'playing'])
})

test('a track that cannot be fetched says why, and plays when it can be', async () => {
  const track = await harness.publishForQueue(await harness.synthesise('lost', 5))
  const kept = new Map(harness.blocks.all)
  harness.blocks.all.clear()
  const failed = await harness.app.window.evaluate(async (lost) => {
    const { player, until } = window.playerPage
    player.playTracks([lost])
    await until(({ isPlaying, error }) => !isPlaying || error !== null).catch(() => undefined)
    return player.store.getState()
  }, track)
  expect(failed).toMatchObject({ isPlaying: false, error: { code: 'IPFS_BLOCK_NOT_FOUND' } })
  for (const [cid, bytes] of kept) harness.blocks.all.set(cid, bytes)
  const played = await harness.app.window.evaluate(async () => {
    const { player, until } = window.playerPage
    player.play()
    await until(({ position }) => position > 1)
    return player.store.getState()
  })
  expect(played).toMatchObject({ isPlaying: true, error: null })
})

/** Plays another track for a second. @returns how the player is then */
function playNext(track: QueueTrack) {
  return harness.app.window.evaluate(async (next) => {
    const { player, until } = window.playerPage
    player.playTracks([next])
    await until(({ position }) => position > 1)
    return player.store.getState()
  }, track)
}

test('what is no sound says that it cannot be decoded, and the next track plays', async () => {
  const { capsule, preview } = await harness.publish(await harness.synthesise('broken', 5), 'Broken')
  if (preview === undefined) throw new Error('A track was published without a preview.')
  harness.blocks.all.set(preview.cid.toString(), new Uint8Array(preview.size).fill(7))
  const failed = await harness.app.window.evaluate(
    async (broken) => {
      const { player, until } = window.playerPage
      player.playPreview(broken)
      await until(({ isPlaying }) => !isPlaying).catch(() => undefined)
      return player.store.getState()
    },
    { ...long.track, label: capsule.label },
  )
  expect(failed).toMatchObject({ isPlaying: false, error: { code: 'PLAYBACK_NOT_DECODED' } })
  expect(await playNext(long.track)).toMatchObject({ isPlaying: true, error: null })
})

/** A preview of as many bytes as another, of which each few stand for a frame of silence. */
function silenceInto(size: number, silent: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(silent)
  const { frames } = readFrames(copy.buffer)
  const bytes = frames[frames.length >> 1] ?? new Uint8Array()
  const init = copy.subarray(0, Buffer.from(copy).indexOf('moof') - 4)
  const perFrame = bytes.length + 8
  const count = Math.floor((size - init.length - 200) / perFrame)
  const media = mediaSegment(
    Array.from({ length: count }, () => ({ bytes, samples: 1024 })),
    0,
  )
  const padding = Buffer.alloc(size - init.length - media.length)
  padding.writeUInt32BE(padding.length)
  padding.write('free', 4)
  return Buffer.concat([init, media, padding])
}

test('a preview that is decoded to many times its length is not played, and the next track is', async () => {
  const silent = await harness.convert(long.file, '-af volume=0', 'silent.wav')
  const { preview: quiet } = await harness.publish(silent, 'Silent')
  const { capsule, preview } = await harness.publish(await harness.synthesise('swelling', 70), 'Swelling')
  if (preview === undefined || quiet === undefined)
    throw new Error('A track was published without a preview.')
  const block = harness.blocks.all.get(quiet.cid.toString())
  if (block === undefined) throw new Error('What was published is stored.')
  harness.blocks.all.set(preview.cid.toString(), silenceInto(preview.size, block))
  const failed = await harness.app.window.evaluate(
    async (swelling) => {
      const { player, until } = window.playerPage
      player.playPreview(swelling)
      await until(({ isPlaying, position }) => !isPlaying || position > 1).catch(() => undefined)
      return player.store.getState()
    },
    { ...long.track, label: capsule.label },
  )
  expect(failed).toMatchObject({ isPlaying: false, error: { code: 'PLAYBACK_NOT_DECODED' } })
  expect(await playNext(long.track)).toMatchObject({ isPlaying: true, error: null })
})

test('what is on this machine is heard at once', async () => {
  const times = await harness.app.window.evaluate(async (track) => {
    const { player, firstSound } = window.playerPage
    const found: number[] = []
    for (let round = 0; round < 5; round += 1) {
      player.clear()
      found.push(await firstSound(() => player.playTracks([track])))
    }
    return found
  }, long.track)
  expect(times.toSorted((a, b) => a - b)[2]).toBeLessThan(150)
})
