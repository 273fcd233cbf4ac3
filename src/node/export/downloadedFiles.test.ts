import { mkdir, rename } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test, vi } from 'vitest'
import { ChosenFolder, ExportHarness } from './testing/exportHarness.ts'

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 })

let harness: ExportHarness
let chosen: ChosenFolder
beforeAll(async () => {
  harness = await ExportHarness.create()
  chosen = await ChosenFolder.create()
})
afterAll(async () => {
  await chosen.remove()
  await harness.playback.close()
})

test('what was downloaded into a folder is found there, and a folder of that name is no file', async () => {
  const exporter = harness.exporter()
  const [rain, sun] = [harness.rain.capsule.label, harness.sun.capsule.label]
  const { files } = await exporter.export(chosen.request([rain], { format: 'mp3' }))
  const { signal } = new AbortController()
  const [file] = await chosen.files()
  expect(await exporter.downloadedIn(chosen.path, [rain, sun, rain], signal)).toEqual(
    new Map([[rain, file?.replaceAll('\\', '/')]]),
  )
  const path = files[0]?.file ?? ''
  await rename(path, join(chosen.path, 'elsewhere.mp3'))
  await mkdir(path)
  expect(await exporter.downloadedIn(chosen.path, [rain], signal)).toEqual(new Map())
  await exporter.stop()
})
