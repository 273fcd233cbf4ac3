import { EventEmitter } from 'node:events'
import { beforeEach, expect, test, vi } from 'vitest'
import type { UpdateView } from '../../shared/api/app.ts'
import { BuskerError } from '../../shared/errors.ts'
import { updateHandlers } from './updateHandlers.ts'
import type { AppImageSwap } from './appImageSwap.ts'
import { type Updater, Updates } from './updates.ts'

const context = { signal: new AbortController().signal, report: () => undefined }
const updateInfo = {
  version: '0.2.0',
  files: [{ url: 'Busker-0.2.0.AppImage', sha512: 'hash' }],
  path: 'Busker-0.2.0.AppImage',
  sha512: 'hash',
  releaseDate: '2026-11-29T00:00:00.000Z',
}
const newer = { isUpdateAvailable: true, updateInfo, versionInfo: updateInfo }
let updater: ReturnType<typeof fakeUpdater>
let swap: ReturnType<typeof fakeSwap>
let views: UpdateView[]
let isWanted: boolean
const quit = vi.fn<() => void>()
const onFailure = vi.fn<(error: unknown) => void>()

beforeEach(() => {
  vi.clearAllMocks()
  updater = fakeUpdater()
  swap = fakeSwap()
  views = []
  isWanted = true
})

function fakeUpdater() {
  const events = new EventEmitter()
  return {
    on: ((...args: Parameters<Updater['on']>) => events.on(...args)) as unknown as Updater['on'],
    checkForUpdates: vi.fn<Updater['checkForUpdates']>(async () => newer),
    downloadUpdate: vi.fn<Updater['downloadUpdate']>(async () => {
      for (const percent of [0.2, 41.2, 41.7]) events.emit('download-progress', { percent })
      return ['/cache/pending/Busker-0.2.0.AppImage']
    }),
    quitAndInstall: vi.fn<Updater['quitAndInstall']>(),
  }
}

function fakeSwap() {
  return {
    refused: null as string | null,
    stage: vi.fn<AppImageSwap['stage']>(),
    swap: vi.fn<AppImageSwap['swap']>(),
    relaunch: vi.fn<AppImageSwap['relaunch']>(),
  }
}

function create(overrides: { swap?: null } = {}): Updates {
  return new Updates({
    updater,
    swap,
    isWanted: () => isWanted,
    onChange: (view) => views.push(view),
    onFailure,
    quit,
    ...overrides,
  })
}

test('a newer version is fetched, compared with what was signed, and ready for the next start', async () => {
  const updates = create()
  await updates.check()
  expect(views).toEqual([
    { state: 'checking' },
    { state: 'downloading', version: '0.2.0', percent: 0 },
    { state: 'downloading', version: '0.2.0', percent: 41 },
    { state: 'ready', version: '0.2.0' },
  ])
  expect(swap.stage).toHaveBeenCalledExactlyOnceWith('/cache/pending/Busker-0.2.0.AppImage', 'hash')
  expect(swap.swap).not.toHaveBeenCalled()
})

test('it is put in place when Busker ends, and started where that was asked for', async () => {
  const updates = create()
  await updates.check()
  await updates.install()
  expect(swap.swap).toHaveBeenCalledExactlyOnceWith('0.2.0')
  expect(swap.relaunch).not.toHaveBeenCalled()
  updates.restart()
  expect(quit).toHaveBeenCalledOnce()
  await updates.install()
  expect(swap.relaunch).toHaveBeenCalledOnce()
})

test('Busker starts again also where the newer version could not be put in place', async () => {
  swap.swap.mockRejectedValue(new Error('ENOSPC'))
  const updates = create()
  await updates.check()
  updates.restart()
  await expect(updates.install()).rejects.toThrow('ENOSPC')
  expect(swap.relaunch).toHaveBeenCalledOnce()
})

test('without a newer version nothing is put in place, and nothing ends', async () => {
  updater.checkForUpdates.mockResolvedValue({ ...newer, isUpdateAvailable: false })
  const updates = create()
  await updates.check()
  updates.restart()
  await updates.install()
  expect(updates.view).toMatchObject({ state: 'none', checkedAt: expect.any(Number) })
  expect([quit, swap.swap, updater.downloadUpdate].map(({ mock }) => mock.calls.length)).toEqual([0, 0, 0])
})

test('a version that did not start here is not fetched again', async () => {
  swap.refused = '0.2.0'
  const updates = create()
  await updates.check()
  expect(updates.view).toMatchObject({ state: 'none', refused: '0.2.0' })
  expect(updater.downloadUpdate).not.toHaveBeenCalled()
})

test.each([
  [new BuskerError('UPDATE_FORGED', 'Not signed.'), 'UPDATE_FORGED'],
  [new Error('net::ERR_CONNECTION_RESET'), 'UPDATE_UNREACHABLE'],
])('what fails is said and logged, and can be tried again: %s', async (error, code) => {
  updater.downloadUpdate.mockRejectedValueOnce(error)
  const updates = create()
  await updates.check()
  expect(updates.view).toMatchObject({ state: 'failed', problem: { code } })
  expect(onFailure).toHaveBeenCalledExactlyOnceWith(error)
  await updates.check()
  expect(updates.view.state).toBe('ready')
})

test('two who ask at once are answered by one search', async () => {
  const updates = create()
  await Promise.all([updates.check(), updates.check()])
  await updates.check()
  expect(updater.checkForUpdates).toHaveBeenCalledOnce()
})

test('newer versions are looked for at the start and once a day, unless the person does not want that', async () => {
  vi.useFakeTimers()
  updater.checkForUpdates.mockResolvedValue(null)
  isWanted = false
  const updates = create()
  await updates.start()
  expect(updater.checkForUpdates).not.toHaveBeenCalled()
  isWanted = true
  await vi.advanceTimersByTimeAsync(24 * 3_600_000)
  await updates.start()
  expect(updater.checkForUpdates).toHaveBeenCalledTimes(2)
  await updates.stop()
  await vi.advanceTimersByTimeAsync(48 * 3_600_000)
  expect(updater.checkForUpdates).toHaveBeenCalledTimes(2)
  vi.useRealTimers()
})

test('where the system has an installer of its own, that one is run', async () => {
  const updates = create({ swap: null })
  await updates.check()
  updates.restart()
  await updates.install()
  expect(updater.quitAndInstall).toHaveBeenCalledExactlyOnceWith(true, true)
})

test('a Busker that does not replace itself says so', async () => {
  const handlers = updateHandlers(Promise.resolve(null))
  expect(await handlers['app.update']({}, context)).toEqual({ state: 'unavailable' })
  expect(await handlers['app.checkForUpdate']({}, context)).toEqual({ state: 'unavailable' })
  expect(await handlers['app.restartIntoUpdate']({}, context)).toEqual({})
})
