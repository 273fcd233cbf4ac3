import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { playable } from '../../shared/api/playback.ts'
import { toFileLabel, workId } from '../../shared/ids.ts'
import { findFfmpeg } from '../../process/tools.ts'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { coverCid } from './coverCid.ts'
import type { MeasuredFile } from './localFileStore.ts'
import { LocalPlayer } from './localPlayer.ts'
import { localWork } from './localWork.ts'

const id = workId.parse('a'.repeat(32))
const cover = coverCid(Buffer.from('a picture'))
let folder: string
let player: LocalPlayer | undefined
beforeEach(async () => (folder = await mkdtemp(join(tmpdir(), 'busker-player-'))))
afterEach(async () => {
  await player?.stop()
  await rm(folder, { recursive: true })
})

async function setUp() {
  const file = { id, folder: 'f', path: 'a.wav', addedAt: 1, tags: { title: 'A', durationMs: 3000 }, cover }
  let measured: MeasuredFile | undefined
  const onFailure = vi.fn<(error: unknown) => void>()
  const ffmpeg = await findFfmpeg()
  player = new LocalPlayer({
    localFiles: { placeOf: () => ({ root: folder, file, work: localWork(file).work }) },
    files: {
      sampleCount: () => null,
      lyrics: () => '[00:01.00]Words',
      setSampleCount: () => undefined,
      measured: () => measured,
      setMeasured: (_id, sound) => void (measured = sound),
    },
    ffmpeg,
    onFailure,
  })
  return { player, onFailure, measured: () => measured, label: toFileLabel(id) }
}

test('a file is opened as a track is, at once; how loud it is and how it looks is there the next time', async () => {
  await synthesiseWav(join(folder, 'a.wav'), { seconds: 3, seed: 1, sampleRate: 8000 })
  const { player: opened, label, measured } = await setUp()
  const file = await opened.open(label)
  const described = playable.parse(file.describe('x'))
  expect(described).toMatchObject({ label, title: 'A', durationMs: 3000, waveform: '', id: 'x' })
  expect(described).toMatchObject({ artwork: cover, lyrics: '[00:01.00]Words' })
  expect(described.renditions[0]?.segments.length).toBe(3)
  expect((await file.read('flac', 1)).byteLength).toBeGreaterThan(1000)
  await vi.waitFor(() => expect(measured()).toBeDefined())
  const again = (await opened.open(label)).describe('y')
  expect(again.waveform.length).toBeGreaterThan(100)
  expect(again.loudness.integrated).toBeLessThan(0)
  file.close()
})

test('what has gone, or is no sound any more, is an error with its code', async () => {
  const { player: opened, label } = await setUp()
  await expect(opened.open(label)).rejects.toMatchObject({ code: 'LOCAL_FILE_GONE' })
  await writeFile(join(folder, 'a.wav'), 'no sound')
  await expect(opened.open(label)).rejects.toMatchObject({ code: 'MEDIA_NOT_AUDIO' })
})
