import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import { guardedCommand, watchdogCommand } from './binaryProcess.ts'
import { lockFolder, lockHolderOf } from './folderLock.ts'
import { processIdentityOf, isRunning, waitForExit, type ProcessIdentity } from './processIdentity.ts'
import { echoProcess } from './testing/echoProcess.ts'

const cleanups: (() => Promise<unknown> | void)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup()
})

async function temporaryFolder(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'busker-process-'))
  cleanups.push(() => rm(folder, { recursive: true }))
  return folder
}

function identify(pid: number | undefined): ProcessIdentity {
  const identity = pid === undefined ? null : processIdentityOf(pid)
  if (identity === null) throw new Error(`process ${pid} does not run`)
  cleanups.push(() => void (isRunning(identity) && process.kill(identity.pid, 'SIGKILL')))
  return identity
}

/** A parent process with an echo child and a sleep, all running. */
async function startParent(
  folder: string,
): Promise<{ parent: ProcessIdentity; children: ProcessIdentity[] }> {
  const entry = fileURLToPath(new URL('testing/echoParent.ts', import.meta.url))
  const child = spawn(process.execPath, [entry, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const parent = identify(child.pid)
  for await (const line of createInterface(child.stdout)) {
    const pids = z.array(z.int()).parse(JSON.parse(line))
    return { parent, children: pids.map(identify) }
  }
  throw new Error('the parent ended')
}

test('when the parent is killed its child and its binary are gone within a second', async () => {
  const { parent, children } = await startParent(await temporaryFolder())
  expect(children).toHaveLength(2)
  process.kill(parent.pid, 'SIGKILL')
  expect(await Promise.all(children.map((child) => waitForExit(child, 1_000)))).toEqual([true, true])
})

test('a program whose parent died before it could ask for its signal does not begin', async () => {
  const folder = await temporaryFolder()
  const run = { command: '/bin/mkdir', args: [join(folder, 'begun')], orphanSignal: 'SIGKILL' } as const
  const startGuarded = async (parent: number) => {
    const [command, ...args] = guardedCommand(run, parent)
    await once(spawn(command, args), 'close')
    return readdir(folder)
  }
  expect(await startGuarded(1)).toEqual([])
  expect(await startGuarded(process.pid)).toEqual(['begun'])
})

test('a watchdog ends its program when its own stdin closes', async () => {
  const [command, ...args] = watchdogCommand('/bin/sh', ['-c', 'echo $$; exec sleep 600'], 'SIGKILL')
  const watchdog = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
  const [line] = await once(createInterface(watchdog.stdout), 'line')
  const program = identify(z.coerce.number().parse(line))
  watchdog.stdin.end()
  expect(await waitForExit(program, 10_000)).toBe(true)
})

test('a child refuses a folder that the child of another running parent holds', async () => {
  const folder = await temporaryFolder()
  await startParent(folder)
  const second = echoProcess({ startMessage: () => ({ secret: '', folder }) })
  await expect(second.start()).rejects.toMatchObject({ code: 'PROCESS_FOLDER_IN_USE' })
})

test('a leftover whose parent is gone is ended before the folder is taken', async () => {
  const folder = await temporaryFolder()
  const { parent, children } = await startParent(folder)
  const holder = await lockHolderOf(folder)
  expect(holder).toEqual(children[0])
  if (holder === null) throw new Error('nobody holds the folder')
  // A stopped process cannot end itself: exactly the leftover the claim is for.
  process.kill(holder.pid, 'SIGSTOP')
  process.kill(parent.pid, 'SIGKILL')
  await waitForExit(parent, 10_000)
  expect(isRunning(holder)).toBe(true)
  await lockFolder(folder, { leftovers: 'end', patienceMs: 50 })
  expect(isRunning(holder)).toBe(false)
  expect(await lockHolderOf(folder)).toEqual(processIdentityOf(process.pid))
})

test('a reused pid is not taken for the leftover', async () => {
  const self = processIdentityOf(process.pid)
  expect(self === null ? null : isRunning(self)).toBe(true)
  expect(isRunning({ pid: process.pid, startedAt: 'another boot/1' })).toBe(false)
})
