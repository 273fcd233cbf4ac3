import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { autostartEntry, XdgAutostart } from './xdgAutostart.ts'

let folder: string
let file: string
let autostart: XdgAutostart
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-autostart-'))
  file = join(folder, 'autostart', 'busker.desktop')
  autostart = new XdgAutostart({ configFolder: folder, command: ['/opt/Busker/busker', '--hidden'] })
})
afterEach(() => rm(folder, { recursive: true }))

test('is off by itself, is one file while it is on, and nothing afterwards', async () => {
  expect(await autostart.isOn()).toBe(false)
  await autostart.set(true)
  expect(await autostart.isOn()).toBe(true)
  expect(await readdir(join(folder, 'autostart'))).toEqual(['busker.desktop'])
  await autostart.set(false)
  expect(await autostart.isOn()).toBe(false)
  expect(await readdir(join(folder, 'autostart'))).toEqual([])
  await autostart.set(false)
})

test('follows a program that has moved', async () => {
  await autostart.set(true)
  await new XdgAutostart({ configFolder: folder, command: ['/home/ana/Busker 2.AppImage'] }).set(true)
  expect(await readFile(file, 'utf8')).toContain('Exec="/home/ana/Busker 2.AppImage"\n')
})

test.each(['Hidden=true', 'X-GNOME-Autostart-enabled=false'])(
  'is off where the desktop’s own settings wrote %s, and on again when it is wanted',
  async (line) => {
    await mkdir(join(folder, 'autostart'))
    await writeFile(file, `[Desktop Entry]\nExec=busker\n${line}\n`)
    expect(await autostart.isOn()).toBe(false)
    await autostart.set(true)
    expect(await autostart.isOn()).toBe(true)
  },
)

describe('the command', () => {
  test('is the program with its arguments, each in quotes', () => {
    expect(autostartEntry(['/opt/Busker/busker', '--hidden'])).toBe(
      [
        '[Desktop Entry]',
        'Type=Application',
        'Name=Busker',
        'Exec="/opt/Busker/busker" "--hidden"',
        'Icon=busker',
        'Terminal=false',
        'X-GNOME-Autostart-enabled=true',
        '',
      ].join('\n'),
    )
  })

  test.each([
    ['/a b/busker', String.raw`"/a b/busker"`],
    ['/100%f/busker', String.raw`"/100%%f/busker"`],
    ['/a"b', String.raw`"/a\\"b"`],
    ['/a$HOME`id`', String.raw`"/a\\$HOME\\` + '`id' + String.raw`\\` + '`"'],
    [String.raw`/a\b`, String.raw`"/a\\\\b"`],
    ['/a\nExec=evil', String.raw`"/a\nExec=evil"`],
  ])('keeps %j one argument on one line', (path, expected) => {
    const line = autostartEntry([path])
      .split('\n')
      .filter((each) => each.startsWith('Exec='))
    expect(line).toEqual([`Exec=${expected}`])
  })

  test('comes back as it was by the rules of the specification', async () => {
    const path = '/a b/$x`y`"z\\ %u\u00E9'
    const exec = /^Exec=(.*)$/m.exec(autostartEntry([path]))?.[1] ?? ''
    // Undone in the order in which a desktop does it: the string's escapes, then the quoting as a shell has it, then the codes.
    const value = exec.replaceAll('\\\\', '\\')
    const argument = await new Promise<string>((resolve, reject) =>
      execFile('/bin/sh', ['-c', `printf %s ${value}`], (error, out) =>
        error === null ? resolve(out) : reject(error),
      ),
    )
    expect(argument.replaceAll('%%', '%')).toBe(path)
  })
})
