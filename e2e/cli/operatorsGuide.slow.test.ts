import { mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEther } from 'viem'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { KuboProcess } from '../../src/hub/testing/kuboProcess.ts'
import { PostgresServer } from '../../src/hub/testing/postgresServer.ts'
import { SynapseProcess } from '../../src/hub/testing/synapseProcess.ts'
import { openTestChain, type TestChain } from '../../src/localnet/testing/testChain.ts'
import { address } from '../../src/shared/ids.ts'
import { GuideShell, type GuideStep, readSteps } from './guide.ts'
import { pack } from './packagedCli.ts'

vi.setConfig({ testTimeout: 240_000, hookTimeout: 300_000 })

const page = join(import.meta.dirname, '..', '..', 'docs', 'operating-a-hub.md')

describe.runIf(process.platform === 'linux')('docs/operating-a-hub.md', () => {
  let folder: string
  let testChain: TestChain
  let kubo: KuboProcess
  let synapse: SynapseProcess
  let postgres: PostgresServer
  let shell: GuideShell
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'busker-operator-'))
    const packed = pack('cli', join(folder, 'packed'))
    ;[testChain, kubo, synapse, postgres] = await Promise.all([
      openTestChain({ supply: 10n ** 24n }),
      KuboProcess.open(),
      SynapseProcess.open(),
      PostgresServer.open(),
    ])
    const [bin, home] = [join(folder, 'bin'), join(folder, 'home')]
    await Promise.all([mkdir(bin), mkdir(home)])
    await symlink(join(await packed, 'busker'), join(bin, 'busker'))
    shell = new GuideShell(home, { PATH: `${bin}:/usr/bin:/bin`, HOME: home })
  })
  afterAll(async () => {
    await shell?.close()
    await Promise.all([testChain.close(), kubo.remove(), synapse.remove(), postgres.remove()])
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  })

  test('says what is so, command by command', async () => {
    /** What the page names, and what is in its place here. */
    const places: readonly (readonly [string, string])[] = [
      ['https://rpc.example.org', testChain.chain.rpcUrl],
      ['https://matrix.example.org', synapse.url],
      ['http://127.0.0.1:5001', kubo.url],
      ['postgresql://busker:secret@db.example.org/busker', await postgres.database()],
      ['0x0123456789abcdef0123456789abcdef01234567', testChain.chain.contracts.token],
      ['hub.example.org', '127.0.0.1'],
    ]
    const here = (line: string): string =>
      places.reduce((changed, [named, real]) => changed.replaceAll(named, real), line)
    const steps = readSteps(await readFile(page, 'utf8')).map(({ command, output }): GuideStep => ({
      command: here(command),
      output: output.map(here),
    }))
    expect(steps.map(({ command }) => command.split(' ').slice(0, 3).join(' '))).toEqual(
      expect.arrayContaining(['busker hub deploy', 'busker hub init', 'busker hub doctor', 'busker hub up']),
    )
    for (const step of steps) {
      const printed = await shell.type(step)
      // “Send it …” is what nobody types.
      if (step.command.startsWith('busker hub address')) await send(printed)
    }
  })

  async function send(printed: string): Promise<void> {
    const account = address.parse(/0x[0-9a-f]{40}/.exec(printed)?.[0])
    await testChain.chain.faucet().give(account, { wei: parseEther('2'), token: 10n ** 21n })
  }
})
