import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Rectangle } from 'electron'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { launchApp, type RunningApp } from '../../harness/app/launchApp.ts'

let userData: string
beforeEach(async () => void (userData = await mkdtemp(join(tmpdir(), 'busker-place-'))))
afterEach(() => rm(userData, { recursive: true, force: true, maxRetries: 5 }))

const placesFile = () => join(userData, 'windows.json')
const boundsOf = ({ app }: RunningApp) =>
  app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.getNormalBounds())
const workAreaOf = ({ app }: RunningApp) =>
  app.evaluate(({ screen }): Rectangle => screen.getPrimaryDisplay().workArea)

async function during<T>(look: (busker: RunningApp) => Promise<T>): Promise<T> {
  const busker = await launchApp({ userData })
  try {
    await vi.waitFor(async () =>
      expect(
        await busker.app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.isVisible()),
      ).toBe(true),
    )
    return await look(busker)
  } finally {
    await busker.close()
  }
}

test('the window comes back where it was put, and as large', async () => {
  const wanted = { x: 31, y: 47, width: 703, height: 511 }
  await during(async (busker) => {
    await busker.app.evaluate(
      ({ BrowserWindow }, bounds) => BrowserWindow.getAllWindows()[0]?.setBounds(bounds),
      wanted,
    )
    // The window system does it when it gets to it.
    await vi.waitFor(async () => expect(await boundsOf(busker)).toEqual(wanted))
  })
  expect(JSON.parse(await readFile(placesFile(), 'utf8'))).toMatchObject({ main: wanted })
  expect(await during(boundsOf)).toEqual(wanted)
})

test.each([
  ['is damaged', 'no JSON'],
  [
    'names a display that is gone',
    JSON.stringify({
      main: { x: 50_000, y: -20_000, width: 900, height: 600, isMaximised: false },
      mini: null,
    }),
  ],
  [
    'is too large and half out of sight',
    JSON.stringify({
      main: { x: -200, y: 300, width: 9_000, height: 9_000, isMaximised: false },
      mini: null,
    }),
  ],
])('the window is in sight where what is kept %s', async (_what, text) => {
  await writeFile(placesFile(), text)
  const [bounds, area] = await during(async (busker) => [await boundsOf(busker), await workAreaOf(busker)])
  expect(bounds?.x).toBeGreaterThanOrEqual(area.x)
  expect(bounds?.y).toBeGreaterThanOrEqual(area.y)
  expect((bounds?.x ?? 0) + (bounds?.width ?? 0)).toBeLessThanOrEqual(area.x + area.width)
  expect((bounds?.y ?? 0) + (bounds?.height ?? 0)).toBeLessThanOrEqual(area.y + area.height)
})
