import { beforeEach, expect, test } from 'vitest'
import { MemoryNetwork, type MemoryPeer } from '../../ipfs/testing/memoryNetwork.ts'
import { HubBlocklist } from '../../node/catalogue/served/hubBlocklist.ts'
import {
  blocklistProtocol,
  signBlocklistRecord,
  type SignedBlocklistRecord,
} from '../../protocol/blocklist.ts'
import { type Address, catalogueSubject, subjectOfWork, workId } from '../../shared/ids.ts'
import { openHubStore } from '../openHubStore.ts'
import { createTestUser, type TestUser } from '../testing/testUser.ts'
import { Blocklist } from './blocklist.ts'
import { createBlocklistHandlers } from './blocklistHandlers.ts'
import { createModerationHandlers } from './moderationHandlers.ts'

const anna = catalogueSubject.parse(`0x${'a1'.repeat(20)}`)
const work = subjectOfWork('track', workId.parse('c3'.repeat(16)))
let operator: TestUser
let blocklist: Blocklist
let network: MemoryNetwork
let hub: MemoryPeer
let reader: MemoryPeer
let now: number

beforeEach(async () => {
  operator = await createTestUser()
  now = 1_700_000_000_000
  blocklist = new Blocklist(openHubStore(':memory:'), operator.account, () => now)
  network = new MemoryNetwork()
  hub = network.peer()
  reader = network.peer()
})

const serve = () =>
  hub.handle(
    blocklistProtocol,
    createBlocklistHandlers(blocklist, () => 0),
  )
const read = (account: Address = operator.address) => new HubBlocklist(reader, hub.id, account).standing()
const subjects = (records: readonly SignedBlocklistRecord[]) => records.map(({ body }) => body.subject)

test('everybody can read what is hidden and why, signed by the hub', async () => {
  await serve()
  await blocklist.block(anna, 'Sells music of others')
  await blocklist.block(work, 'Malware in the cover')
  const records = await read()
  expect(records.map(({ body }) => [body.subject, body.reason, body.time])).toEqual([
    [work, 'Malware in the cover', now],
    [anna, 'Sells music of others', now],
  ])
  await blocklist.unblock(anna, 'It was a mistake')
  expect(subjects(await read())).toEqual([work])
  const asked = { subjects: [work, anna, work] }
  const standing = await reader.call(hub.id, blocklistProtocol, 'standing', asked)
  expect(subjects(standing.records)).toEqual([work])
})

test('a long list is read page by page', async () => {
  await serve()
  for (let at = 0; at < 40; at += 1) {
    await blocklist.block(anna, `Again ${at}`)
    await blocklist.unblock(anna, 'No')
  }
  await blocklist.block(work, 'Last')
  const page = await reader.call(hub.id, blocklistProtocol, 'records', { from: 80, limit: 32 })
  expect([page.records.length, page.newest]).toEqual([2, 81])
  expect(subjects(await read())).toEqual([work])
})

test('two blocks at once follow each other', async () => {
  await Promise.all([blocklist.block(anna, 'One'), blocklist.block(work, 'Two')])
  expect(blocklist.records(1, 10).map(({ body }) => body.number)).toEqual([1, 2])
  await serve()
  expect(await read()).toHaveLength(2)
})

test('what is hidden is not hidden twice, and what is not is not shown again', async () => {
  await blocklist.block(anna, 'Spam')
  await expect(blocklist.block(anna, 'Spam')).rejects.toMatchObject({ code: 'HUB_BLOCK_STANDS' })
  await expect(blocklist.unblock(work, 'No')).rejects.toMatchObject({ code: 'HUB_BLOCK_UNKNOWN' })
  expect(blocklist.newest()).toBe(1)
})

test('a list that another account signed, or from which a record was taken, is refused', async () => {
  await blocklist.block(anna, 'Spam')
  await blocklist.block(work, 'Spam')
  await serve()
  const stranger = await createTestUser()
  await expect(read(stranger.address)).rejects.toMatchObject({ code: 'PROTOCOL_FORGED' })

  const [first, second] = blocklist.records(1, 2)
  if (!first || !second) throw new Error('there are two')
  const refuse = async () => ({ records: [] })
  const lying = async (records: SignedBlocklistRecord[]) => {
    const liar = network.peer()
    await liar.handle(blocklistProtocol, { records: async () => ({ records, newest: 2 }), standing: refuse })
    return new HubBlocklist(reader, liar.id, operator.address).standing()
  }
  expect(await lying([first, second])).toHaveLength(2)
  await expect(lying([second])).rejects.toMatchObject({ code: 'PROTOCOL_FORGED' })
  const changed = { ...first, body: { ...first.body, reason: 'Something else' } }
  await expect(lying([changed, second])).rejects.toMatchObject({ code: 'PROTOCOL_FORGED' })
  const rewritten = await signBlocklistRecord(changed.body, operator.account)
  await expect(lying([rewritten, second])).rejects.toMatchObject({ code: 'PROTOCOL_FORGED' })
})

test('whoever asks without end is refused, and nobody else is', async () => {
  await serve()
  const ask = () => reader.call(hub.id, blocklistProtocol, 'records', { from: 1, limit: 1 })
  for (let times = 0; times < 60; times += 1) await ask()
  await expect(ask()).rejects.toMatchObject({ code: 'HUB_RATE_LIMIT' })
  reader = network.peer()
  await ask()
})

test('an operator names an account, a label, a work or a manifest that the hub has', async () => {
  const hidden: ReadonlySet<string>[] = []
  const described = { kind: 'track' as const, id: workId.parse('c3'.repeat(16)) }
  const cid = `bafy${'a'.repeat(50)}`
  const operate = createModerationHandlers({
    blocklist,
    reports: { list: () => [], settle: () => 0 },
    index: { hide: async (all) => void hidden.push(all) },
    catalogue: { describe: (asked) => (asked === cid ? (described as never) : undefined) },
  })
  const context = { signal: new AbortController().signal, report: () => undefined }
  const block = (named: string) => operate.block({ named, reason: 'Spam' }, context)
  const unblock = (named: string) => operate.unblock({ named, reason: 'No' }, context)
  expect(await block(`0x${'A1'.repeat(20)}`)).toMatchObject({ number: 1, subject: anna })
  expect(await block(cid)).toMatchObject({ subject: work })
  expect(hidden.at(-1)).toEqual(new Set([anna, work]))
  await expect(block(`${work}/2`)).rejects.toMatchObject({ code: 'HUB_BLOCK_STANDS' })
  await unblock(work)
  expect(hidden.at(-1)).toEqual(new Set([anna]))
  expect(await operate.blocks({}, context)).toMatchObject([{ subject: anna }])
  for (const unknown of [`bafy${'b'.repeat(50)}`, 'Anna', '../x']) {
    await expect(block(unknown)).rejects.toMatchObject({ code: 'HUB_SUBJECT_UNKNOWN' })
  }
})
