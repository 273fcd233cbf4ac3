import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { NodeProcess } from './nodeProcess.ts'

let folder: string
beforeEach(async () => void (folder = await mkdtemp(join(tmpdir(), 'busker-node-process-'))))
afterEach(() => rm(folder, { recursive: true }))

async function nodeRunning(program: string, startTimeoutMs?: number): Promise<NodeProcess> {
  const nodeProgram = join(folder, 'program.mjs')
  await writeFile(nodeProgram, program)
  return new NodeProcess({
    name: 'Ada',
    folder,
    network: join(folder, 'network.json'),
    passphrase: 'hush',
    nodeProgram,
    ...(startTimeoutMs !== undefined && { startTimeoutMs }),
  })
}

test('a node that ends without a reason is quoted', async () => {
  const ada = await nodeRunning("process.stderr.write('out of memory\\n'); process.exit(3)")
  await expect(ada.start()).rejects.toMatchObject({
    code: 'NODE_ENDED',
    message: expect.stringContaining('Ada’s node ended:\nout of memory') as string,
  })
  expect(ada.pid).toBeUndefined()
})

test('a node that ends with a reason of its own keeps its code', async () => {
  const error = { code: 'VAULT_LOCKED', message: 'It is locked.' }
  const line = JSON.stringify(JSON.stringify({ error }))
  const ada = await nodeRunning(`process.stderr.write(${line} + '\\n'); process.exit(1)`)
  await expect(ada.start()).rejects.toMatchObject({
    code: 'VAULT_LOCKED',
    message: expect.stringContaining('Ada: It is locked.') as string,
  })
})

test('a node that does not come up in time is ended, and what kept it is quoted', async () => {
  const program = `console.log('{"event":"ready"}'); console.error('waiting for the hub'); setInterval(() => {}, 1000)`
  const ada = await nodeRunning(program, 1_500)
  await expect(ada.start()).rejects.toMatchObject({
    code: 'NODE_LATE',
    message: expect.stringContaining('did not run within 1.5 s:\nwaiting for the hub') as string,
  })
  expect(ada.pid).toBeUndefined()
})
