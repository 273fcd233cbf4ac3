import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  processIdentityOf,
  isRunning,
  waitForExit,
  type ProcessIdentity,
} from '../../src/process/processIdentity.ts'
import { contractsFile } from '../../src/process/tools.ts'
import { LocalChain } from '../../src/localnet/chain/localChain.ts'
import { RaidenHarness, oneToken, type Account } from '../../harness/raiden/raidenHarness.ts'
import { toAmount } from '../../src/shared/money.ts'

describe('a Raiden child whose parent is killed', () => {
  let harness: RaidenHarness
  let account: Account
  const started: ChildProcess[] = []
  beforeAll(async () => {
    harness = await RaidenHarness.create()
    await harness.start()
    const hub = harness.node(await harness.account('hub', 0n), { mediationFee: toAmount(0n) })
    await hub.start()
    await harness.servePaths(hub)
    account = await harness.account('orphan', oneToken)
  })
  afterAll(async () => {
    for (const child of started) child.kill('SIGKILL')
    await harness?.stop()
  })

  async function startParent(): Promise<{ parent: ProcessIdentity; child: ProcessIdentity }> {
    const entry = fileURLToPath(new URL('raidenParent.ts', import.meta.url))
    const process_ = spawn(process.execPath, [entry], { stdio: ['pipe', 'pipe', 'inherit'] })
    started.push(process_)
    process_.stdin.end(JSON.stringify({ network: harness.network, folder: account.folder, key: account.key }))
    const [line] = (await once(createInterface(process_.stdout), 'line')) as [string]
    return { parent: identify(process_.pid), child: identify(Number(line)) }
  }

  test('is gone within a second', async () => {
    const { parent, child } = await startParent()
    process.kill(parent.pid, 'SIGKILL')
    expect(await waitForExit(child, 1_000)).toBe(true)
  })

  test('and could not end is ended before the next one opens its database', async () => {
    const { parent, child } = await startParent()
    process.kill(child.pid, 'SIGSTOP')
    process.kill(parent.pid, 'SIGKILL')
    await waitForExit(parent, 1_000)
    expect(isRunning(child)).toBe(true)
    const next = harness.node(account)
    await next.start()
    expect(isRunning(child)).toBe(false)
    expect(next.address).toBe(account.address)
    await next.stop()
  })

  test('a chain that lost what the node has seen is refused, with the way out', async () => {
    await harness.chain.stop()
    const folder = join(account.folder, 'other-chain')
    const other = new LocalChain({
      folder,
      port: Number(new URL(harness.network.rpcUrl).port),
      contractsFile,
      settleTimeoutSeconds: 60,
      supply: oneToken,
      onCrash: (error) => {
        throw error
      },
    })
    await other.start()
    try {
      await expect(harness.node(account).start()).rejects.toMatchObject({
        code: 'RAIDEN_CHAIN_WENT_BACK',
        message: expect.stringContaining('busker localnet reset'),
      })
    } finally {
      await other.stop()
      await rm(folder, { recursive: true })
      await harness.chain.start()
    }
  })
})

function identify(pid: number | undefined): ProcessIdentity {
  const identity = pid === undefined ? null : processIdentityOf(pid)
  if (identity === null) throw new Error(`process ${pid} does not run`)
  return identity
}
