import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { launchApp } from '../../harness/app/launchApp.ts'

/** Runs in the main process before Busker: writes down what is handled whenever a page begins to load. */
const record = `
  const { app, protocol } = require('electron')
  globalThis.loads = []
  app.on('web-contents-created', (_event, contents) =>
    contents.on('did-start-navigation', ({ url }) =>
      globalThis.loads.push({ url, isTrackHandled: protocol.isProtocolHandled('track') })))
`

test('a page begins to load when sound can be asked for: what is handled later it would never reach', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'busker-schemes-'))
  const recorder = join(folder, 'record.cjs')
  await writeFile(recorder, record)
  const busker = await launchApp({ args: ['-r', recorder] })
  try {
    const loads = await busker.app.evaluate(() => (globalThis as unknown as { loads: unknown[] }).loads)
    expect(loads).toEqual([{ url: 'app://busker/', isTrackHandled: true }])
    const status = await busker.window.evaluate(
      async () => (await fetch('track://busker/artwork/none')).status,
    )
    expect(status).toBe(423)
  } finally {
    await busker.close()
    await rm(folder, { recursive: true })
  }
})
