import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Mail } from '../../protocol/mailbox.ts'
import { hex32 } from '../../shared/ids.ts'
import { dayMs, minuteMs } from '../clock.ts'
import { SqliteEngine } from '../../database/sqliteEngine.ts'
import { openHubStore } from '../openHubStore.ts'
import { createTestUser, type TestUser } from '../testing/testUser.ts'
import { Mailbox } from './mailbox.ts'
import { createMailboxService, type MailboxService } from './mailboxService.ts'

let anna: TestUser
let bert: TestUser
let mailbox: Mailbox
let service: MailboxService
const letter = (): Mail => ({
  ticket: hex32.parse(`0x${'7'.repeat(64)}`),
  blob: new Uint8Array([1, 2, 3]),
  expiry: Date.now() + dayMs,
})

beforeEach(async () => {
  anna = await createTestUser()
  bert = await createTestUser()
  mailbox = new Mailbox(new SqliteEngine(openHubStore(':memory:')), () => Date.now(), { has: () => true })
  service = createMailboxService(mailbox)
  await service.start()
})
afterEach(async () => {
  await service.stop()
  vi.useRealTimers()
})

const put = (mail: Mail) => service.handlers.put({ to: anna.address, mail }, bert.caller)
const take = (waitMs: number) => service.handlers.take({ identity: anna.identity, waitMs }, anna.caller)

test('whoever waits is woken by the letter', async () => {
  const taken = take(60_000)
  const mail = letter()
  await put(mail)
  expect(await taken).toEqual({ mail: [mail] })
})

test('waiting for nothing ends when its time is up', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const taken = take(30_000)
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1))
  await vi.advanceTimersByTimeAsync(30_000)
  expect(await taken).toEqual({ mail: [] })
})

test('stopping ends every wait', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
  const taken = take(60_000)
  await vi.waitFor(() => expect(vi.getTimerCount()).toBe(1))
  await service.stop()
  expect(await taken).toEqual({ mail: [] })
  expect(vi.getTimerCount()).toBe(0)
})

test('nobody takes or removes the mail of another', async () => {
  await put(letter())
  const notOwner = expect.objectContaining({ code: 'HUB_NOT_OWNER' })
  await expect(service.handlers.take({ identity: anna.identity, waitMs: 0 }, bert.caller)).rejects.toThrow(
    notOwner,
  )
  await expect(
    service.handlers.remove({ identity: anna.identity, tickets: [letter().ticket] }, bert.caller),
  ).rejects.toThrow(notOwner)
  const { identity } = anna
  const forged = { ...identity, body: { ...identity.body, peer: bert.caller.peer } }
  await expect(service.handlers.take({ identity: forged, waitMs: 0 }, bert.caller)).rejects.toThrow(
    expect.objectContaining({ code: 'PROTOCOL_FORGED' }),
  )
})

test('whoever knows the ticket withdraws the letter, once', async () => {
  await put(letter())
  const withdraw = () => service.handlers.withdraw({ to: anna.address, ticket: letter().ticket }, bert.caller)
  expect(await withdraw()).toEqual({ withdrawn: true })
  expect(await withdraw()).toEqual({ withdrawn: false })
  expect(await take(0)).toEqual({ mail: [] })
})

test('what was taken is taken again until it is removed', async () => {
  const mail = letter()
  await put(mail)
  expect(await take(0)).toEqual({ mail: [mail] })
  expect(await take(0)).toEqual({ mail: [mail] })
  await service.handlers.remove({ identity: anna.identity, tickets: [mail.ticket] }, anna.caller)
  expect(await take(0)).toEqual({ mail: [] })
})

test('expired letters are deleted every minute', async () => {
  await service.stop()
  vi.useFakeTimers()
  await service.start()
  await put({ ...letter(), expiry: Date.now() + 1000 })
  expect(await mailbox.count()).toBe(1)
  await vi.advanceTimersByTimeAsync(minuteMs)
  expect(await mailbox.count()).toBe(0)
})

test('whoever asks from a position is told positions, and each letter once', async () => {
  await put(letter())
  const takeAfter = (after: number) =>
    service.handlers.take({ identity: anna.identity, waitMs: 0, after }, anna.caller)
  const { mail } = await takeAfter(0)
  expect(mail).toMatchObject([{ ticket: letter().ticket, position: 1 }])
  expect(await takeAfter(1)).toEqual({ mail: [] })
})

test('a request keeps room for its answer in the mailbox of whoever proves to have sent it', async () => {
  const answer = hex32.parse(`0x${'8'.repeat(64)}`)
  const expected = vi.spyOn(mailbox, 'expect')
  const request = { to: anna.address, mail: letter(), answer }
  await service.handlers.put({ ...request, from: bert.identity }, bert.caller)
  expect(expected).toHaveBeenCalledWith(bert.address, answer, request.mail.expiry)
  await expect(service.handlers.put({ ...request, from: bert.identity }, anna.caller)).rejects.toThrow(
    expect.objectContaining({ code: 'HUB_NOT_OWNER' }),
  )
})
