import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { identityOf, isRunning, waitForEnd, type ProcessIdentity } from '../../src/process/identity.ts'
import { contractsFile } from '../../src/process/tools.ts'
import { LocalChain } from '../../src/localnet/chain/localChain.ts'
import { RaidenWorld, TOKEN, type Account } from './testing/raidenWorld.ts'
import { toAmount } from '../../src/shared/money.ts'

describe('a Raiden child whose parent is killed', () => {
  let world: RaidenWorld
  let account: Account
  const started: ChildProcess[] = []
  beforeAll(async () => {
    world = await RaidenWorld.create()
    await world.start()
    const hub = world.node(await world.account('hub', 0n), { mediationFee: toAmount(0n) })
    await hub.start()
    await world.servePaths(hub)
    account = await world.account('orphan', TOKEN)
  })
  afterAll(async () => {
    for (const child of started) child.kill('SIGKILL')
    await world?.stop()
  })

  async function startParent(): Promise<{ parent: ProcessIdentity; child: ProcessIdentity }> {
    const entry = fileURLToPath(new URL('testing/raidenParent.ts', import.meta.url))
    const process_ = spawn(process.execPath, [entry], { stdio: ['pipe', 'pipe', 'inherit'] })
    started.push(process_)
    process_.stdin.end(JSON.stringify({ network: world.network, folder: account.folder, key: account.key }))
    const [line] = (await once(createInterface(process_.stdout), 'line')) as [string]
    return { parent: identify(process_.pid), child: identify(Number(line)) }
  }

  test('is gone within a second', async () => {
    const { parent, child } = await startParent()
    process.kill(parent.pid, 'SIGKILL')
    expect(await waitForEnd(child, 1_000)).toBe(true)
  })

  test('and could not end is ended before the next one opens its database', async () => {
    const { parent, child } = await startParent()
    process.kill(child.pid, 'SIGSTOP')
    process.kill(parent.pid, 'SIGKILL')
    await waitForEnd(parent, 1_000)
    expect(isRunning(child)).toBe(true)
    const next = world.node(account)
    await next.start()
    expect(isRunning(child)).toBe(false)
    expect(next.address).toBe(account.address)
    await next.stop()
  })

  test('a chain that lost what the node has seen is refused, with the way out', async () => {
    await world.chain.stop()
    const folder = join(account.folder, 'other-chain')
    const other = new LocalChain({
      folder,
      port: Number(new URL(world.network.rpcUrl).port),
      contractsFile,
      settleTimeoutSeconds: 60,
      supply: TOKEN,
      onCrash: (error) => {
        throw error
      },
    })
    await other.start()
    try {
      await expect(world.node(account).start()).rejects.toMatchObject({
        code: 'RAIDEN_CHAIN_WENT_BACK',
        message: expect.stringContaining('busker localnet reset'),
      })
    } finally {
      await other.stop()
      await rm(folder, { recursive: true })
      await world.chain.start()
    }
  })
})

function identify(pid: number | undefined): ProcessIdentity {
  const identity = pid === undefined ? null : identityOf(pid)
  if (identity === null) throw new Error(`process ${pid} does not run`)
  return identity
}
