import { execFileSync } from 'node:child_process'
import { chmod, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { makeFolderPrivate } from './privacy.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-private-'))
})
afterEach(() => rm(folder, { recursive: true }))

const modeOf = async (path: string) => ((await stat(path)).mode & 0o777).toString(8)

describe.runIf(process.platform !== 'win32')('a data folder that others could read', () => {
  test('is its user’s alone afterwards, with every file in it', async () => {
    const data = join(folder, 'data')
    await mkdir(join(data, 'raiden', 'deep'), { recursive: true, mode: 0o755 })
    await mkdir(join(data, 'ipfs', 'blocks', 'AB'), { recursive: true, mode: 0o755 })
    const files = [
      'node.sqlite',
      'node.sqlite-wal',
      'vault',
      'raiden/deep/raiden.leveldb',
      'ipfs/blocks/AB/x',
    ]
    for (const name of files) await writeFile(join(data, name), 'secret', { mode: 0o644 })
    await chmod(data, 0o755)
    await makeFolderPrivate(data)
    expect(
      await Promise.all(['', 'raiden', 'raiden/deep', 'ipfs/blocks'].map((name) => modeOf(join(data, name)))),
    ).toEqual(['700', '700', '700', '700'])
    expect(await Promise.all(files.slice(0, 4).map((name) => modeOf(join(data, name))))).toEqual([
      '600',
      '600',
      '600',
      '600',
    ])
  })

  test('keeps what it links to as it is', async () => {
    const [data, outside] = [join(folder, 'data'), join(folder, 'outside')]
    await mkdir(data)
    await writeFile(outside, 'shared')
    await chmod(outside, 0o644)
    await symlink(outside, join(data, 'link'))
    await makeFolderPrivate(data)
    expect(await modeOf(outside)).toBe('644')
  })

  test('that is not there is no error', () =>
    expect(makeFolderPrivate(join(folder, 'nowhere'))).resolves.toBeUndefined())
})

test.runIf(process.platform === 'linux')(
  'a process keeps what it makes to its user, and its memory and its children’s out of core dumps',
  async () => {
    const program = `
      import { execFileSync } from 'node:child_process'
      import { readFileSync, writeFileSync } from 'node:fs'
      import { keepProcessPrivate } from ${JSON.stringify(new URL('./privacy.ts', import.meta.url).href)}
      keepProcessPrivate()
      writeFileSync('made', '')
      const child = execFileSync('cat', ['/proc/self/coredump_filter'], { encoding: 'utf8' })
      console.log(readFileSync('/proc/self/coredump_filter', 'utf8').trim(), child.trim())
    `
    const told = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: folder,
      encoding: 'utf8',
    })
    expect(told.trim()).toBe('00000000 00000000')
    expect(await modeOf(join(folder, 'made'))).toBe('600')
  },
)
