import fc from 'fast-check'
import { expect, test } from 'vitest'
import { cidOf } from '../../../ipfs/blocks/cids.ts'
import { mediaPlaylist, masterPlaylist } from './hlsPlaylists.ts'

const cid = cidOf(new Uint8Array(), 'raw')
const form = {
  name: 'aac',
  codec: 'mp4a.40.2',
  sampleRate: 44_100,
  bitrate: 256_000,
  encoderDelay: 0,
} as const
const init = { cid, size: 700, samples: 0 }

test('a rendition’s playlist names the init segment and every media segment with its length', () => {
  const segments = [init, { cid, size: 32_000, samples: 44_100 }, { cid, size: 128_000, samples: 176_400 }]
  expect(mediaPlaylist({ ...form, segments })).toBe(`#EXTM3U
#EXT-X-VERSION:7
#EXT-X-TARGETDURATION:4
#EXT-X-PLAYLIST-TYPE:VOD
#EXT-X-MAP:URI="aac/0.mp4"
#EXTINF:1.000000,
aac/1.mp4
#EXTINF:4.000000,
aac/2.mp4
#EXT-X-ENDLIST
`)
})

test('a player is asked to begin behind the delay of the encoder', () => {
  const segments = [init, { cid, size: 32_000, samples: 44_100 }]
  const lines = mediaPlaylist({ ...form, encoderDelay: 3072, segments }).split('\n')
  expect(lines).toContain('#EXT-X-START:TIME-OFFSET=0.069660,PRECISE=YES')
  expect(mediaPlaylist({ ...form, encoderDelay: 0, segments })).not.toContain('EXT-X-START')
})

test('the playlist of renditions begins with the best', () => {
  const segments = [init, { cid, size: 64_000, samples: 44_100 }]
  const flac = { ...form, name: 'flac', codec: 'flac', bitrate: 900_000, segments } as const
  expect(masterPlaylist([{ ...form, segments }, flac])).toBe(`#EXTM3U
#EXT-X-VERSION:7
#EXT-X-INDEPENDENT-SEGMENTS
#EXT-X-STREAM-INF:BANDWIDTH=900000,AVERAGE-BANDWIDTH=900000,CODECS="fLaC"
flac.m3u8
#EXT-X-STREAM-INF:BANDWIDTH=512000,AVERAGE-BANDWIDTH=256000,CODECS="mp4a.40.2"
aac.m3u8
`)
})

test('no segment is longer than the target length when rounded, as RFC 8216 asks', () => {
  const counts = fc.array(fc.integer({ min: 1, max: 1_000_000 }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(counts, (samples) => {
      const segments = [init, ...samples.map((count) => ({ cid, size: 1, samples: count }))]
      const playlist = mediaPlaylist({ ...form, segments })
      const target = Number(/TARGETDURATION:(\d+)/.exec(playlist)?.[1])
      const lengths = [...playlist.matchAll(/EXTINF:([\d.]+),/g)].map(([, seconds]) => Number(seconds))
      expect(lengths).toHaveLength(samples.length)
      expect(lengths.every((seconds) => Math.round(seconds) <= target)).toBe(true)
    }),
  )
})
