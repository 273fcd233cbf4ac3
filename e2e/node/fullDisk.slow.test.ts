import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterEach, beforeEach, expect, test } from 'vitest'

const run = promisify(execFile)
const script = fileURLToPath(new URL('smallDiskNode.ts', import.meta.url))
/** A file system of its own in a name space of its own: it needs no root, and is gone with the process. */
const inNamespace = ['--user', '--map-root-user', '--mount']
const canMount =
  spawnSync('unshare', [...inNamespace, 'mount', '-t', 'tmpfs', 'tmpfs', '/mnt'], { timeout: 10_000 })
    .status === 0

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-small-disk-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('a node on a full disk says so, loses nothing, and goes on by itself when there is room', async ({
  skip,
}) => {
  skip(!canMount, 'a small file system can’t be mounted here: unshare --user --map-root-user --mount fails')
  const mountAndRun = `mount -t tmpfs -o size=24m tmpfs '${folder}' && exec '${process.execPath}' '${script}' '${folder}'`
  const { stdout } = await run('unshare', [...inNamespace, 'sh', '-c', mountAndRun], { timeout: 90_000 })
  const facts = stdout
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Record<string, unknown>)
  expect(facts.map(({ event }) => event)).toEqual(['full', 'refused', 'warned', 'room', 'stopped'])
  expect(facts).toMatchObject([
    {},
    { code: 'NODE_DISK_FULL' },
    { warnings: [expect.stringMatching(/is full.* MB are left, and 200 MB are needed/)] },
    { kept: true, created: 'later', request: 'filling' },
    {},
  ])
})
