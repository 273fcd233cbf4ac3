import { beforeEach, expect, test, vi } from 'vitest'
import { toAddress } from '../shared/ids.ts'
import { answerTimeOf } from './answerTime.ts'
import {
  MemoryTowerChain,
  type MemoryTowerChannel,
  settleTimeout,
  tokenNetwork,
  updateOf,
} from './testing/memoryTowerChain.ts'
import { TowerRecords } from './towerRecords.ts'
import { TowerWatch } from './towerWatch.ts'

const tower = toAddress(`0x${'1'.repeat(40)}`)
const day = 24 * 60 * 60_000
let chain: MemoryTowerChain
let channel: MemoryTowerChannel
let records: TowerRecords
let now: number
let limits: { gasPrice: bigint; gasPerDay: bigint }
let problems: unknown[]

beforeEach(async () => {
  chain = new MemoryTowerChain()
  channel = chain.openChannel()
  records = new TowerRecords(':memory:')
  now = 1_700_000_000_000
  limits = { gasPrice: 1000n, gasPerDay: 10n ** 9n }
  problems = []
  await keep(channel, 50n, 9n)
})

async function keep(of: MemoryTowerChannel, transferred: bigint, nonce: bigint): Promise<void> {
  const update = await updateOf(of, transferred, nonce)
  records.keep(tokenNetwork, update, { now, until: now + 100 * day })
}

const watchOf = (made = chain) =>
  new TowerWatch({
    tower,
    records,
    chain: made,
    transactions: made.transactions,
    limits,
    intervalMs: 1,
    now: () => now,
    onAnswer: () => undefined,
    onProblem: (problem) => problems.push(problem),
  })

/** A look at a time at which everything is due. */
async function lookAt(share: number): Promise<void> {
  now += day
  chain.time = settleTimeout * share
  await watchOf().look()
}

test('the owner has a quarter of the time to answer, and half of it over it is answered for', async () => {
  chain.close(channel)
  await lookAt(0.249)
  expect(chain.sent).toEqual([])
  await lookAt(0.5)
  expect(chain.sent).toHaveLength(1)
  await lookAt(0.6)
  expect(chain.sent).toHaveLength(1)
  expect(records.answers(9)).toMatchObject([{ nonce: 9n, outcome: 'mined', cost: 1000n }])
  expect(problems).toEqual([])
})

test('towers answer at different times, so that one of them pays', () => {
  const side = { tokenNetwork, channel: 1n, participant: tower }
  const closed = { settleableAfter: settleTimeout, settleTimeout }
  const times = Array.from({ length: 50 }, (_, index) =>
    answerTimeOf(toAddress(`0x${String(index).padStart(40, '0')}`), side, closed),
  )
  expect(new Set(times).size).toBe(50)
  expect(Math.min(...times)).toBeGreaterThanOrEqual(settleTimeout / 4)
  expect(Math.max(...times)).toBeLessThanOrEqual(settleTimeout / 2)
})

test('nothing is sent where the owner, or another tower, was there before, or closed itself', async () => {
  chain.close(channel, 9n)
  await lookAt(0.5)
  chain.close(channel)
  const found = await chain
    .tokenNetwork(tokenNetwork)
    .channelBetween(toAddress(channel.artist.address), toAddress(channel.hub.address))
  if (found.state !== 'closed') throw new Error('not closed')
  const closedByArtist = { ...found, own: found.partner, partner: found.own }
  chain.set(channel, closedByArtist)
  await lookAt(0.5)
  expect(chain.sent).toEqual([])
})

test('what is not mined is sent again for more, up to the most that is paid, over a restart too', async () => {
  chain.close(channel)
  chain.mines = false
  limits = { ...limits, gasPrice: 17n }
  for (const share of [0.5, 0.6, 0.7, 0.8]) await lookAt(share)
  expect(chain.sent.map(({ gasPrice }) => gasPrice)).toEqual([10n, 13n, 17n, 17n])
  chain.mines = true
  await lookAt(0.9)
  expect(records.answers(1)).toMatchObject([{ outcome: 'mined' }])
  expect(records.pendingGasPrice()).toBe(0n)
})

test('what somebody else handed in meanwhile is not waited for any more', async () => {
  chain.close(channel)
  chain.mines = false
  await lookAt(0.5)
  chain.close(channel, 9n)
  await lookAt(0.6)
  expect(records.answers(9)).toMatchObject([{ outcome: 'done' }])
  expect(records.pendingGasPrice()).toBe(0n)
})

test('those whose time ends first are answered first', async () => {
  const sooner = chain.openChannel()
  await keep(sooner, 1n, 1n)
  chain.close(sooner)
  chain.time = 400
  chain.close(channel)
  now += day
  chain.time = 999
  await watchOf().look()
  expect(chain.sent.map(({ call }) => call.args[0])).toEqual([sooner.channel, channel.channel])
})

test('gas is spent up to a bound a day, and the operator is told', async () => {
  const second = chain.openChannel()
  await keep(second, 1n, 1n)
  for (const each of [channel, second]) chain.close(each)
  limits = { ...limits, gasPerDay: 1500n }
  await lookAt(0.5)
  expect(chain.sent).toHaveLength(1)
  expect(problems).toEqual([expect.objectContaining({ code: 'TOWER_BUDGET_SPENT' })])
  await lookAt(0.9)
  expect(chain.sent).toHaveLength(2)
})

test('once it is too late that is said once, and nothing is sent', async () => {
  chain.close(channel)
  const watch = watchOf()
  chain.time = settleTimeout + 1
  await watch.look()
  await watch.look()
  expect(chain.sent).toEqual([])
  expect(problems).toEqual([expect.objectContaining({ code: 'TOWER_TOO_LATE' })])
})

test('a channel that is closed and never settled takes no slot for ever, nor raises the price for others', async () => {
  chain.close(channel)
  chain.mines = false
  await lookAt(0.5)
  expect(records.pendingGasPrice()).toBe(10n)
  await lookAt(1.1)
  expect([records.count(), records.count('closed')]).toEqual([0, 0])
  expect(records.pendingGasPrice()).toBe(0n)
  now += 31 * day
  await lookAt(1.2)
  expect(records.tokenNetworks()).toEqual([])
})

test('a channel that the chain denies is remembered for a month: an endpoint may have lied', async () => {
  chain.set(channel, { state: 'none' })
  await lookAt(0)
  expect(records.count()).toBe(0)
  chain.close(channel)
  await lookAt(0.5)
  expect(chain.sent).toHaveLength(1)
  chain.set(channel, { state: 'none' })
  await lookAt(0)
  now += 32 * day
  await lookAt(0)
  expect(records.tokenNetworks()).toEqual([])
})

test('nobody is watched for longer than was promised, unless there is something to answer', async () => {
  const second = chain.openChannel()
  await keep(second, 1n, 1n)
  chain.close(second)
  await lookAt(0)
  now += 101 * day
  await lookAt(0.1)
  expect(
    records.get({ tokenNetwork, channel: 1n, participant: toAddress(channel.artist.address) }),
  ).toBeUndefined()
  expect(records.count('closed')).toBe(1)
})

test('it looks by itself, over what goes wrong, until it is stopped', async () => {
  vi.spyOn(chain, 'times').mockRejectedValueOnce(new Error('The chain is away.'))
  chain.close(channel)
  chain.time = settleTimeout / 2
  const watch = watchOf()
  await watch.start()
  await watch.start()
  await vi.waitFor(() => expect(chain.sent).toHaveLength(1), { interval: 1 })
  await watch.stop()
  expect(problems).toHaveLength(1)
  const { looks } = chain
  await watch.stop()
  expect(chain.looks).toBe(looks)
})
