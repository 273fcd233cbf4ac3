import { expect, test } from 'vitest'
import { label } from '../../shared/ids.ts'
import type { M3u8Entry } from './m3u8.ts'
import { matchEntries } from './matchEntries.ts'

const track = (
  digit: string,
  title: string,
  artistName: string,
  releaseTitle: string | null,
  seconds: number,
) => ({
  label: label.parse(`track/${digit.repeat(32)}/2`),
  title,
  artistName,
  releaseTitle,
  durationMs: seconds * 1000,
})
const owned = [
  track('1', 'Salt', 'Maren Holt', 'Tidal Rooms', 126),
  track('2', 'Salt', 'Maren Holt', 'Live', 301),
  track('3', 'Salt', 'Somebody', null, 126),
  track('4', 'A - B', 'Jay - Z', null, 60),
  track('5', 'Undir jökli', 'Sólrún Eyfjörð', null, 276),
]
const match = async (...entries: M3u8Entry[]) => {
  const { found, missing } = await matchEntries(entries, owned)
  return [...found.map((one) => one[6]), ...missing]
}

test('a link means the work, whatever its edition', async () => {
  const id = '1'.repeat(32)
  expect(await match({ location: `busker://work/track/${id}/1` })).toEqual(['1'])
  expect(await match({ location: `busker://work/track/${'9'.repeat(32)}/1`, name: 'Gone' })).toEqual(['Gone'])
})

test('artist and title find a track, and release or length the right one of several', async () => {
  expect(await match({ location: 'x', name: 'maren holt – SALT' })).toEqual(['1'])
  expect(await match({ location: 'x', name: 'Maren Holt - Salt', release: 'Live' })).toEqual(['2'])
  expect(await match({ location: 'x', name: 'Maren Holt - Salt', seconds: 299 })).toEqual(['2'])
  expect(await match({ location: 'x', name: 'Jay - Z - A - B' })).toEqual(['4'])
  expect(await match({ location: 'x', name: 'Solrun Eyfjorð - Undir jokli' })).toEqual(['5'])
})

test('a path finds a track by its name below its artist or release', async () => {
  expect(await match({ location: '/home/x/Maren Holt/Tidal Rooms/03 Salt.flac' })).toEqual(['1'])
  expect(await match({ location: String.raw`C:\Music\Somebody\Salt.mp3` })).toEqual(['3'])
  expect(await match({ location: 'file:///music/Maren%20Holt/Live/1-02%20-%20Salt.m4a' })).toEqual(['2'])
  expect(await match({ location: 'Salt.mp3' })).toEqual(['Salt.mp3'])
})

test('what is not owned is named as the file names it, without what a screen would obey', async () => {
  expect(
    await match(
      { location: '../../etc/passwd' },
      { location: 'x', name: 'Nils Frahm - Says' },
      { location: 'http://[broken' },
      { location: 'file:///%E0%A4%A' },
      { location: '\u001B[31mred\u202E.mp3' },
    ),
  ).toEqual(['../../etc/passwd', 'Nils Frahm - Says', 'http://[broken', 'file:///%E0%A4%A', '[31mred.mp3'])
})
