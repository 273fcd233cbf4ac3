import { execFile, spawnSync } from 'node:child_process'
import { chmod, copyFile, mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { promisify } from 'node:util'
import { parseEther } from 'viem'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { sourcesFor } from '../../scripts/setup/fresh/aptSources.ts'
import { type Account, Guest, rootAccount } from '../../scripts/setup/fresh/guest.ts'
import {
  copyMissing,
  copyNetworkSettings,
  networkVariables,
  readSourcesFiles,
} from '../../scripts/setup/fresh/hostSettings.ts'
import { releaseIn } from '../../scripts/setup/systemPackages.mjs'
import { openTestChain, type TestChain } from '../../src/localnet/testing/testChain.ts'
import { writeHubConfig } from '../../src/localnet/testing/writeHubConfig.ts'
import { address } from '../../src/shared/ids.ts'
import { pack } from './packagedCli.ts'

vi.setConfig({ testTimeout: 180_000, hookTimeout: 600_000 })

const run = promisify(execFile)
const there = (program: string): boolean => spawnSync(program, ['--version']).error === undefined
const isDebian = process.platform === 'linux' && there('dpkg-deb')
/** A bare Debian is made of packages of the mirror, in a folder that becomes a root. */
const canInstall = isDebian && process.getuid?.() === 0 && there('debootstrap')

let folder: string
let file: string
beforeAll(async () => {
  if (!isDebian) return
  folder = await mkdtemp(join(tmpdir(), 'busker-deb-'))
  await chmod(folder, 0o755)
  file = await pack('hub', folder)
})
afterAll(() => rm(folder ?? '', { recursive: true, force: true, maxRetries: 5 }))

describe.runIf(isDebian)('the package of a hub', () => {
  test('belongs to root, and has its program, units, account, folders and papers', async () => {
    const { stdout } = await run('dpkg-deb', ['-c', file], { maxBuffer: 2 ** 26 })
    const lines = stdout.split('\n').filter((line) => line !== '')
    expect(lines.filter((line) => !line.includes(' root/root '))).toEqual([])
    expect(lines.filter((line) => /^[-d].{4}w|^[-d].{7}w/.test(line))).toEqual([])
    for (const path of [
      'usr/bin/busker -> ../lib/busker-hub/busker',
      'usr/lib/busker-hub/bin/node',
      'usr/lib/sysusers.d/busker-hub.conf',
      'usr/lib/tmpfiles.d/busker-hub.conf',
      ...['hub', 'ursula', 'tower', 'relay'].map((name) => `usr/lib/systemd/system/busker-${name}.service`),
      'usr/share/doc/busker-hub/operating-a-hub.md',
      'usr/share/doc/busker-hub/copyright',
      'usr/share/bash-completion/completions/busker',
    ]) {
      expect(stdout).toContain(` ./${path}\n`)
    }
  })
})

describe.runIf(canInstall)('the package of a hub in a bare Debian', () => {
  const stop = new AbortController()
  let guest: Guest
  let busker: Account
  let testChain: TestChain
  beforeAll(async () => {
    testChain = await openTestChain()
    const root = await mkdtemp(join(folder, 'root-'))
    await chmod(root, 0o755)
    guest = new Guest(root, networkVariables(process.env), stop.signal)
    const release = releaseIn(await readFile('/etc/os-release', 'utf8'))
    const sources = sourcesFor(await readSourcesFiles(), release, release)
    if (sources === null) throw new Error('This machine’s apt knows no mirror.')
    await guest.debootstrap(release, sources.mirror)
    await copyNetworkSettings(guest)
    await copyMissing(sources.keyrings, guest)
    await copyFile(file, guest.at(`/tmp/${basename(file)}`))
    await install()
    const id = (await ask('id -u busker')).trim()
    busker = { name: 'busker', uid: Number(id), home: '/var/lib/busker' }
  })
  afterAll(async () => {
    stop.abort()
    await testChain.close()
  })

  const install = (): Promise<void> =>
    guest.mustRun(
      `apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --reinstall --no-install-recommends /tmp/${basename(file)}`,
      rootAccount,
    )
  async function ask(line: string, account = rootAccount): Promise<string> {
    const { code, output } = await guest.run(line, account)
    expect([line, code, code === 0 ? '' : output]).toEqual([line, 0, ''])
    return output
  }

  test('makes an account that nobody signs in to, and folders that nobody else reads', async () => {
    expect(await ask('getent passwd busker')).toMatch(/:\/var\/lib\/busker:\/usr\/sbin\/nologin\n$/)
    const owners = await ask("stat -c '%n %U %G %a' /etc/busker /var/lib/busker /var/lib/busker/*")
    expect(owners.trim().split('\n')).toEqual([
      '/etc/busker busker busker 750',
      '/var/lib/busker busker busker 700',
      ...['hub', 'relay', 'tower', 'ursula'].map((name) => `/var/lib/busker/${name} busker busker 700`),
    ])
  })

  test('has units that systemd finds nothing wrong with', async () => {
    expect(await ask('systemd-analyze verify --man=no /usr/lib/systemd/system/busker-*.service')).toBe('')
  })

  test('runs the hub that /etc/busker/hub.json describes, with what the unit says, as its account', async () => {
    await writeHubConfig(guest.at('/etc/busker'), testChain.chain)
    await ask('chown busker:busker /etc/busker/*')
    const place = '/var/lib/busker/hub'
    const shown = await ask(`busker --json hub address ${place}`, busker)
    const account = address.parse((JSON.parse(shown) as { account: string }).account)
    await testChain.chain.faucet().give(account, { wei: parseEther('1'), token: 250n })
    const unit = await readFile(guest.at('/usr/lib/systemd/system/busker-hub.service'), 'utf8')
    const [, started = ''] = /^ExecStart=(.*)$/m.exec(unit) ?? []
    const status = await ask(
      `${started} > up.log 2>&1 & hub=$!
       until grep -q 'The hub runs' up.log; do kill -0 $hub || { cat up.log; exit 1; }; sleep 1; done
       busker hub status ${place} > status.txt; kill $hub; wait $hub && cat status.txt`,
      busker,
    )
    expect(status).toContain(account)
    expect(await ask(`stat -c %U:%a ${place}/hub.seed`)).toBe('busker:600\n')
  })

  test('keeps state and settings through an upgrade and a removal, and keys through a purge', async () => {
    const seed = await ask('sha256sum /var/lib/busker/hub/hub.seed /etc/busker/hub.json')
    await install()
    expect(await ask('sha256sum /var/lib/busker/hub/hub.seed /etc/busker/hub.json')).toBe(seed)
    await ask('dpkg --remove busker-hub')
    expect(await ask('sha256sum /var/lib/busker/hub/hub.seed /etc/busker/hub.json')).toBe(seed)
    expect((await guest.run('ls /usr/bin/busker /usr/lib/busker-hub', rootAccount)).code).not.toBe(0)
    expect(await ask('dpkg --purge busker-hub')).toContain('keys that money may depend on')
    expect((await guest.run('ls /etc/busker', rootAccount)).code).not.toBe(0)
    await ask('ls /var/lib/busker/hub/hub.seed')
  })

  test('leaves nothing of its folders where there are no keys', async () => {
    await install()
    await ask('rm -r /var/lib/busker/hub')
    await ask('dpkg --purge busker-hub')
    expect((await guest.run('ls -d /var/lib/busker /etc/busker', rootAccount)).output).not.toMatch(/^\//m)
  })
})
