import { BehaviorSubject } from 'rxjs'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Block } from '../raidenContract.ts'
import { ChainWatch, checkNoBlocksLost } from './chainWatch.ts'
import type { RaidenBlock } from './raidenTypes.ts'

type Store = ConstructorParameters<typeof ChainWatch>[1]
const confirmations = 5
let state$: BehaviorSubject<{ readonly blockNumber: number }>
let blocks: Map<number, RaidenBlock>
let store: { seenBlock: number; finalBlock: Store['finalBlock'] }
let told: Block[]
let asked: number[]
let getBlock: (n: number) => Promise<RaidenBlock | null>
let now: number
let stderr: ReturnType<typeof spyOnStderr>
let watch: ChainWatch

beforeEach(() => {
  state$ = new BehaviorSubject({ blockNumber: 100 })
  blocks = new Map()
  store = { seenBlock: 0, finalBlock: null }
  told = []
  asked = []
  now = 0
  stderr = spyOnStderr()
  getBlock = async (n) => blocks.get(n) ?? null
  const raiden = {
    state: state$.value,
    state$,
    provider: { getBlock: async (n: number) => (asked.push(n), getBlock(n)) },
  }
  const handle = { raiden } as unknown as ConstructorParameters<typeof ChainWatch>[0]
  watch = new ChainWatch(
    handle,
    store as Store,
    confirmations,
    (block) => told.push(block),
    () => now,
  )
})
afterEach(async () => {
  await watch.stop()
  const complaints = stderr.mock.calls
  stderr.mockRestore()
  if (complaints.length > 0) throw new Error(`It was complained of: ${complaints.join()}`)
})

const spyOnStderr = () => vi.spyOn(process.stderr, 'write').mockReturnValue(true)

function mine(number: number, transactions: readonly string[] = []): void {
  blocks.set(number, { number, hash: `0x${number}`, timestamp: number, transactions })
  state$.next({ blockNumber: number })
}
const lastTold = () => told.at(-1)?.number

test('each new block is told once, with how far it lies behind the time', async () => {
  blocks.set(100, { number: 100, hash: '0x100', timestamp: 100, transactions: [] })
  expect(watch.block).toEqual({ number: 100, lag: 0 })
  now = 100_250
  watch.start()
  await expect.poll(lastTold).toBe(100)
  expect(watch.block).toEqual({ number: 100, lag: 250 })
  state$.next({ blockNumber: 100 })
  now = 100_000
  mine(101)
  await expect.poll(lastTold).toBe(101)
  expect(told).toEqual([
    { number: 100, lag: 250 },
    { number: 101, lag: 0 },
  ])
  expect(store.seenBlock).toBe(101)
})

test('a block that the chain does not know yet is not told', async () => {
  watch.start()
  state$.next({ blockNumber: 101 })
  mine(102)
  await expect.poll(lastTold).toBe(102)
  expect(told).toHaveLength(1)
  expect(watch.silenceMs).toBeLessThan(5_000)
})

test('a block that the chain does not know yet does not count as seen', async () => {
  watch.start()
  state$.next({ blockNumber: 101 })
  await watch.stop()
  expect([asked, store.seenBlock]).toEqual([[100, 101], 0])
})

test('blocks are told in their order, however late one is read', async () => {
  const late = Promise.withResolvers<void>()
  getBlock = async (n) => {
    if (n === 101) await late.promise
    return blocks.get(n) ?? null
  }
  watch.start()
  mine(101)
  mine(102)
  await expect.poll(() => asked).toEqual([100, 101])
  late.resolve()
  await expect.poll(() => told.map(({ number }) => number)).toEqual([101, 102])
  expect(store.seenBlock).toBe(102)
})

test('a block that can’t be read is reported, and the next one is told', async () => {
  getBlock = async (n) => {
    if (n === 101) throw new Error('no chain')
    return blocks.get(n) ?? null
  }
  watch.start()
  mine(101)
  mine(102)
  await expect.poll(lastTold).toBe(102)
  expect(stderr).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('no chain'))
  stderr.mockClear()
})

test('a block that is noted as final is not read again', async () => {
  watch.start()
  mine(101, ['0xa'])
  mine(106)
  mine(107)
  await expect.poll(lastTold).toBe(107)
  await watch.stop()
  expect(asked).toEqual([100, 101, 106, 101, 107])
})

test('the newest block with a transaction is final once enough have followed it', async () => {
  watch.start()
  mine(101, ['0xa'])
  mine(102, ['0xb'])
  mine(103)
  for (const number of [104, 105]) mine(number)
  await expect.poll(lastTold).toBe(105)
  expect(store.finalBlock).toBeNull()
  mine(106)
  await expect.poll(() => store.finalBlock).toEqual({ number: 101, hash: '0x101' })
  mine(108)
  await expect.poll(() => store.finalBlock).toEqual({ number: 102, hash: '0x102' })
  mine(120)
  await expect.poll(lastTold).toBe(120)
  expect(store.finalBlock).toEqual({ number: 102, hash: '0x102' })
})

test('a final block is noted as the chain has it now', async () => {
  watch.start()
  mine(101, ['0xa'])
  await expect.poll(lastTold).toBe(101)
  blocks.set(101, { number: 101, hash: '0xother', timestamp: 101, transactions: ['0xa'] })
  mine(106)
  await expect.poll(() => store.finalBlock).toEqual({ number: 101, hash: '0xother' })
  mine(107, ['0xb'])
  await expect.poll(lastTold).toBe(107)
  blocks.delete(107)
  mine(112)
  await expect.poll(lastTold).toBe(112)
  await watch.stop()
  expect(store.finalBlock).toEqual({ number: 101, hash: '0xother' })
})

test('nothing is told after the stop', async () => {
  watch.start()
  mine(101)
  await expect.poll(lastTold).toBe(101)
  await watch.stop()
  mine(102)
  await new Promise((resolve) => setImmediate(resolve))
  expect(lastTold()).toBe(101)
})

test('a chain node that is a few blocks behind gets time to catch up', async () => {
  let newest = 98
  const getBlockNumber = async () => (newest += 1)
  const raiden = { state: { blockNumber: 100 }, provider: { getBlockNumber, getBlock: async () => null } }
  const handle = { raiden } as unknown as Parameters<typeof checkNoBlocksLost>[0]
  await checkNoBlocksLost(handle, store as Store, 5_000)
  expect(newest).toBe(100)
  store.seenBlock = 105
  await expect(checkNoBlocksLost(handle, store as Store, 0)).rejects.toMatchObject({
    code: 'RAIDEN_CHAIN_WENT_BACK',
    message: expect.stringContaining('block 101; this node has seen block 105') as string,
  })
  newest = 200
  store.finalBlock = { number: 90, hash: '0xaa' }
  await expect(checkNoBlocksLost(handle, store as Store, 0)).rejects.toMatchObject({
    message: expect.stringContaining('block 90') as string,
  })
})
