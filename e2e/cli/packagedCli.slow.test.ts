import { type ChildProcess, execFile } from 'node:child_process'
import { once } from 'node:events'
import { copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import manifest from '../../package.json' with { type: 'json' }
import { synthesiseWav } from '../../src/testAudio/synthesise.ts'
import { pack, PackagedCli } from './packagedCli.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 })

const passphrase = 'correct horse battery staple'
const fd = ['--passphrase-fd', '3']

describe.runIf(process.platform !== 'win32')('the packed command line', () => {
  let folder: string
  let home: string
  let elsewhere: string
  let busker: PackagedCli
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'busker-cli-'))
    const packed = await pack('cli', join(folder, 'made'))
    home = join(folder, 'home')
    elsewhere = join(folder, 'a place of its own')
    await Promise.all([mkdir(home), mkdir(elsewhere)])
    // What people get is the archive: nothing of it may point to where it was made.
    await promisify(execFile)('tar', ['-xzf', `${packed}.tar.gz`, '-C', elsewhere])
    await rm(packed, { recursive: true })
    busker = new PackagedCli(join(elsewhere, basename(packed), 'busker'), home)
  })
  afterAll(() => rm(folder, { recursive: true, force: true, maxRetries: 5 }))

  test('is of this version, and says so through a link too', async () => {
    expect((await busker.run(['--version'])).stdout).toBe(`${manifest.version}\n`)
    const [packed = ''] = await readdir(elsewhere)
    const link = join(home, 'busker')
    await symlink(join(elsewhere, packed, 'busker'), link)
    expect((await new PackagedCli(link, home).run(['--version'])).stdout).toBe(`${manifest.version}\n`)
  })

  test('has the licences of all that is in it', async () => {
    const [packed = ''] = await readdir(elsewhere)
    const licences = await readFile(join(elsewhere, packed, 'LICENSES-of-packages.txt'), 'utf8')
    for (const name of Object.keys(manifest.dependencies)) expect(licences).toContain(`\n${name} `)
    expect(await readFile(join(elsewhere, packed, 'resources', 'ffmpeg', 'SOURCE.txt'), 'utf8')).toContain(
      'ffmpeg',
    )
  })

  test('completes what is typed', async () => {
    const { stdout } = await busker.run(['completion', 'bash'])
    expect(stdout).toContain('complete -o default -F __busker_complete busker')
    expect((await busker.run(['complete', '--', 'hub', 'doc'])).stdout).toContain('doctor\t')
  })

  test('says with its own words and exit code that no node runs', async () => {
    const { code, stderr } = await busker.run(['status'])
    expect([code, stderr]).toEqual([3, expect.stringContaining('busker node')])
  })

  describe('on a local network that it starts itself', () => {
    let network: ChildProcess
    let node: ChildProcess | undefined
    beforeAll(async () => void (network = await busker.start(['localnet', 'up'], 'ready')))
    afterAll(async () => {
      for (const running of [node, network]) await end(running)
    })

    test('makes an identity, runs its node as its unit does, and publishes what its own ffmpeg encodes', async () => {
      const { account } = (await busker.json(['init', ...fd], [passphrase])) as { account: string }
      const written = await busker.json(['node', '--service', ...fd], [passphrase])
      node = await startUnit(written as WrittenUnit)
      expect(await busker.json(['status'])).toMatchObject({ account })
      await busker.json(['wallet', 'connect', '--deposit', '0'])
      const song = join(home, 'song.wav')
      await synthesiseWav(song, { seconds: 12, seed: 8 })
      await busker.json(['publish', song, '--price', '1.50', '--title', 'Unpacked', '--artist', 'Ada Reyes'])
      expect((await busker.run(['works'])).stdout).toContain('Unpacked')
    })
  })
})

interface WrittenUnit {
  readonly unit: string
  readonly passphrase: string
}

/** Starts what a unit says, with the credential that it names, as systemd does. */
async function startUnit({ unit, passphrase: secret }: WrittenUnit): Promise<ChildProcess> {
  const text = await readFile(unit, 'utf8')
  const [, line = ''] = /^ExecStart=(.*)$/m.exec(text) ?? []
  const [, name = ''] = /^LoadCredential=(.*):/m.exec(text) ?? []
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '')
  const credentials = await mkdtemp(join(tmpdir(), 'busker-credentials-'))
  await copyFile(secret, join(credentials, name))
  const [program = '', ...args] = words
  const variables = { CREDENTIALS_DIRECTORY: credentials }
  return new PackagedCli(program, join(unit, '../../../..'), variables).start(args, 'running')
}

async function end(child: ChildProcess | undefined): Promise<void> {
  if (child === undefined || child.exitCode !== null) return
  const ended = once(child, 'exit')
  child.kill('SIGTERM')
  await ended
}
