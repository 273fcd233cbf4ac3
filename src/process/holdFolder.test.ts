import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { holderOf, holdFolder } from './holdFolder.ts'
import { processIdentityOf } from './processIdentity.ts'

let folder: string
beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'busker-hold-'))))
afterEach(() => rmSync(folder, { recursive: true }))

const held = () => new Error('held')

test('a folder is held by one process, and free again when it is given back', async () => {
  const release = await holdFolder(folder, held)
  expect((await holderOf(folder))?.pid).toBe(process.pid)
  await expect(holdFolder(folder, held)).rejects.toThrow('held')
  release()
  expect(await holderOf(folder)).toBeNull()
  const releaseAgain = await holdFolder(folder, held)
  releaseAgain()
})

test('a holder that runs is never ended, whatever became of its parent', async () => {
  const other = spawn('sleep', ['60'], { detached: true, stdio: 'ignore' })
  await once(other, 'spawn')
  writeFileSync(join(folder, 'holder.json'), JSON.stringify(processIdentityOf(other.pid ?? 0)))
  await expect(holdFolder(folder, held)).rejects.toThrow('held')
  expect(processIdentityOf(other.pid ?? 0)).not.toBeNull()
  other.kill('SIGKILL')
  await once(other, 'exit')
  const release = await holdFolder(folder, held)
  release()
})
