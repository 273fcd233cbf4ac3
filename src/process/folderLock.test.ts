import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { lockFolder, lockHolderOf } from './folderLock.ts'
import { processIdentityOf } from './processIdentity.ts'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'busker-hold-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const refuse = { leftovers: 'refuse', onHeld: () => new Error('held') } as const

test('a folder is held by one process, and free again when it is given back', async () => {
  const release = await lockFolder(folder, refuse)
  expect((await lockHolderOf(folder))?.pid).toBe(process.pid)
  await expect(lockFolder(folder, refuse)).rejects.toThrow('held')
  release()
  expect(await lockHolderOf(folder)).toBeNull()
  const releaseAgain = await lockFolder(folder, refuse)
  releaseAgain()
})

test('a holder that runs is never ended, whatever became of its parent', async () => {
  const other = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' })
  await once(other, 'spawn')
  writeFileSync(join(folder, 'holder.json'), JSON.stringify(processIdentityOf(other.pid ?? 0)))
  await expect(lockFolder(folder, refuse)).rejects.toThrow('held')
  expect(processIdentityOf(other.pid ?? 0)).not.toBeNull()
  other.kill('SIGKILL')
  await once(other, 'exit')
  const release = await lockFolder(folder, refuse)
  release()
})

test('a supervised child ends no program that people started, in whichever form it has locked the folder', async () => {
  const other = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' })
  await once(other, 'spawn')
  const identity = processIdentityOf(other.pid ?? 0)
  for (const record of [identity, { holder: identity }]) {
    writeFileSync(join(folder, 'holder.json'), JSON.stringify(record))
    await expect(lockFolder(folder, { leftovers: 'end', patienceMs: 0 })).rejects.toMatchObject({
      code: 'PROCESS_FOLDER_IN_USE',
    })
    expect(await lockHolderOf(folder)).toEqual(identity)
  }
  other.kill('SIGKILL')
  await once(other, 'exit')
})

test('a program that people start refuses the folder of a supervised child, and takes over that of one that is gone', async () => {
  const parent = processIdentityOf(process.ppid)
  await lockFolder(folder, { leftovers: 'end' })
  expect(JSON.parse(readFileSync(join(folder, 'holder.json'), 'utf8'))).toEqual({
    holder: processIdentityOf(process.pid),
    parent,
  })
  await expect(lockFolder(folder, refuse)).rejects.toThrow('held')
  const gone = { holder: { pid: process.pid, startedAt: 'long ago' }, parent }
  writeFileSync(join(folder, 'holder.json'), JSON.stringify(gone))
  const release = await lockFolder(folder, refuse)
  expect(JSON.parse(readFileSync(join(folder, 'holder.json'), 'utf8'))).toEqual({
    holder: processIdentityOf(process.pid),
  })
  release()
})

test('a child that takes a folder again, in the same process, has it', async () => {
  await lockFolder(folder, { leftovers: 'end' })
  await lockFolder(folder, { leftovers: 'end' })
  expect((await lockHolderOf(folder))?.pid).toBe(process.pid)
})

test('a leftover that the system does not let us end is named, and keeps the folder', async () => {
  const leftover = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' })
  await once(leftover, 'spawn')
  const holder = processIdentityOf(leftover.pid ?? 0)
  writeFileSync(join(folder, 'holder.json'), JSON.stringify({ holder, parent: null }))
  const refused = Object.assign(new Error('kill EPERM'), { code: 'EPERM' })
  const kill = vi.spyOn(process, 'kill').mockImplementation(() => {
    throw refused
  })
  await expect(lockFolder(folder, { leftovers: 'end', patienceMs: 0 })).rejects.toMatchObject({
    code: 'PROCESS_LEFTOVER_STUCK',
    message: expect.stringContaining(`Process ${leftover.pid}`) as string,
    cause: refused,
  })
  kill.mockRestore()
  expect(await lockHolderOf(folder)).toEqual(holder)
  await lockFolder(folder, { leftovers: 'end', patienceMs: 0 })
  expect((await lockHolderOf(folder))?.pid).toBe(process.pid)
})
