import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { cidOf } from '../../ipfs/blocks/cids.ts'
import { newWorkId } from '../../protocol/manifest.ts'
import { findFfmpeg } from '../../process/tools.ts'
import { address } from '../../shared/ids.ts'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { probe } from '../media/probe.ts'
import { sealSound } from './sealSound.ts'

vi.setConfig({ testTimeout: 60_000 })

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'busker-seal-'))))
afterEach(() => rm(folder, { recursive: true }))

test('what an upload is made of is let go as soon as it is stored, and counted before', async () => {
  const ffmpeg = await findFfmpeg()
  const path = join(folder, 'piece.wav')
  await synthesiseWav(path, { seconds: 60, seed: 1 })
  const source = await probe(path, { ffmpeg })
  const before = process.memoryUsage().arrayBuffers
  let [stored, most] = [0, 0]
  const { renditions } = await sealSound({
    track: newWorkId(address.parse(`0x${'11'.repeat(20)}`)),
    source,
    ffmpeg,
    blocks: {
      put: async (bytes, codec) => {
        stored += bytes.byteLength
        return cidOf(bytes, codec)
      },
    },
    signal: new AbortController().signal,
    onBlock: () => {
      most = Math.max(most, process.memoryUsage().arrayBuffers - before)
    },
    onProgress: () => undefined,
  })
  expect(stored).toBeGreaterThan(8_000_000)
  expect(most).toBeLessThan(stored / 2)
  // What a player chooses by is counted before its bytes are gone.
  for (const { bitrate, segments } of renditions) {
    const bits = 8 * segments.reduce((sum, { size }) => sum + size, 0)
    expect(bitrate / (bits / 60)).toBeCloseTo(1, 1)
  }
})
