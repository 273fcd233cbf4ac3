import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'vite'
import { expect, test } from 'vitest'
import config from '../../electron.vite.config.ts'

test('the application that people get has no audio capture in it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'busker-release-'))
  try {
    const { renderer } = config({ command: 'build', mode: 'production' })
    const output = { ...renderer?.build, outDir: folder, emptyOutDir: true }
    await build({ ...renderer, build: output, configFile: false, mode: 'production', logLevel: 'warn' })
    const assets = await readdir(join(folder, 'assets'))
    const code = await Promise.all(assets.map((name) => readFile(join(folder, 'assets', name), 'utf8')))
    const all = code.join('')
    expect(all.length).toBeGreaterThan(100_000)
    expect(['buskerAudioCapture', 'captureProcessor'].filter((word) => all.includes(word))).toEqual([])
    // The limiter alone runs in the audio thread.
    const processors = all.matchAll(/registerProcessor\(["'`](\w+)/g)
    expect([...processors].map(([, name]) => name)).toEqual(['limiter'])
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
})
