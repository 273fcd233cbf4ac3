import { beforeAll, beforeEach, expect, test } from 'vitest'
import { SqliteEngine } from '../../database/sqliteEngine.ts'
import { type NamedCard, signNameClaim } from '../../protocol/names.ts'
import type { ErrorCode } from '../../shared/errors.ts'
import { type Address, peerIdText } from '../../shared/ids.ts'
import { shortName } from '../../shared/shortNames.ts'
import { openHubStore } from '../openHubStore.ts'
import { createManualClock } from '../testing/manualClock.ts'
import { createTestUser, type TestUser } from '../testing/testUser.ts'
import { createNameHandlers } from './nameHandlers.ts'
import { Names } from './names.ts'
import { NameStore } from './nameStore.ts'

const hub = peerIdText.parse(`12D3KooW${'h'.repeat(44)}`)
const elsewhere = peerIdText.parse(`12D3KooW${'e'.repeat(44)}`)
const ana = shortName.parse('ana')
let anna: TestUser
let mallory: TestUser
let members: Set<Address>
let handlers: ReturnType<typeof createNameHandlers>
let time: number

beforeAll(async () => {
  ;[anna, mallory] = await Promise.all([createTestUser(), createTestUser()])
})
beforeEach(() => {
  time = 0
  members = new Set([anna.address, mallory.address])
  const names = new Names(new NameStore(new SqliteEngine(openHubStore(':memory:'))), createManualClock().now)
  const channelPartners = { has: (account: Address) => members.has(account) }
  handlers = createNameHandlers({ names, channelPartners, hub }, () => time)
})

const claimOf = (user: TestUser, name = ana, at = hub) =>
  signNameClaim(name, at, user.identity, user.account, 1)
const refused = (code: ErrorCode) => expect.objectContaining({ code })
const whose = async () => (await handlers.lookUp({ name: ana }, mallory.caller)).found?.card ?? null

test('a name is claimed, shown to its owner, looked up by anybody, and given up', async () => {
  await handlers.claim(await claimOf(anna), anna.caller)
  expect(await handlers.ownName({ identity: anna.identity }, anna.caller)).toEqual({ name: 'ana' })
  expect(await whose()).toEqual(anna.identity)
  await handlers.release({ identity: anna.identity }, anna.caller)
  expect(await whose()).toBeNull()
})

test('nobody claims, gives up or is told a name for somebody else', async () => {
  const own = await claimOf(anna)
  await expect(handlers.claim(own, mallory.caller)).rejects.toThrow(refused('HUB_NOT_OWNER'))
  const theirs = await claimOf(mallory)
  const forged: NamedCard[] = [
    { ...own, claim: { ...own.claim, body: { ...own.claim.body, name: shortName.parse('anna') } } },
    { ...own, claim: theirs.claim },
    { claim: { ...theirs.claim, signer: anna.address }, card: anna.identity },
    await claimOf(anna, ana, elsewhere),
  ]
  for (const each of forged) {
    await expect(handlers.claim(each, anna.caller)).rejects.toThrow(refused('PROTOCOL_FORGED'))
  }
  expect(await whose()).toBeNull()
  await handlers.claim(own, anna.caller)
  for (const act of [handlers.release, handlers.ownName]) {
    await expect(act({ identity: anna.identity }, mallory.caller)).rejects.toThrow(refused('HUB_NOT_OWNER'))
  }
})

test('whoever has no channel with the hub has no name there', async () => {
  members.clear()
  await expect(handlers.claim(await claimOf(anna), anna.caller)).rejects.toThrow(refused('HUB_NAME_STRANGER'))
})

test('whoever goes through the dictionary, or tries name after name, waits', async () => {
  const lookUp = () => handlers.lookUp({ name: ana }, mallory.caller)
  for (let count = 0; count < 30; count += 1) await lookUp()
  await expect(lookUp()).rejects.toThrow(refused('HUB_RATE_LIMIT'))
  await handlers.lookUp({ name: ana }, anna.caller)
  time += 5_000
  await lookUp()
  const claim = await claimOf(anna)
  for (let count = 0; count < 10; count += 1) await handlers.claim(claim, anna.caller)
  await expect(handlers.claim(claim, anna.caller)).rejects.toThrow(refused('HUB_RATE_LIMIT'))
})
