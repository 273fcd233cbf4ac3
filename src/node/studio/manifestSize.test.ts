import { randomBytes } from 'node:crypto'
import { expect, test } from 'vitest'
import { cidOf } from '../../ipfs/blocks/cids.ts'
import { encode } from '../../protocol/codec.ts'
import { manifestMaxBytes, type Rendition, rendition } from '../../protocol/manifest.ts'
import { blockMaxBytes } from '../../protocol/segments.ts'

const longest = 4 * 3600
const segmentSeconds = 4

test('a manifest of four hours in three renditions is one that others take', () => {
  const segments = Array.from({ length: 1 + 1 + Math.ceil(longest / segmentSeconds) }, () => ({
    cid: cidOf(randomBytes(32), 'raw'),
    size: blockMaxBytes,
    samples: segmentSeconds * 192_000,
  }))
  const one: Rendition = {
    name: 'aac-small',
    codec: 'mp4a.40.2',
    sampleRate: 192_000,
    channels: 2,
    bitrate: 9_000_000,
    encoderDelay: 1024,
    sampleCount: longest * 192_000,
    salt: new Uint8Array(32),
    segments,
  }
  const everythingElse = 128 * 1024
  expect(3 * encode(rendition, one).byteLength + everythingElse).toBeLessThan(manifestMaxBytes)
})
