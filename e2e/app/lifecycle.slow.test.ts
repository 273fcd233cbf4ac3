import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { descendantsOf } from '../../src/localnet/testing/descendants.ts'
import { type ProcessIdentity, waitForExit } from '../../src/process/processIdentity.ts'
import { ask } from '../../harness/app/ask.ts'
import { createIdentity, unlock, waitUntilRunning } from '../../harness/app/identity.ts'
import { launchApp } from '../../harness/app/launchApp.ts'
import { type LocalnetHarness, openLocalnetHarness } from '../../harness/localnetHarness.ts'

let harness: LocalnetHarness
let userData: string
beforeAll(async () => {
  harness = await openLocalnetHarness()
})
afterAll(() => harness.close())
beforeEach(async () => {
  userData = await mkdtemp(join(tmpdir(), 'busker-life-'))
})
afterEach(() => rm(userData, { recursive: true, force: true, maxRetries: 5 }))

const start = () => launchApp({ localnet: harness.folder, userData })

test('the node runs, every part of it, and is the same one after a restart', async () => {
  const first = await start()
  await createIdentity(first)
  await waitUntilRunning(first)
  const { account } = await ask(first.window, 'status', {})
  expect((await ask(first.window, 'app.state', {})).network?.isLocal).toBe(true)
  const below = descendantsOf(first.app.process().pid ?? 0)
  await first.close()
  expect(await stillRunning(below)).toEqual([])

  const second = await start()
  expect((await ask(second.window, 'app.state', {})).phase).toBe('locked')
  await unlock(second)
  await waitUntilRunning(second)
  expect((await ask(second.window, 'status', {})).account).toBe(account)
  await second.close()
})

test('a window hears of every part as it starts', async () => {
  const busker = await start()
  const heard = busker.window.evaluate(
    () =>
      new Promise<string[]>((resolve) => {
        const ready = new Set<string>()
        window.busker.on['node.part']((value) => {
          const { name, state } = value as { name: string; state: string }
          if (state === 'ready') ready.add(name)
          if (ready.has('raiden') && ready.has('market')) resolve([...ready])
        })
      }),
  )
  await createIdentity(busker)
  expect((await heard).toSorted()).toEqual(expect.arrayContaining(['catalogue', 'ipfs', 'market', 'raiden']))
  await busker.close()
})

test.runIf(process.platform === 'linux')(
  'when it is killed, no process of it is there after two seconds',
  async () => {
    const busker = await start()
    await createIdentity(busker)
    await waitUntilRunning(busker)
    const main = busker.app.process()
    const below = descendantsOf(main.pid ?? 0)
    expect(below.length).toBeGreaterThan(4)
    main.kill('SIGKILL')
    const ended = await Promise.all(below.map((each) => waitForExit(each, 2_000)))
    expect(ended.filter((hasEnded) => !hasEnded)).toEqual([])

    const again = await start()
    await unlock(again)
    await waitUntilRunning(again)
    await again.close()
  },
)

test('a signal ends it in order', async () => {
  const busker = await start()
  await createIdentity(busker)
  await waitUntilRunning(busker)
  const main = busker.app.process()
  const below = descendantsOf(main.pid ?? 0)
  const closed = busker.app.waitForEvent('close')
  main.kill('SIGTERM')
  await closed
  expect(await stillRunning(below)).toEqual([])
})

/** Those that still run after two seconds. */
async function stillRunning(processes: readonly ProcessIdentity[]): Promise<ProcessIdentity[]> {
  const ended = await Promise.all(processes.map(async (each) => waitForExit(each, 2_000)))
  return processes.filter((_each, index) => ended[index] === false)
}
