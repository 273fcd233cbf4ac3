import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseEther } from 'viem'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import {
  processIdentityOf,
  isRunning,
  waitForExit,
  type ProcessIdentity,
} from '../process/processIdentity.ts'
import { lockHolderOf } from '../process/folderLock.ts'
import { toAddress } from '../shared/ids.ts'
import { openTowerKeys } from '../tower/towerKeys.ts'
import { createChainClient } from './chain/chainClient.ts'
import { localnetDown, localnetReset, localnetStatus, localnetUp } from './commands.ts'
import { Localnet } from './localnet.ts'
import { processNames, type ProcessName } from './localnetProcess.ts'
import { readProfile } from './profileFile.ts'
import { descendantsOf } from './testing/descendants.ts'

const someAddress = toAddress('0x00000000000000000000000000000000000b05c3')

let folder: string
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'busker-localnet-')), 'net')
})
afterEach(async () => {
  await localnetDown(folder)
  await rm(join(folder, '..'), { recursive: true })
})

async function allEnd(processes: readonly ProcessIdentity[], timeout: number): Promise<boolean[]> {
  return Promise.all(processes.map(async (each) => waitForExit(each, timeout)))
}

describe('a local network in this process', () => {
  test('comes up with everything a node needs, ends without a trace, and comes back the same', async () => {
    const localnet = new Localnet({ folder })
    await localnet.start()
    const { profile } = localnet
    try {
      expect(localnet.status.ready).toBe(true)
      expect(localnet.status.parts.map(({ name, state }) => [name, state])).toEqual(
        processNames.map((name) => [name, 'running']),
      )
      expect(await readProfile(folder)).toEqual(profile)
      expect(profile.ursulas).toHaveLength(3)
      const info = await fetch(`${profile.hub.pathFindingUrl}/api/v1/info`)
      expect(await info.json()).toMatchObject({ network_info: { chain_id: 31_337 } })
      await localnet.faucet().give(someAddress, { wei: parseEther('1'), token: 5n })
      const refused = new Localnet({ folder }).start()
      await expect(refused).rejects.toMatchObject({ code: 'LOCALNET_RUNNING' })
    } finally {
      const processes = descendantsOf(process.pid)
      expect(processes.length).toBeGreaterThanOrEqual(processNames.length)
      await localnet.stop()
      expect(await allEnd(processes, 0)).not.toContain(false)
    }
    await localnet.start()
    try {
      expect(localnet.profile).toEqual(profile)
      expect(await createChainClient(profile.chain.rpcUrl).getBalance({ address: someAddress })).toBe(
        parseEther('1'),
      )
    } finally {
      await localnet.stop()
    }
  })

  test('has towers where it was made with some: they are named to nodes, and have gas', async () => {
    const localnet = new Localnet({ folder, parameters: { towers: 2 } })
    await localnet.start()
    try {
      expect(localnet.status.parts.map(({ name }) => name)).toEqual([...processNames, 'tower-1', 'tower-2'])
      const { towers, chain } = localnet.profile
      expect(towers?.map(({ name }) => name)).toEqual(['tower-1', 'tower-2'])
      const kept = await openTowerKeys(join(folder, 'tower-1'))
      expect(towers?.[0]?.peerId).toBe(kept.peer)
      const { address } = kept.account
      expect(await createChainClient(chain.rpcUrl).getBalance({ address })).toBe(parseEther('1'))
      await localnet.kill('tower-2')
      await localnet.restart('tower-2')
    } finally {
      await localnet.stop()
    }
    await localnet.start()
    await localnet.stop()
    expect((await readProfile(folder))?.towers).toHaveLength(2)
  })

  test('lets each process be killed and started again on its own', async () => {
    const localnet = new Localnet({ folder, autoRestart: false })
    const stateOf = (name: ProcessName) => localnet.status.parts.find((part) => part.name === name)
    await localnet.start()
    try {
      for (const name of processNames) {
        const before = stateOf(name)?.pid
        await localnet.kill(name)
        expect(stateOf(name)).toMatchObject({ state: 'failed', pid: null })
        await expect(localnet.kill(name)).rejects.toMatchObject({ code: 'LOCALNET_PART_NOT_RUNNING' })
        await localnet.restart(name)
        expect(stateOf(name)?.state).toBe('running')
        expect(stateOf(name)?.pid).not.toBe(before)
      }
      await localnet.faucet().give(someAddress, { token: 5n })
    } finally {
      await localnet.stop()
    }
  })

  test('starts what crashed again by itself', async () => {
    const localnet = new Localnet({ folder })
    await localnet.start()
    try {
      for (const name of ['chain', 'ursula-2'] as const) {
        await localnet.kill(name)
        await expect
          .poll(() => localnet.status.parts.find((part) => part.name === name)?.state, { timeout: 20_000 })
          .toBe('running')
      }
    } finally {
      await localnet.stop()
    }
  })
})

describe('a local network in a process of its own', () => {
  const up = async () => localnetUp({ folder, detach: true })
  const holder = async (): Promise<ProcessIdentity> => {
    const { pid } = await localnetStatus(folder)
    const identity = pid === null ? null : processIdentityOf(pid)
    if (identity === null) throw new Error('The local network does not run.')
    return identity
  }

  test('that ends before it is up says where its last words are', async () => {
    const kill = async () => {
      await expect.poll(async () => lockHolderOf(folder), { interval: 10, timeout: 20_000 }).not.toBeNull()
      process.kill((await lockHolderOf(folder))?.pid ?? 0, 'SIGKILL')
    }
    await Promise.all([
      expect(up()).rejects.toMatchObject({
        code: 'LOCALNET_ENDED',
        message: expect.stringContaining(join(folder, 'logs', 'localnet.log')) as string,
      }),
      kill(),
    ])
  })

  test('says what runs, and ends when told to, with all its processes', async () => {
    expect(await localnetStatus(folder)).toEqual({ pid: null, state: null, profile: null })
    await up()
    const { state, profile } = await localnetStatus(folder)
    expect(state?.ready).toBe(true)
    expect(profile?.chain.id).toBe(31_337)
    await expect(up()).rejects.toMatchObject({ code: 'LOCALNET_RUNNING' })
    await expect(localnetReset(folder)).rejects.toMatchObject({ code: 'LOCALNET_RUNNING' })
    const processes = [await holder(), ...descendantsOf((await holder()).pid)]
    expect(await localnetDown(folder)).toBe(true)
    expect(processes.filter(isRunning)).toEqual([])
    expect(await localnetDown(folder)).toBe(false)
    expect(await localnetStatus(folder)).toEqual({ pid: null, state: null, profile })
    await localnetReset(folder)
    expect(existsSync(folder)).toBe(false)
  })

  test('leaves nothing running when it is killed, and comes back with what was on the chain', async () => {
    await up()
    const processes = descendantsOf((await holder()).pid)
    expect(processes.length).toBeGreaterThanOrEqual(processNames.length)
    const killed = await holder()
    process.kill(killed.pid, 'SIGKILL')
    expect(await allEnd([killed, ...processes], 2_000)).not.toContain(false)
    expect((await localnetStatus(folder)).pid).toBeNull()
    await up()
    expect((await localnetStatus(folder)).state?.ready).toBe(true)
  })

  test('says why it could not start', async () => {
    await up()
    await localnetDown(folder)
    await writeFile(join(folder, 'chain', 'state.json'), '')
    await expect(up()).rejects.toMatchObject({
      code: 'LOCALNET_CHAIN_BEHIND',
      message: expect.stringContaining('busker localnet reset'),
    })
    expect((await localnetStatus(folder)).pid).toBeNull()
  })

  test('ends in order when told to while it starts', async () => {
    const starting = up().catch((error: unknown) => error)
    await expect
      .poll(async () => (await localnetStatus(folder)).pid, { timeout: 10_000, interval: 20 })
      .not.toBeNull()
    const processes = [await holder()]
    await expect
      .poll(() => descendantsOf(processes[0]?.pid ?? 0).length, { timeout: 10_000, interval: 20 })
      .toBeGreaterThan(2)
    processes.push(...descendantsOf(processes[0]?.pid ?? 0))
    expect(await localnetDown(folder)).toBe(true)
    expect(await starting).toMatchObject({ code: expect.any(String) })
    expect(await allEnd(processes, 1_000)).not.toContain(false)
  })
})

test('does not remove a folder that is no local network', async () => {
  await writeFile(join(folder, '..', 'letter.txt'), 'mine')
  await expect(localnetReset(join(folder, '..'))).rejects.toMatchObject({ code: 'LOCALNET_NOT_A_LOCALNET' })
  await localnetReset(folder)
})
