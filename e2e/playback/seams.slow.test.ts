import { afterAll, beforeAll, expect, test } from 'vitest'
import { loudnessGain } from '../../src/renderer/playback/loudness.ts'
import type { QueueTrack } from '../../src/renderer/playback/playerState.ts'
import { trimLeadingSilence } from '../../src/testAudio/samples.ts'
import { largestBend, measureSeam, type SeamMeasures } from './envelope.ts'
import { createPlayerHarness, decodeSamples, type PlayerHarness } from './playerHarness.ts'
import { writeTone, type Tone } from './tones.ts'

/** What is set while a seam is heard. */
interface Settings {
  readonly quality: 'lossless' | 'high'
  readonly isNormalised: boolean
  readonly loudnessMode: 'automatic' | 'track' | 'album'
  readonly crossfadeSeconds: number
  readonly speed: number
}

type Side = Partial<Tone> & { readonly isLossy?: boolean }

interface Seam extends Partial<Settings> {
  readonly name: string
  readonly sides: readonly [Side, Side]
  /** Both tracks are on one release. */
  readonly isRelease?: boolean
  /** Seconds for which both are heard all the same. */
  readonly overlap?: number
  /** dB, ms: what a lossy codec or another sample rate makes of the edge of a tone. */
  readonly allowed?: { readonly dB: number; readonly ms: number; readonly under?: number }
}

const [quiet, loud, full]: [Side, Side, Side] = [{ peak: -34 }, { peak: -1 }, { peak: 0 }]
/** A codec rings a little before and behind an edge; stretching moves it by the length of a few periods. */
const blurred = { dB: 3.5, ms: 40 }

const seams: readonly Seam[] = [
  { name: 'quiet to loud', sides: [quiet, loud] },
  { name: 'loud to quiet', sides: [loud, quiet] },
  { name: 'quiet to loud, AAC', sides: [quiet, loud], quality: 'high', allowed: blurred },
  { name: 'AAC to FLAC', sides: [{ ...quiet, isLossy: true }, loud], allowed: blurred },
  { name: 'FLAC to AAC', sides: [loud, { ...quiet, isLossy: true }], allowed: blurred },
  { name: '44.1 to 48 kHz', sides: [loud, { ...quiet, sampleRate: 48_000 }], allowed: { dB: 1.5, ms: 6 } },
  { name: '96 to 44.1 kHz', sides: [{ ...quiet, sampleRate: 96_000 }, loud], allowed: { dB: 1.5, ms: 6 } },
  { name: 'mono to stereo', sides: [{ ...quiet, channels: 1 }, loud] },
  { name: 'stereo to mono', sides: [loud, { ...quiet, channels: 1 }] },
  { name: 'album gain', sides: [{ peak: -12 }, loud], isRelease: true, loudnessMode: 'album' },
  {
    name: 'automatic, one release, crossfade set',
    sides: [{ peak: -12 }, loud],
    isRelease: true,
    crossfadeSeconds: 2,
  },
  { name: 'track gain, one release', sides: [{ peak: -12 }, loud], isRelease: true, loudnessMode: 'track' },
  { name: 'crossfade, quiet to loud', sides: [quiet, loud], crossfadeSeconds: 1, overlap: 1 },
  {
    name: 'crossfade, full scale as it is',
    sides: [full, full],
    crossfadeSeconds: 1,
    overlap: 1,
    isNormalised: false,
  },
  { name: 'full scale as it is', sides: [full, full], isNormalised: false },
  {
    name: 'quiet to loud, at 1.25 times the speed',
    sides: [quiet, loud],
    speed: 1.25,
    allowed: { dB: 1, ms: 60, under: 8 },
  },
]

const seconds = 3
const standard: Settings = {
  quality: 'lossless',
  isNormalised: true,
  loudnessMode: 'automatic',
  crossfadeSeconds: 0,
  speed: 1,
}

let harness: PlayerHarness
const measured: Record<string, Record<string, string>> = {}
beforeAll(async () => {
  harness = await createPlayerHarness()
})
afterAll(async () => {
  console.table(measured)
  await harness.close()
})

/** A published tone. */
async function publish(side: Side, hertz: number): Promise<QueueTrack> {
  const tone = { peak: -1, hertz, seconds, sampleRate: harness.sampleRate, channels: 2, ...side } as const
  const name = `${JSON.stringify(tone).replaceAll(/\W+/g, '-')}.wav`
  const file = `${harness.folder}/${name}`
  await writeTone(file, tone)
  if (side.isLossy !== true) return harness.publishForQueue(file)
  return harness.publishForQueue(await harness.convert(file, '-c:a libmp3lame -b:a 320k', `${name}.mp3`))
}

/** Sets the player, and plays what is given to its end. */
async function record(settings: Settings, tracks: readonly QueueTrack[]): Promise<Float32Array> {
  const recorded = await harness.app.window.evaluate(
    ([set, queue]) =>
      window.playerPage.record(async (player) => {
        player.setQuality(set.quality)
        player.setNormalised(set.isNormalised)
        player.setLoudnessMode(set.loudnessMode)
        player.setCrossfade(set.crossfadeSeconds)
        player.setSpeed(set.speed)
        player.playTracks(queue)
        await window.playerPage.until(({ index, isPlaying }) => index === 1 && !isPlaying)
      }),
    [settings, tracks] as const,
  )
  return trimLeadingSilence(decodeSamples(recorded))
}

/** dBFS, root mean square, that a side is due to have. */
async function dueLevel(
  track: QueueTrack,
  side: Side,
  settings: Settings,
  isRelease: boolean,
): Promise<number> {
  const { loudness, releases } = await harness.playback.play(track.label)
  const isAlbum = isRelease && settings.loudnessMode !== 'track'
  const gain = settings.isNormalised
    ? loudnessGain((isAlbum ? releases[0]?.loudness : undefined) ?? loudness)
    : 1
  return (side.peak ?? 0) - 10 * Math.log10(2) + 20 * Math.log10(gain)
}

test.each(seams)('$name', { timeout: 60_000 }, async (seam) => {
  const { sides, isRelease = false, overlap = 0, allowed = { dB: 0.6, ms: 1 } } = seam
  const settings = { ...standard, ...seam }
  const tracks = [await publish(sides[0], 1000), await publish(sides[1], 1400)] as const
  const queue = isRelease ? tracks.map((track) => ({ ...track, releaseTitle: 'An album' })) : tracks
  if (isRelease) harness.addReleaseOf(tracks, { integrated: -8, truePeak: -1 })
  const due = [
    await dueLevel(tracks[0], sides[0], settings, isRelease),
    await dueLevel(tracks[1], sides[1], settings, isRelease),
  ] as const
  const samples = await record(settings, queue)
  const at = (seconds - overlap) / settings.speed
  const found: SeamMeasures = measureSeam({ samples, sampleRate: harness.sampleRate }, at, due, overlap)
  measured[seam.name] = {
    'due dBFS': due.map((level) => level.toFixed(1)).join(' → '),
    'peak dBTP': found.peak.toFixed(2),
    'over dB': found.over.toFixed(2),
    'under dB': found.under.toFixed(2),
    'late ms': found.late.toFixed(1),
  }
  const shown = await harness.app.window.evaluate(() => window.playerPage.player.store.getState().waveform)
  expect(shown).not.toBe('')
  const isLimited = due.some((level) => level > -4)
  expect(found.peak).toBeLessThanOrEqual(-1)
  expect(found.over).toBeLessThanOrEqual(isLimited ? 0.1 : allowed.dB)
  expect(found.under).toBeLessThanOrEqual(isLimited ? 6 : (allowed.under ?? allowed.dB))
  expect(found.late).toBeLessThanOrEqual(isLimited ? Infinity : allowed.ms)
})

test('a skip, a seek and a change of the setting are heard without a blast and without a click', async () => {
  const [first, second] = [await publish(loud, 1000), await publish(quiet, 1400)]
  const recorded = await harness.app.window.evaluate(
    ([set, one, other]) =>
      window.playerPage.record(async (player) => {
        const { until } = window.playerPage
        player.setNormalised(set.isNormalised)
        player.setLoudnessMode(set.loudnessMode)
        player.setCrossfade(0)
        player.setSpeed(1)
        player.setQuality(set.quality)
        player.playTracks([other, one])
        await until(({ position }) => position > 0.5)
        player.next()
        await until(({ index, position }) => index === 1 && position > 0.5)
        player.seek(1.2345)
        await until(({ position, isWaiting }) => !isWaiting && position > 1.5)
        player.setNormalised(false)
        await until(({ position, isWaiting }) => !isWaiting && position > 2)
        player.pause()
        await until(({ isPlaying }) => !isPlaying)
        player.setNormalised(true)
        player.previous()
        await until(({ index, position }) => index === 0 && position > 0.5)
        player.pause()
      }),
    [standard, first, second] as const,
  )
  const samples = trimLeadingSilence(decodeSamples(recorded))
  // The second difference of 1.4 kHz is a 25th of its height; a cut at its highest point would be all of it.
  expect(largestBend(samples)).toBeLessThan(0.1)
})
