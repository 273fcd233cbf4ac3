import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { createLoginItem, isHiddenStart, loginItemHandlers, type LoginItemOptions } from './loginItem.ts'

const context = { signal: new AbortController().signal, report: () => undefined }
let folder: string
let asked: unknown[]
let settings: { openAtLogin: boolean; wasOpenedAtLogin: boolean }
let app: LoginItemOptions['app']
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-login-'))
  asked = []
  settings = { openAtLogin: false, wasOpenedAtLogin: false }
  app = {
    getPath: () => folder,
    getLoginItemSettings: (about) => {
      asked.push(about)
      return settings as ReturnType<LoginItemOptions['app']['getLoginItemSettings']>
    },
    setLoginItemSettings: (wanted) => {
      asked.push(wanted)
      settings.openAtLogin = wanted.openAtLogin ?? false
    },
  }
})
afterEach(() => rm(folder, { recursive: true }))

const execOnLinux = async (env: LoginItemOptions['env'], executable: string) => {
  await createLoginItem({ app, platform: 'linux', env, executable, args: ['--user-data-dir=/d'] }).set(true)
  const text = await readFile(join(folder, 'autostart', 'busker.desktop'), 'utf8')
  return /^Exec=(.*)$/m.exec(text)?.[1]
}

describe('on Linux', () => {
  test('the program that was installed is started, hidden, with the same data', async () => {
    expect(await execOnLinux({}, '/opt/Busker/busker')).toBe(
      '"/opt/Busker/busker" "--user-data-dir=/d" "--hidden"',
    )
    expect(asked).toEqual([])
  })

  test('an AppImage is started as the file it is, not as what was mounted of it', async () => {
    const env = { APPIMAGE: '/home/ana/Busker.AppImage', APPDIR: '/tmp/.mount_Busker1' }
    expect(await execOnLinux(env, '/tmp/.mount_Busker1/busker')).toMatch(/^"\/home\/ana\/Busker\.AppImage" /)
  })

  test.each([
    { APPIMAGE: '/home/ana/Terminal.AppImage', APPDIR: '/tmp/.mount_Termin' },
    { APPIMAGE: '/home/ana/Terminal.AppImage', APPDIR: '/opt/Bus' },
    { APPIMAGE: '/home/ana/Terminal.AppImage' },
    { APPIMAGE: 'Busker.AppImage', APPDIR: '/opt/Busker' },
    { APPIMAGE: '/home/ana/Terminal.AppImage', APPDIR: '' },
  ])('another program’s AppImage is not taken for Busker’s: %j', async (env) => {
    expect(await execOnLinux(env, '/opt/Busker/busker')).toMatch(/^"\/opt\/Busker\/busker" /)
  })
})

test('Windows is told the program and that it starts hidden, and is asked about the very same', async () => {
  const executable = String.raw`C:\Busker\Busker.exe`
  const item = createLoginItem({ app, platform: 'win32', env: {}, executable, args: [] })
  await item.set(true)
  expect(await item.isOn()).toBe(true)
  await item.set(false)
  expect(await item.isOn()).toBe(false)
  const about = { path: executable, args: ['--hidden'] }
  expect(asked).toEqual([{ ...about, openAtLogin: true }, about, { ...about, openAtLogin: false }, about])
})

test('macOS starts Busker without arguments, and says that it did', async () => {
  const item = createLoginItem({ app, platform: 'darwin', env: {}, executable: '/x', args: [] })
  await item.set(true)
  expect(asked).toEqual([{ openAtLogin: true }])
  expect(isHiddenStart(['/x'], app, 'darwin')).toBe(false)
  settings.wasOpenedAtLogin = true
  expect(isHiddenStart(['/x'], app, 'darwin')).toBe(true)
  expect(isHiddenStart(['/x'], app, 'linux')).toBe(false)
  expect(isHiddenStart(['/x', '--hidden'], app, 'linux')).toBe(true)
})

test('a Busker that is not installed says that it cannot, and writes nothing', async () => {
  const { 'app.loginItem': get, 'app.setLoginItem': set } = loginItemHandlers(null)
  expect(await get({}, context)).toEqual({ isOn: false, isPossible: false })
  expect(await set({ isOn: true }, context)).toEqual({ isOn: false, isPossible: false })
})

test('what the page is told is what the system says afterwards', async () => {
  const { 'app.setLoginItem': set } = loginItemHandlers({
    isOn: async () => false,
    set: async () => undefined,
  })
  expect(await set({ isOn: true }, context)).toEqual({ isOn: false, isPossible: true })
})
