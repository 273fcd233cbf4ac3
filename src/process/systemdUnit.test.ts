import { spawnSync } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { systemdUnit } from './systemdUnit.ts'

const odd = {
  description: '100 % Busker',
  command: ['/bin/echo', 'a "b" $HOME %h \\', ''],
  folder: '/var/lib',
}

test('what stands in a command line is handed over as it is', () => {
  const unit = systemdUnit({ ...odd, needs: '/etc/hub.json' })
  expect(unit).toContain('Description=100 %% Busker\n')
  expect(unit).toContain('ExecStart=/bin/echo "a \\"b\\" $$HOME %%h \\\\" ""\n')
})

test('a service of the system has an account, and sees little of it; one of a user asks nothing of the machine', () => {
  const system = systemdUnit({ ...odd, needs: '/etc/hub.json', user: 'busker' })
  const user = systemdUnit({ ...odd, needs: '/etc/hub.json', credentials: { passphrase: '/home/a/p' } })
  for (const line of ['User=busker', 'ProtectSystem=strict', 'ReadWritePaths=/var/lib', 'PrivateTmp=yes']) {
    expect(system).toContain(`\n${line}\n`)
    expect(user).not.toContain(line)
  }
  expect(user).toContain('\nLoadCredential=passphrase:/home/a/p\n')
  for (const unit of [system, user]) expect(unit).toContain('\nNoNewPrivileges=yes\n')
})

const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0

describe.runIf(hasSystemd)('systemd itself', () => {
  let folder: string
  beforeAll(async () => void (folder = await mkdtemp(join(tmpdir(), 'busker-units-'))))
  afterAll(() => rm(folder, { recursive: true }))

  test('has nothing to say against either', async () => {
    const units = {
      'system.service': systemdUnit({ ...odd, needs: '/etc/hub.json', user: 'root' }),
      'user.service': systemdUnit({ ...odd, needs: '/etc/hub.json', credentials: { passphrase: '/etc/p' } }),
    }
    for (const [name, text] of Object.entries(units)) {
      const file = join(folder, name)
      await writeFile(file, text)
      const { status, stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', file], {
        encoding: 'utf8',
      })
      expect([status, stderr]).toEqual([0, ''])
    }
  })
})
