import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { synthesiseWav } from '../../testAudio/synthesise.ts'
import { FileReader } from './fileReader.ts'

let folder: string
const reader = new FileReader({})
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-reader-'))
  for (const name of ['a.wav', 'b.wav'])
    await synthesiseWav(join(folder, name), { seconds: 0.2, seed: 1, sampleRate: 8000 })
})
afterAll(async () => {
  await reader.stop()
  await rm(folder, { recursive: true })
})

test('files are read in a process of their own, which is there again after it was ended', async () => {
  const files = ['a.wav', 'b.wav', 'none.wav']
  const first = await reader.read(folder, files)
  expect(first.map((one) => ('tags' in one ? one.tags.durationMs : one.problem))).toEqual([
    200,
    200,
    'LOCAL_FILE_GONE',
  ])
  const { pid } = reader
  if (pid === undefined) throw new Error('The reader runs.')
  process.kill(pid, 'SIGKILL')
  expect(await reader.read(folder, files)).toHaveLength(3)
  expect(reader.pid).not.toBe(pid)
})

test('a file over which it hangs is damaged, and those with it are read one by one', async () => {
  const hasty = new FileReader({ fileTimeout: 3000 })
  const hang = async () => {
    await hasty.read(folder, ['a.wav'])
    if (hasty.pid === undefined) throw new Error('The reader runs.')
    process.kill(hasty.pid, 'SIGSTOP')
  }
  await hang()
  expect(await hasty.read(folder, ['a.wav'])).toEqual([{ file: 'a.wav', problem: 'MEDIA_DAMAGED' }])
  await hang()
  const read = await hasty.read(folder, ['a.wav', 'b.wav'])
  expect(read).toMatchObject([{ tags: { durationMs: 200 } }, { tags: { durationMs: 200 } }])
  await hasty.stop()
})
