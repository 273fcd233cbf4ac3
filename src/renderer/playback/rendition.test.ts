import { expect, test } from 'vitest'
import type { Playable, PlayableRendition } from '../../shared/api/playback.ts'
import { label, address } from '../../shared/ids.ts'
import { chooseRendition, segmentUrl } from './rendition.ts'

const rendition = (name: string, codec: string, bitrate: number): PlayableRendition => ({
  name,
  mime: `audio/mp4; codecs="${codec}"`,
  sampleRate: 44_100,
  channels: 2,
  bitrate,
  encoderDelay: 0,
  sampleCount: 1,
  segments: [0, 1],
})
const small = rendition('aac-small', 'mp4a.40.2', 96_000)
const high = rendition('aac', 'mp4a.40.2', 256_000)
const flac = rendition('flac', 'flac', 900_000)
const playable = (renditions: PlayableRendition[]): Playable => ({
  label: label.parse(`track/${'a'.repeat(32)}/1`),
  artist: address.parse(`0x${'11'.repeat(20)}`),
  title: 'A song',
  artistName: 'Somebody',
  releaseTitle: null,
  artwork: null,
  durationMs: 1,
  loudness: { integrated: -14, truePeak: -1 },
  releases: [],
  waveform: '',
  id: 'b'.repeat(32),
  renditions,
})

test('each quality has its rendition', () => {
  const all = playable([high, flac, small])
  expect(chooseRendition(all, 'lossless')).toBe(flac)
  expect(chooseRendition(all, 'high')).toBe(high)
  expect(chooseRendition(all, 'small')).toBe(small)
})

test('where a quality is missing, the nearest is taken', () => {
  expect(chooseRendition(playable([high, small]), 'lossless')).toBe(high)
  expect(chooseRendition(playable([flac]), 'small')).toBe(flac)
  expect(chooseRendition(playable([high]), 'small')).toBe(high)
})

test('segments of an opened track and of a preview have their addresses', () => {
  const opened = playable([high])
  expect(segmentUrl(opened, high, 3)).toBe(`track://busker/${'b'.repeat(32)}/aac/3`)
  const preview = { ...opened, id: 'preview' }
  expect(segmentUrl(preview, high, 0)).toBe(`track://busker/preview/track/${'a'.repeat(32)}/1`)
})
