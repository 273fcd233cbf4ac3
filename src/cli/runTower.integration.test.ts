import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseEther } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { PeerHarness } from '../ipfs/testing/peerHarness.ts'
import { openTestChain, type TestChain } from '../localnet/testing/testChain.ts'
import { writeTowerConfig } from '../localnet/testing/writeTowerConfig.ts'
import { towerProtocol } from '../protocol/tower.ts'
import { address } from '../shared/ids.ts'
import { runCommand } from './testing/runCommand.ts'
import { startCommand } from './testing/startCommand.ts'

const peers = new PeerHarness()
let testChain: TestChain

beforeAll(async () => {
  testChain = await openTestChain()
})
afterAll(async () => {
  await peers.stop()
  await testChain.close()
})

test('a tower runs from one command, says how it is, and leaves nothing when it is told to stop', async () => {
  const { chain, folder } = testChain
  const towerFolder = join(folder, 'tower')
  const missing = await runCommand(['tower', towerFolder])
  expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('TOWER_CONFIG_MISSING') })
  await writeTowerConfig(towerFolder, chain)
  const shown = await runCommand(['--json', 'tower', 'address', towerFolder])
  const account = address.parse((JSON.parse(shown.stdout) as { account: unknown }).account)
  await chain.faucet().give(account, { wei: parseEther('1') })

  const started = await startCommand(['tower', towerFolder])
  const { child } = started
  const ready = started.ready as { addresses: string[] }
  try {
    expect(ready).toMatchObject({ event: 'ready', account, pid: child.pid })

    const peer = await peers.peer()
    const tower = await peer.connect(ready.addresses)
    const described = await peer.call(tower, towerProtocol, 'describe', {})
    expect(described).toMatchObject({ signer: account, body: { operator: 'Bo', peer: tower } })

    const told = await runCommand(['--json', 'tower', 'status', towerFolder])
    expect(JSON.parse(told.stdout)).toMatchObject({ account, gasWei: String(parseEther('1')), watched: 0 })
    const second = await runCommand(['--json', 'tower', towerFolder])
    expect(second).toMatchObject({ code: 1, stdout: '' })
    expect(second.stderr).toContain('PROCESS_FOLDER_IN_USE')

    const ended = once(child, 'close')
    child.kill('SIGTERM')
    expect(await ended).toEqual([0, null])
    expect(existsSync(join(towerFolder, 'holder.json'))).toBe(false)
  } finally {
    child.kill('SIGKILL')
  }
})
