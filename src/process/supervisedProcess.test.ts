import { nodeEnvironment } from './nodeArguments.mjs'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { z } from 'zod'
import type { ChildContract } from './childContract.ts'
import { forkLauncher } from './forkLauncher.ts'
import { processIdentityOf, isRunning, waitForExit } from './processIdentity.ts'
import type { ProcessState } from './supervisedProcess.ts'
import { SupervisedProcess, type SupervisedProcessOptions } from './supervisedProcess.ts'
import { echoProcess } from './testing/echoProcess.ts'
import { echoContract } from './testing/echoContract.ts'

type Echo = SupervisedProcess<typeof echoContract>
const running: Echo[] = []

function echo(changes: Parameters<typeof echoProcess>[0] = {}): Echo {
  const made = echoProcess(changes)
  running.push(made)
  return made
}

function waitForState(process: Echo, wanted: ProcessState['state']): Promise<ProcessState> {
  return new Promise((resolve) => process.onState((state) => state.state === wanted && resolve(state)))
}

afterEach(async () => {
  for (const process of running.splice(0)) await process.stop()
})

test('a child gets its secret as the first message and says ready with a parsed hello', async () => {
  const child = echo()
  await child.start()
  expect(child.hello).toEqual({ pid: child.pid, secretLength: 4 })
})

test('requests, results and events cross the channel with their types', async () => {
  const child = echo()
  await child.start()
  const events: bigint[] = []
  const unsubscribe = child.on('doubled', (value) => events.push(value))
  expect(await child.request('double', 2n ** 70n)).toBe(2n ** 71n)
  unsubscribe()
  await child.request('double', 1n)
  expect(events).toEqual([2n ** 71n])
})

test('an error in the child keeps its code', async () => {
  const child = echo()
  await child.start()
  await expect(child.request('refuse', null)).rejects.toMatchObject({ code: 'VAULT_LOCKED' })
})

test('a refusal to start is thrown with the child’s own code and nothing is left running', async () => {
  const child = echo({ startMessage: () => ({ secret: '', refuse: true }) })
  await expect(child.start()).rejects.toMatchObject({ code: 'VAULT_LOCKED' })
  expect(child.pid).toBeUndefined()
  expect(child.state.state).toBe('failed')
})

test('the environment of a child is scrubbed', async () => {
  process.env['BUSKER_TEST_SECRET'] = 'x'
  const child = echo()
  await child.start()
  const names = await child.request('environment', null)
  expect(
    names.filter(
      (name) =>
        !['PATH', 'HOME', 'TMPDIR', 'LANG', 'NODE_COMPILE_CACHE'].includes(name) &&
        !(name in nodeEnvironment) &&
        !name.startsWith('NODE_CHANNEL'),
    ),
  ).toEqual([])
})

test('a crash rejects what was asked, with the last lines of the log', async () => {
  const child = echo()
  await child.start()
  await expect(child.request('die', null)).rejects.toMatchObject({
    code: 'PROCESS_CRASHED',
    message: expect.stringContaining('last words'),
  })
  await expect(child.request('double', 1n)).rejects.toMatchObject({ code: 'PROCESS_NOT_RUNNING' })
})

test('a crashed child is started again after a delay', async () => {
  const child = echo({ backOff: { initialMs: 10, maxMs: 10, stableMs: 60_000 } })
  await child.start()
  const waiting = waitForState(child, 'waiting')
  await expect(child.request('die', null)).rejects.toMatchObject({ code: 'PROCESS_CRASHED' })
  await waiting
  await waitForState(child, 'running')
  expect(await child.request('double', 4n)).toBe(8n)
})

test('a child that cannot start is tried until it can', async () => {
  let starts = 0
  let refuse = false
  const child = echo({
    startMessage: () => {
      starts += 1
      return { secret: '', refuse: refuse && starts < 6 }
    },
    backOff: { initialMs: 10, maxMs: 10, stableMs: 60_000 },
  })
  await child.start()
  refuse = true
  await expect(child.request('die', null)).rejects.toMatchObject({ code: 'PROCESS_CRASHED' })
  await waitForState(child, 'running')
  expect(starts).toBe(6)
  expect(await child.request('double', 1n)).toBe(2n)
})

test('stop is orderly, idempotent and leaves no process', async () => {
  const child = echo()
  await child.start()
  const identity = processIdentityOf(child.hello.pid)
  await Promise.all([child.stop(), child.stop()])
  await child.stop()
  expect(identity !== null && isRunning(identity)).toBe(false)
})

test('a child that does not end when asked is killed', async () => {
  const child = echo({ stopTimeout: 100 })
  await child.start()
  const identity = processIdentityOf(child.hello.pid)
  if (identity === null) throw new Error('no child')
  process.kill(identity.pid, 'SIGSTOP')
  await child.stop()
  expect(await waitForExit(identity, 0)).toBe(true)
})

test('a child that never gets ready is killed and says so', async () => {
  const child = echo({ readyTimeout: 1 })
  await expect(child.start()).rejects.toMatchObject({ code: 'PROCESS_NOT_READY' })
})

test('the output of a child is handed over line by line', async () => {
  const lines: string[] = []
  const child = echo({ onLine: (line) => lines.push(line) })
  await child.start()
  await child.stop()
  expect(lines).toEqual(['opening'])
})

test('state changes are told to every listener', async () => {
  const states: string[] = []
  const child = echo()
  child.onState(({ state }) => states.push(state))
  await child.start()
  await child.stop()
  expect(states).toEqual(['starting', 'running', 'stopped'])
})

test('a child whose disk is full ends with a code and a sentence, and is started again', async () => {
  const child = echo({ backOff: { initialMs: 20, maxMs: 20, stableMs: 60_000 } })
  await child.start()
  const waiting = waitForState(child, 'waiting')
  const again = waitForState(child, 'running')
  await child.request('fillDisk', null)
  expect(await waiting).toMatchObject({
    error: { code: 'NODE_DISK_FULL', message: expect.stringContaining('Make 200 MB of room') },
  })
  await again
  expect(await child.request('double', 2n)).toBe(4n)
})

const secret = () => ({ secret: 'hush' })

test('a child that finds its state changed ends with the code of that', async () => {
  const child = echo({ backOff: { initialMs: 20, maxMs: 20, stableMs: 60_000 } })
  await child.start()
  const waiting = waitForState(child, 'waiting')
  await child.request('loseState', null).catch(() => undefined)
  expect(await waiting).toMatchObject({ error: { code: 'RAIDEN_STATE_DAMAGED' } })
})

test('an answer that the contract does not know rejects its request alone', async () => {
  const { requests } = echoContract
  const otherwise = { ...requests, double: { input: z.bigint(), output: z.string() } }
  const child = misunderstoodEcho({ ...echoContract, requests: otherwise }, secret)
  await child.start()
  await expect(child.request('double', 1n)).rejects.toMatchObject({
    code: 'PROCESS_BAD_MESSAGE',
    message: expect.stringContaining('answered double with something unexpected') as string,
  })
  expect(await child.request('environment', null)).toContain('PATH')
  await child.stop()
})

test('a child whose events the contract does not know is ended, and what was asked of it fails', async () => {
  const child = misunderstoodEcho({ ...echoContract, events: {} }, secret)
  await child.start()
  const { pid = 0 } = child
  const identity = processIdentityOf(pid)
  await expect(child.request('double', 1n)).rejects.toMatchObject({
    code: 'PROCESS_BAD_MESSAGE',
    message: expect.stringContaining('event doubled') as string,
  })
  expect(identity !== null && (await waitForExit(identity, 5_000))).toBe(true)
  await child.stop()
})

/** The same child, run by a parent that expects other messages of it. */
function misunderstoodEcho<C extends ChildContract>(
  contract: C,
  startMessage: SupervisedProcessOptions<C>['startMessage'],
): SupervisedProcess<C> {
  return new SupervisedProcess({
    name: 'The echo',
    contract,
    launcher: forkLauncher,
    entry: fileURLToPath(new URL('testing/echoChild.ts', import.meta.url)),
    startMessage,
    readyTimeout: 10_000,
    stopTimeout: 2_000,
    backOff: null,
  })
}

test.runIf(process.platform !== 'win32')(
  'a child that does not answer is killed and started again',
  async () => {
    const child = echo({
      watchdog: { intervalMs: 50, silenceMs: 200 },
      backOff: { initialMs: 10, maxMs: 10, stableMs: 10_000 },
    })
    await child.start()
    const first = processIdentityOf(child.pid ?? 0)
    if (first === null) throw new Error('The child does not run.')
    const waiting = waitForState(child, 'waiting')
    process.kill(first.pid, 'SIGSTOP')
    expect(await waiting).toMatchObject({ error: { code: 'PROCESS_HUNG' } })
    await waitForState(child, 'running')
    expect(isRunning(first)).toBe(false)
    expect(await child.request('double', 1n)).toBe(2n)
  },
)
