import fc from 'fast-check'
import { expect, test } from 'vitest'
import { mediaPlaylist, masterPlaylist } from './hlsPlaylists.ts'

test('a track’s playlist names the init segment and every media segment with its length', () => {
  expect(mediaPlaylist({ sampleRate: 44_100, lengths: [44_100, 176_400] })).toBe(`#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:4
#EXT-X-PLAYLIST-TYPE:VOD
#EXT-X-MAP:URI="sound/0.mp4"
#EXTINF:1.000000,
sound/1.mp4
#EXTINF:4.000000,
sound/2.mp4
#EXT-X-ENDLIST
`)
})

test('a player is told what it needs to decode', () => {
  expect(masterPlaylist({ peakBitrate: 900_000 })).toBe(`#EXTM3U
#EXT-X-VERSION:7
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-STREAM-INF:BANDWIDTH=900000,CODECS="fLaC"
sound.m3u8
`)
})

test('no segment is longer than the target length when rounded, as RFC 8216 asks', () => {
  const counts = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(counts, (counted) => {
      const playlist = mediaPlaylist({ sampleRate: 44_100, lengths: counted })
      const target = Number(/TARGETDURATION:(\d+)/.exec(playlist)?.[1])
      const lengths = [...playlist.matchAll(/EXTINF:([\d.]+),/g)].map(([, seconds]) => Number(seconds))
      expect(lengths).toHaveLength(counted.length)
      expect(lengths.every((seconds) => Math.round(seconds) <= target)).toBe(true)
    }),
  )
})
