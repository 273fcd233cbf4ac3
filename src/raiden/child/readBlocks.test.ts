import { beforeEach, expect, test } from 'vitest'
import type { RaidenProvider } from './raidenTypes.ts'
import { followReadBlocks } from './readBlocks.ts'

const [tokenNetwork, secretRegistry] = ['0xTokenNetwork', '0xSecretRegistry']
const channelEvents = { address: tokenNetwork, topics: [['opened', 'deposited', 'closed']] }
const secretEvents = { address: secretRegistry, topics: ['revealed'] }
let asked: { readonly fromBlock: string; readonly toBlock: string }[]
let stored: unknown[]
let provider: RaidenProvider
let database: Parameters<typeof followReadBlocks>[0]['database']
let blocks: { readonly upTo: number }

beforeEach(() => {
  asked = []
  stored = []
  const never = () => Promise.reject(new Error('This is not asked for.'))
  provider = {
    pollingInterval: 1,
    send: async (_method, params) => {
      asked.push(params[0] as (typeof asked)[number])
      return []
    },
    poll: never,
    getBlockNumber: never,
    getBlock: never,
    getTransactionCount: never,
  }
  database = {
    allDocs: async () => ({ rows: [] }),
    bulkDocs: async (documents) => {
      stored.push(...(documents as unknown[]))
      return []
    },
  }
  const confirmations = 3
  blocks = followReadBlocks({
    provider,
    database,
    tokenNetwork,
    secretRegistry,
    confirmations,
    storedBlock: 100,
  })
})

const hex = (block: number) => `0x${block.toString(16)}`
const look = async (events: object, from: number, to: number) =>
  provider.send('eth_getLogs', [{ ...events, fromBlock: hex(from), toBlock: hex(to) }])
/** As raiden-ts's persister does. */
const store = async (value: number) => {
  await database.allDocs({ keys: ['state.blockNumber'] })
  await database.bulkDocs([
    { _id: 'state.blockNumber', value },
    { _id: 'state.tokens', value: 7 },
  ])
}

test('the block that is stored is never newer than those whose events were handled', async () => {
  await store(110)
  await look(channelEvents, 101, 110)
  await look(channelEvents, 111, 112)
  await store(112)
  await look(secretEvents, 101, 112)
  await look(secretEvents, 113, 113)
  await store(113)
  await look(channelEvents, 113, 114)
  await store(114)
  await look(secretEvents, 114, 114)
  await store(114)
  const numbers = stored.filter((each) => (each as { _id: string })._id === 'state.blockNumber')
  expect(numbers.map((each) => (each as { value: number }).value)).toEqual([100, 100, 110, 112, 112])
  expect(stored.filter((each) => (each as { _id: string })._id === 'state.tokens')).toHaveLength(5)
  expect(blocks.upTo).toBe(112)
})

test('what is read while changes are being written does not count for them', async () => {
  await look(channelEvents, 101, 110)
  await look(secretEvents, 101, 110)
  await database.allDocs({ keys: ['state.blockNumber'] })
  await look(channelEvents, 111, 111)
  await look(secretEvents, 111, 111)
  await database.bulkDocs([{ _id: 'state.blockNumber', value: 111 }])
  expect(stored).toEqual([{ _id: 'state.blockNumber', value: 100 }])
})

test('the first looks begin with what could not be confirmed, until it can be', async () => {
  for (const to of [111, 112, 113, 114]) await look(channelEvents, 111, to)
  await look(channelEvents, 112, 115)
  expect(asked.map(({ fromBlock, toBlock }) => [Number(fromBlock), Number(toBlock)])).toEqual([
    [108, 111],
    [108, 112],
    [108, 113],
    [111, 114],
    [112, 115],
  ])
})

test('what is asked once counts for nothing', async () => {
  await provider.send('eth_getLogs', [
    { address: tokenNetwork, topics: ['opened', null, 'us'], fromBlock: hex(1), toBlock: hex(200) },
  ])
  await provider.send('eth_blockNumber', [])
  expect(asked[0]).toMatchObject({ fromBlock: hex(1) })
  expect(blocks.upTo).toBe(100)
})

const once = (filter: object) =>
  provider.send('eth_getLogs', [{ fromBlock: hex(101), toBlock: hex(200), ...filter }])

test('events that are not those looked for over and over are asked for as they are, and count for nothing', async () => {
  const others = [
    { address: '0xElsewhere', topics: channelEvents.topics },
    { address: tokenNetwork, topics: [...channelEvents.topics, 'us'] },
    { address: tokenNetwork, topics: ['opened'] },
    { address: '0xElsewhere', topics: ['opened'] },
    { address: '0xElsewhere', topics: [...channelEvents.topics, 'us'] },
    { address: tokenNetwork },
  ]
  for (const other of others) await once(other)
  await look(secretEvents, 101, 110)
  await look(secretEvents, 111, 112)
  await look(channelEvents, 101, 110)
  asked = asked.slice(0, others.length)
  for (const other of others) await once(other)
  expect(asked).toEqual(
    [...others, ...others].map((other) => ({ fromBlock: hex(101), toBlock: hex(200), ...other })),
  )
  expect(blocks.upTo).toBe(100)
})

test('only what is asked about channels begins earlier, and only logs are looked at', async () => {
  await look(secretEvents, 101, 110)
  await provider.send('eth_call', [{ ...channelEvents, fromBlock: hex(101), toBlock: hex(110) }])
  expect(asked.map(({ fromBlock }) => fromBlock)).toEqual([hex(101), hex(101)])
  await look(channelEvents, 101, 110)
  expect(asked.at(-1)?.fromBlock).toBe(hex(98))
})

test('of what is stored the newest block’s number is held back, and nothing else', async () => {
  const documents = [
    { _id: 'state.blockNumber', value: 111, _rev: '1' },
    { _id: 'state.other', value: 999 },
    { _id: 'state.blockNumber', value: '999' },
    { _id: 'state.tokens', value: { a: 1 } },
  ]
  await database.bulkDocs(documents)
  expect(stored).toEqual([{ _id: 'state.blockNumber', value: 100, _rev: '1' }, ...documents.slice(1)])
})

test('what is no list of documents is stored as it is, and reading collects nothing', async () => {
  const given: unknown[] = []
  const plain: typeof database = {
    allDocs: async () => ({ rows: [] }),
    bulkDocs: async (documents) => {
      given.push(documents)
      return []
    },
  }
  const options = { provider, database: plain, tokenNetwork, secretRegistry }
  followReadBlocks({ ...options, confirmations: 3, storedBlock: 100 })
  await look(channelEvents, 101, 110)
  await look(secretEvents, 101, 110)
  await look(channelEvents, 111, 111)
  await look(secretEvents, 111, 111)
  await plain.allDocs({ startkey: 'a' })
  const number = { _id: 'state.blockNumber', value: 111 }
  await plain.bulkDocs({ docs: [number] })
  await plain.bulkDocs([number])
  expect(given).toEqual([{ docs: [number] }, [{ ...number, value: 100 }]])
})
