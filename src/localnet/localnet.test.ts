import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { lockHolderOf } from '../process/folderLock.ts'
import { processIdentityOf } from '../process/processIdentity.ts'
import { anvilBinary } from './chain/anvilBinary.ts'
import { localnetDown } from './commands.ts'
import { Localnet } from './localnet.ts'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'busker-localnet-'))))
afterEach(() => rm(folder, { recursive: true }))

test('a network that does not run has no profile, no faucet and no processes', async () => {
  const localnet = new Localnet({ folder })
  const notUp = expect.objectContaining({
    code: 'LOCALNET_NOT_UP',
    message: expect.stringContaining('busker localnet up') as string,
  }) as Error
  expect(() => localnet.profile).toThrow(notUp)
  expect(() => localnet.faucet()).toThrow(notUp)
  await expect(localnet.kill('hub')).rejects.toEqual(notUp)
  await expect(localnet.restart('hub')).rejects.toEqual(notUp)
})

test('a network that is stopped as soon as it starts runs no process and gives its folder back', async () => {
  const localnet = new Localnet({ folder })
  const starting = localnet.start()
  await localnet.stop()
  await expect(starting).rejects.toMatchObject({ code: 'LOCALNET_STOPPED' })
  expect(localnet.status.parts).toEqual([])
  expect(await lockHolderOf(folder)).toBeNull()
})

test('a network that does not end when it is told to is killed, and that is said', async () => {
  const stubborn = spawn('sh', ['-c', "trap '' TERM; echo ready; while :; do sleep 1; done"], {
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  })
  const ended = once(stubborn, 'exit')
  await once(stubborn.stdout, 'data')
  const holder = processIdentityOf(stubborn.pid ?? 0)
  await writeFile(join(folder, 'holder.json'), JSON.stringify({ holder }))
  await expect(localnetDown(folder, 50)).rejects.toMatchObject({
    code: 'LOCALNET_STUCK',
    message: expect.stringContaining(`process ${stubborn.pid}`) as string,
  })
  expect(await ended).toEqual([null, 'SIGKILL'])
  expect(await localnetDown(folder)).toBe(false)
})

test('on a machine that there is no anvil for, the chain says so', () => {
  const platform = Object.getOwnPropertyDescriptor(process, 'platform') ?? {}
  Object.defineProperty(process, 'platform', { ...platform, value: 'haiku' })
  try {
    expect(anvilBinary).toThrow(
      expect.objectContaining({
        code: 'LOCALNET_ANVIL_MISSING',
        message: expect.stringContaining('there is none for haiku-') as string,
      }),
    )
  } finally {
    Object.defineProperty(process, 'platform', platform)
  }
  expect(anvilBinary()).toContain('anvil')
})
