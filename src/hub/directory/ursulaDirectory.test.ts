import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pino from 'pino'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { MemoryNetwork, type MemoryPeer } from '../../ipfs/testing/memoryNetwork.ts'
import { defineProtocol } from '../../protocol/rpc.ts'
import { ursulaProtocol } from '../../protocol/ursula.ts'
import { createUrsula, type Ursula } from '../../ursula/createUrsula.ts'
import { openUrsulaKeys } from '../../ursula/ursulaKeys.ts'
import { type ConfiguredUrsula, UrsulaDirectory } from './ursulaDirectory.ts'

const silent = pino({ enabled: false })
let folder: string
let network: MemoryNetwork
let hub: MemoryPeer
let started: { stop(): Promise<void> }[]

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-directory-'))
  network = new MemoryNetwork()
  hub = network.peer()
  started = []
})
afterEach(async () => {
  for (const each of started.toReversed()) await each.stop()
  await rm(folder, { recursive: true })
})

interface Named {
  readonly peer: MemoryPeer
  readonly ursula: Ursula
  readonly configured: ConfiguredUrsula
}

async function startUrsula(name: string): Promise<Named> {
  const peer = network.peer()
  const own = join(folder, name)
  const ursula = createUrsula({ keys: await openUrsulaKeys(own), folder: own, peer, operator: 'Test' })
  await ursula.start()
  started.push(ursula)
  return { peer, ursula, configured: { name, peerId: peer.id, addresses: [...peer.addresses] } }
}

async function watch(
  configured: readonly ConfiguredUrsula[],
  known: ConstructorParameters<typeof UrsulaDirectory>[3] = [],
): Promise<UrsulaDirectory> {
  const directory = new UrsulaDirectory(hub, configured, silent, known)
  await directory.start()
  started.push(directory)
  return directory
}

const names = (directory: UrsulaDirectory) => directory.records().map(({ body }) => body.peer)

test('the Ursulas that answer are named, in the order the operator gave', async () => {
  const [first, second] = [await startUrsula('first'), await startUrsula('second')]
  const third = await startUrsula('third')
  await third.peer.stop()
  const directory = await watch([first, third, second].map(({ configured }) => configured))
  await expect.poll(() => names(directory)).toEqual([first.peer.id, second.peer.id])
  expect(directory.records()[0]?.body).toEqual((await first.ursula.describe()).body)
  expect(directory.configured).toBe(3)
})

test('each is named with what she has said lately, and no longer than it holds', async () => {
  const first = await startUrsula('first')
  let now = Date.now()
  const directory = new UrsulaDirectory(hub, [first.configured], silent, [], () => now)
  await directory.start()
  started.push(directory)
  await expect.poll(() => directory.announcements()).toHaveLength(1)
  const [announcement] = directory.announcements()
  expect(announcement?.body.record.body.peer).toBe(first.peer.id)
  now += 24 * 3_600_000 + 60_000
  expect(directory.announcements()).toEqual([])
})

test('one that is too old to date what she says is named by her record', async () => {
  const older = await startUrsula('older')
  const { announce: _, ...operations } = ursulaProtocol.operations
  const record = await older.ursula.describe()
  const refuse = () => Promise.reject(new Error('not asked'))
  await older.peer.handle(defineProtocol(ursulaProtocol.id, operations), {
    describe: async () => record,
    reencrypt: refuse,
    revoke: refuse,
  })
  const directory = await watch([older.configured])
  await expect.poll(() => names(directory)).toEqual([older.peer.id])
  expect(directory.announcements()).toEqual([])
})

test('one that comes later is named then', async () => {
  const late = await startUrsula('late')
  await late.peer.stop()
  const directory = await watch([late.configured])
  expect(names(directory)).toEqual([])
  await late.peer.start()
  await expect.poll(() => names(directory), { timeout: 5000 }).toEqual([late.peer.id])
})

test(
  'one known to be well is named at once, and no more when it does not answer',
  { timeout: 15_000 },
  async () => {
    const gone = await startUrsula('gone')
    const record = await gone.ursula.describe()
    await gone.peer.stop()
    const directory = await watch([gone.configured], [record])
    expect(names(directory)).toEqual([gone.peer.id])
    await expect.poll(() => names(directory), { timeout: 12_000 }).toEqual([])
  },
)

test('one that presents the record of another, or a forged one, is not named', async () => {
  const [honest, liar, forger] = [
    await startUrsula('honest'),
    await startUrsula('liar'),
    await startUrsula('forger'),
  ]
  const record = await honest.ursula.describe()
  const own = await forger.ursula.describe()
  const refuse = () => Promise.reject(new Error('not asked'))
  const announcement = await honest.ursula.announce()
  const presenting = (shown: typeof record) => ({
    describe: async () => shown,
    announce: async () => ({ ...announcement, body: { ...announcement.body, record: shown } }),
    reencrypt: refuse,
    revoke: refuse,
  })
  await liar.peer.handle(ursulaProtocol, presenting(record))
  await forger.peer.handle(
    ursulaProtocol,
    presenting({ ...own, body: { ...own.body, operator: 'Somebody else' } }),
  )
  const directory = await watch([liar, forger, honest].map(({ configured }) => configured))
  await expect.poll(() => names(directory)).toEqual([honest.peer.id])
})

test('the operator reads which Ursula presents the record of another peer', { timeout: 15_000 }, async () => {
  const [honest, liar] = [await startUrsula('honest'), await startUrsula('liar')]
  const record = await honest.ursula.describe()
  const refuse = () => Promise.reject(new Error('not asked'))
  const announcement = await honest.ursula.announce()
  await liar.peer.handle(ursulaProtocol, {
    describe: async () => record,
    announce: async () => announcement,
    reencrypt: refuse,
    revoke: refuse,
  })
  const logged = Promise.withResolvers<unknown>()
  const log = pino({ level: 'warn' }, { write: (line) => logged.resolve(JSON.parse(line)) })
  const directory = new UrsulaDirectory(hub, [liar.configured], log)
  await directory.start()
  started.push(directory)
  expect(await logged.promise).toMatchObject({
    ursula: 'liar',
    err: { code: 'HUB_URSULA_MISNAMED', message: expect.stringContaining('liar presents') as string },
  })
  expect(names(directory)).toEqual([])
})
