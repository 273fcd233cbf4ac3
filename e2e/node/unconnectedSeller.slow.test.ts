import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { hexToBytes } from 'viem'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Localnet } from '../../src/localnet/localnet.ts'
import { windowHandlers } from '../../src/node/api/nodeHandlers.ts'
import { createNode, type BuskerNode } from '../../src/node/createNode.ts'
import { deriveKeys } from '../../src/node/keys/deriveKeys.ts'
import type { Keys } from '../../src/node/keys/keys.ts'
import { newWords } from '../../src/node/keys/words.ts'
import { formsOf } from '../../src/node/market/testing/formsOf.ts'
import { synthesiseWav } from '../../src/testAudio/synthesise.ts'
import { findFfmpeg } from '../../src/process/tools.ts'
import { toAmount } from '../../src/shared/money.ts'

const token = 10n ** 18n
const price = toAmount(2n * token)
const context = { signal: new AbortController().signal, report: () => undefined }
const patience = { timeout: 60_000, interval: 250 }
let folder: string
let localnet: Localnet
const nodes = new Map<string, BuskerNode>()

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-unconnected-'))
  localnet = new Localnet({ folder: join(folder, 'net'), autoRestart: false })
  await localnet.start()
})
afterAll(async () => {
  for (const node of nodes.values()) await node.stop()
  await localnet.stop()
  await rm(folder, { recursive: true })
})

/** Starts a person's node, again after it was stopped. */
async function startNode(name: string, keys: Keys) {
  const node = await createNode({
    folder: join(folder, name),
    keys,
    network: localnet.profile,
    ffmpeg: await findFfmpeg(),
    log: pino({ level: process.env['LOG'] ?? 'silent' }),
  })
  nodes.set(name, node)
  await node.start()
  return windowHandlers(node)
}

/** The files below `place` that hold any of these bytes. */
function filesWith(forms: readonly Buffer[], place: string): string[] {
  return readdirSync(place, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => {
      const bytes = readFileSync(file)
      return forms.some((form) => bytes.includes(form))
    })
}

async function quit(name: string): Promise<void> {
  await nodes.get(name)?.stop()
  nodes.delete(name)
}

test('who buys from an artist without a connection waits, has it once the artist’s node has connected, and neither disk tells a key', async () => {
  const [ada, grace] = await Promise.all([
    deriveKeys(newWords(), Date.now()),
    deriveKeys(newWords(), Date.now()),
  ])
  const [artist, listener] = await Promise.all([startNode('ada', ada), startNode('grace', grace)])
  await listener.connect({ deposit: toAmount(5n * token) }, context)
  const file = join(folder, 'song.wav')
  await synthesiseWav(file, { seconds: 5, seed: 3 })
  const work = await artist.publish({ file, price, title: 'Ballad' }, context)
  expect(await artist.connection({}, context)).toMatchObject({
    state: 'none',
    canBePaid: false,
    waitingBuyers: 0,
  })

  await expect.poll(() => listener.search({ text: 'ballad', limit: 5 }, context), patience).toHaveLength(1)
  const { id } = await listener.buy({ label: work.label, confirmed: price, follow: false }, context)
  const order = () => listener.purchase({ id, follow: false }, context)
  await expect.poll(order, patience).toMatchObject({
    state: 'requested',
    code: 'SELLER_UNPAYABLE',
    money: 'Nothing has been paid yet.',
  })
  expect(await artist.connection({}, context)).toMatchObject({ canBePaid: false, waitingBuyers: 1 })

  // The page asks, and Busker is quit at once: the wish is carried out when it runs again.
  await artist.beginConnecting({ deposit: toAmount(20n * token) }, context)
  await quit('ada')
  const later = await startNode('ada', ada)
  await expect
    .poll(() => later.connection({}, context), patience)
    .toMatchObject({
      state: 'open',
      canBePaid: true,
      problem: null,
    })
  await expect.poll(order, patience).toMatchObject({ state: 'owned', code: null, paid: price })
  await expect.poll(() => later.connection({}, context), patience).toMatchObject({ waitingBuyers: 0 })
  expect((await later.wallet({}, context)).spendable).toBe(22n * token)

  const secret = nodes.get('ada')?.market.seller.sales.list()[0]?.secret
  const contentKey = nodes.get('grace')?.access.contentKey(work.id, work.edition)
  if (secret === undefined || contentKey === undefined) throw new Error('Nothing was bought.')
  const forms = [hexToBytes(secret), contentKey].flatMap((each) => formsOf(each))
  for (const name of ['ada', 'grace']) {
    expect(filesWith(forms, join(folder, name)), 'while it runs').toEqual([])
    await quit(name)
    expect(filesWith(forms, join(folder, name)), 'after its end').toEqual([])
  }
})
