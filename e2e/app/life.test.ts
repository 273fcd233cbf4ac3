import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { descendantsOf } from '../../src/localnet/testing/descendants.ts'
import { type ProcessIdentity, waitForEnd } from '../../src/process/identity.ts'
import { ask } from './ask.ts'
import { makeIdentity, unlock, untilRunning } from './identity.ts'
import { launch } from './launch.ts'
import { type LocalWorld, openLocalWorld } from './localWorld.ts'

let world: LocalWorld
let userData: string
beforeAll(async () => {
  world = await openLocalWorld()
})
afterAll(() => world.close())
beforeEach(async () => {
  userData = await mkdtemp(join(tmpdir(), 'busker-life-'))
})
afterEach(() => rm(userData, { recursive: true, force: true, maxRetries: 5 }))

const start = () => launch({ localnet: world.folder, userData })

it('the node runs, every part of it, and is the same one after a restart', async () => {
  const first = await start()
  await makeIdentity(first)
  await untilRunning(first)
  const { account } = await ask(first.window, 'status', {})
  expect((await ask(first.window, 'app.state', {})).network?.isLocal).toBe(true)
  const below = descendantsOf(first.app.process().pid ?? 0)
  await first.close()
  expect(await leftOf(below)).toEqual([])

  const second = await start()
  expect((await ask(second.window, 'app.state', {})).phase).toBe('locked')
  await unlock(second)
  await untilRunning(second)
  expect((await ask(second.window, 'status', {})).account).toBe(account)
  await second.close()
})

it('a window hears of every part as it starts', async () => {
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
  await makeIdentity(busker)
  expect((await heard).toSorted()).toEqual(expect.arrayContaining(['catalogue', 'ipfs', 'market', 'raiden']))
  await busker.close()
})

it.runIf(process.platform === 'linux')(
  'when it is killed, no process of it is there after two seconds',
  async () => {
    const busker = await start()
    await makeIdentity(busker)
    await untilRunning(busker)
    const main = busker.app.process()
    const below = descendantsOf(main.pid ?? 0)
    expect(below.length).toBeGreaterThan(4)
    main.kill('SIGKILL')
    const ended = await Promise.all(below.map((each) => waitForEnd(each, 2_000)))
    expect(ended.filter((hasEnded) => !hasEnded)).toEqual([])

    const again = await start()
    await unlock(again)
    await untilRunning(again)
    await again.close()
  },
)

it('a signal ends it in order', async () => {
  const busker = await start()
  await makeIdentity(busker)
  await untilRunning(busker)
  const main = busker.app.process()
  const below = descendantsOf(main.pid ?? 0)
  const closed = busker.app.waitForEvent('close')
  main.kill('SIGTERM')
  await closed
  expect(await leftOf(below)).toEqual([])
})

/** Those that still run after two seconds. */
async function leftOf(processes: readonly ProcessIdentity[]): Promise<ProcessIdentity[]> {
  const ended = await Promise.all(processes.map(async (each) => waitForEnd(each, 2_000)))
  return processes.filter((_each, index) => ended[index] === false)
}
