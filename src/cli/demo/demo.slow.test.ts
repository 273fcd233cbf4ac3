import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { descendantsOf } from '../../localnet/testing/descendants.ts'
import { waitForExit } from '../../process/processIdentity.ts'
import { commandLine } from '../testing/runCommand.ts'

vi.setConfig({ testTimeout: 400_000, hookTimeout: 60_000 })

let folder: string
let demo: ChildProcess
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-demo-test-'))
  demo = spawn(process.execPath, [commandLine, '--json', 'demo'], {
    cwd: folder,
    // Its temporary folders are in ours, where they can be counted.
    env: { ...process.env, TMPDIR: folder, INIT_CWD: folder },
    stdio: ['ignore', 'ignore', 'pipe'],
  })
})
afterEach(async () => {
  if (demo.exitCode === null && demo.signalCode === null) {
    demo.kill('SIGKILL')
    await once(demo, 'exit')
  }
  await rm(folder, { recursive: true, maxRetries: 5 })
})

/** Resolves when the step that begins with `name` is done. */
async function until(name: string): Promise<void> {
  if (demo.stderr === null) throw new Error('The demo has no output.')
  for await (const line of createInterface({ input: demo.stderr })) {
    if (String(JSON.parse(line).name).startsWith(name)) break
  }
  demo.stderr.resume()
}

const left = () => readdir(folder).then((names) => names.filter((name) => name !== 'out'))

test('the demo shows a whole purchase, writes its timeline, and leaves no process and no folder', async () => {
  demo.stderr?.resume()
  const exited = once(demo, 'exit')
  await until('Both connect')
  const processes = descendantsOf(demo.pid ?? 0)
  expect(processes.length).toBeGreaterThan(8)
  expect(await exited).toEqual([0, null])
  expect(await Promise.all(processes.map((each) => waitForExit(each, 1000)))).not.toContain(false)
  expect(await left()).toEqual([])

  const timeline = JSON.parse(await readFile(join(folder, 'out/demo/timeline.json'), 'utf8'))
  expect(timeline).toMatchObject({ ok: true, error: null })
  expect(timeline.steps.every(({ ok }: { ok: boolean }) => ok)).toBe(true)
  expect(timeline.facts.lowestCorrelation).toBeGreaterThanOrEqual(0.9)
  expect(timeline.facts.seconds.length).toBeGreaterThanOrEqual(12)
  expect(timeline.facts.boundaries).toBeGreaterThanOrEqual(2)
  expect(timeline.facts.otherPieceCorrelation).toBeLessThan(0.5)
})

test.each([
  ['SIGINT', 'Their nodes start', [130, null]],
  ['SIGTERM', 'A piece of music', [130, null]],
] as const)('%s in the middle of the demo leaves no process and no folder', async (signal, step, end) => {
  await until(step)
  const processes = descendantsOf(demo.pid ?? 0)
  const exited = once(demo, 'exit')
  demo.kill(signal)
  expect(await exited).toEqual(end)
  expect(await Promise.all(processes.map((each) => waitForExit(each, 1000)))).not.toContain(false)
  expect(await left()).toEqual([])
})

test('when the demo itself is killed, its processes end by themselves', async () => {
  await until('Their nodes start')
  const processes = descendantsOf(demo.pid ?? 0)
  demo.kill('SIGKILL')
  await once(demo, 'exit')
  expect(await Promise.all(processes.map((each) => waitForExit(each, 15_000)))).not.toContain(false)
})
