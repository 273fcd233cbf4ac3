import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createTestProfile } from '../hub/testing/testProfile.ts'
import { createVault } from '../node/keys/vault.ts'
import { passphraseLock } from '../node/keys/vaultLock.ts'
import { newWords } from '../node/keys/words.ts'
import { saveNetwork } from '../node/store/networkFile.ts'
import { nodeFolder } from '../node/store/nodeFolder.ts'
import { toErrorData } from '../shared/errors.ts'
import { hex32 } from '../shared/ids.ts'
import { writeNodeService, writeOperatedService } from './services.ts'
import { Terminal } from './terminal.ts'

const terminal = new Terminal(false)
const secret = 'correct horse battery staple'
let home: string
let program: string
let printed: string[]
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'busker-services-'))
  program = join(home, 'busker')
  await writeFile(program, '')
  vi.stubEnv('XDG_CONFIG_HOME', join(home, '.config'))
  printed = []
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => printed.push(String(text)) > 0)
})
afterEach(async () => {
  vi.restoreAllMocks()
  vi.unstubAllEnvs()
  await rm(home, { recursive: true })
})

const codeOf = (promise: Promise<void>): Promise<string> =>
  promise.then(
    () => 'none',
    (error: unknown) => toErrorData(error).code,
  )
const unitFile = (name: string): string => join(home, '.config', 'systemd', 'user', `${name}.service`)
const hub = (name = 'busker-hub', folder = '/srv/my hub') =>
  writeOperatedService({ name, folder, service: 'hub', program, terminal })

test('a hub’s unit runs it out of its folder, and two commands start it', async () => {
  await hub()
  const unit = await readFile(unitFile('busker-hub'), 'utf8')
  expect(unit).toContain(`ExecStart=${program} hub up "/srv/my hub"\n`)
  expect(unit).toContain('ConditionPathExists=/srv/my hub/hub.json\n')
  expect(printed.join('')).toContain('systemctl --user enable --now busker-hub')
  expect(printed.join('')).toContain('loginctl enable-linger')
})

test('so do those of an Ursula, a tower and a relay, each by its own command, with its own settings', async () => {
  const started = { ursula: 'ursula up', tower: 'tower run', relay: 'relay up' } as const
  for (const [service, command] of Object.entries(started) as [keyof typeof started, string][]) {
    await writeOperatedService({ name: `busker-${service}`, folder: '/srv/it', service, program, terminal })
    const unit = await readFile(unitFile(`busker-${service}`), 'utf8')
    expect(unit).toContain(`ExecStart=${program} ${command} /srv/it\n`)
    expect(unit).toContain(`ConditionPathExists=/srv/it/${service}.json\n`)
    expect(printed.join('')).toContain(`systemctl --user enable --now busker-${service}`)
  }
})

test('what stands behind the folder stands there in the unit too', async () => {
  const options = ['--only', 'homeserver']
  const unit = { name: 'busker-hub', folder: '/srv/it', service: 'hub', options, program, terminal } as const
  await writeOperatedService(unit)
  expect(await readFile(unitFile('busker-hub'), 'utf8')).toContain(' hub up /srv/it --only homeserver\n')
})

test('the same unit is written again, and another one of its name is not written over', async () => {
  await hub()
  expect(await codeOf(hub())).toBe('none')
  expect(await codeOf(hub('busker-hub', '/srv/other'))).toBe('CLI_SERVICE_EXISTS')
  expect(await codeOf(hub('busker-other', '/srv/other'))).toBe('none')
})

test.each(['../evil', 'a b', '%h', '', '-x', 'a.service'])('“%s” is no name of a unit', async (name) => {
  expect(await codeOf(hub(name))).toBe('CLI_USAGE')
})

test('a clone’s command line, which moves with every change, becomes no service', async () => {
  const service = { name: 'busker-hub', folder: home, service: 'hub', terminal } as const
  expect(await codeOf(writeOperatedService(service))).toBe('CLI_SERVICE_UNPACKED')
})

test('a node’s passphrase is in a file of its own that only its user reads, once it has opened the vault', async () => {
  const folder = join(home, 'node')
  const keys = { privateKey: hex32.parse(`0x${'1'.repeat(64)}`), peerSeed: new Uint8Array(32).fill(2) }
  await createVault(nodeFolder(folder).vault, newWords(), 0, passphraseLock(secret))
  const profile = await createTestProfile(keys, 100)
  const raiden = { ...profile.raiden, settleTimeoutSeconds: 172_800 }
  await saveNetwork(nodeFolder(folder).network, { ...profile, raiden })
  const node = (said: string) =>
    writeNodeService({
      name: 'busker-node',
      folder,
      program,
      networkFile: undefined,
      acceptsContracts: false,
      passphrase: async () => said,
      terminal,
    })
  expect(await codeOf(node('another passphrase'))).toBe('VAULT_WRONG_PASSPHRASE')
  expect(existsSync(unitFile('busker-node'))).toBe(false)

  expect(await codeOf(node(secret))).toBe('none')
  const file = join(home, '.config', 'busker', 'busker-node.passphrase')
  const unit = await readFile(unitFile('busker-node'), 'utf8')
  expect(unit).toContain(`LoadCredential=passphrase:${file}\n`)
  expect(unit).toContain(`ExecStart=${program} --data ${folder} node --passphrase-credential passphrase\n`)
  expect([await readFile(file, 'utf8'), (await stat(file)).mode & 0o777]).toEqual([`${secret}\n`, 0o600])
  expect(unit + printed.join('')).not.toContain(secret)
})
