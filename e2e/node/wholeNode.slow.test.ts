import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { Localnet } from '../../src/localnet/localnet.ts'
import { windowHandlers } from '../../src/node/api/nodeHandlers.ts'
import { createNode, type BuskerNode } from '../../src/node/createNode.ts'
import { deriveKeys } from '../../src/node/keys/deriveKeys.ts'
import { newWords } from '../../src/node/keys/words.ts'
import { findFfmpeg } from '../../src/process/tools.ts'
import { toAmount } from '../../src/shared/money.ts'

const token = 10n ** 18n
const context = { signal: new AbortController().signal, report: () => undefined }
let folder: string
let localnet: Localnet
const nodes: BuskerNode[] = []

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'busker-node-'))
  localnet = new Localnet({ folder: join(folder, 'net'), autoRestart: false })
  await localnet.start()
})
afterAll(async () => {
  for (const node of nodes) await node.stop()
  await localnet.stop()
  await rm(folder, { recursive: true })
})

async function startNode(name: string): Promise<BuskerNode> {
  const node = await createNode({
    folder: join(folder, name),
    keys: await deriveKeys(newWords(), Date.now()),
    network: localnet.profile,
    ffmpeg: await findFfmpeg(),
    log: pino({ level: process.env['LOG'] ?? 'silent' }),
  })
  nodes.push(node)
  await node.start()
  return node
}

const allReady = (node: BuskerNode) =>
  expect.poll(() => node.health().filter(({ state }) => state !== 'ready'), { timeout: 60_000 }).toEqual([])

test('a node whose parts are restarted, and which is woken, goes on paying', async () => {
  const [payer, paid] = await Promise.all([startNode('payer'), startNode('paid')])
  await Promise.all([allReady(payer), allReady(paid)])
  const [asks, receives] = [windowHandlers(payer), windowHandlers(paid)]
  expect((await asks.faucet({}, context)).tokens).toBeGreaterThan(0n)
  await asks.connect({ deposit: toAmount(5n * token) }, context)
  await receives.connect({ deposit: toAmount(0n) }, context)
  const to = paid.options.keys.identity.body.account

  const first = await asks.send({ to, amount: toAmount(token) }, context)
  expect(first.outcome).toBe('paid')

  await asks.restartPart({ name: 'ipfs' }, context)
  await allReady(payer)
  await receives.restartPart({ name: 'raiden' }, context)
  await allReady(paid)
  payer.wake()
  paid.wake()

  const second = await asks.send({ to, amount: toAmount(token) }, context)
  expect(second.outcome).toBe('paid')
  await expect
    .poll(async () => (await receives.payments({ limit: 10 }, context)).map(({ order }) => order))
    .toEqual([null, null])
  await receives.snapshotKeep({}, context)
  expect(await receives.snapshotState({}, context)).toMatchObject({ problem: null })
  expect((await receives.snapshotState({}, context)).keptAt).toBeGreaterThan(Date.now() - 60_000)
  await expect(asks.restartPart({ name: 'nothing' }, context)).rejects.toMatchObject({
    code: 'NODE_PART_UNKNOWN',
  })
})

test('somebody who is paid more than the hub first set aside for them goes on being paid', async () => {
  const [payer, paid] = await Promise.all([startNode('generous'), startNode('popular')])
  await Promise.all([allReady(payer), allReady(paid)])
  const [asks, receives] = [windowHandlers(payer), windowHandlers(paid)]
  await asks.connect({ deposit: toAmount(250n * token) }, context)
  await receives.connect({ deposit: toAmount(0n) }, context)
  const to = paid.options.keys.identity.body.account
  const amount = toAmount(60n * token)
  // Until the next deposit is confirmed, there may be no way for a moment.
  const pay = () =>
    asks.send({ to, amount }, context).then(
      ({ outcome }) => outcome,
      (error: { code: string }) => error.code,
    )
  for (let sale = 0; sale < 4; sale += 1) {
    await expect.poll(pay, { timeout: 30_000, interval: 500 }).toBe('paid')
  }
  await expect
    .poll(async () => (await receives.wallet({}, context)).spendable, { timeout: 10_000 })
    .toBe(240n * token)
})
