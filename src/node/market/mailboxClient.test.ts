import { createHash } from 'node:crypto'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { createMailboxService, type MailboxService } from '../../hub/mailbox/mailboxService.ts'
import type { Mailbox } from '../../hub/mailbox/mailbox.ts'
import { openMailbox } from '../../hub/mailbox/openMailbox.ts'
import { openHubStore } from '../../hub/openHubStore.ts'
import { MemoryNetwork, type MemoryPeer } from '../../ipfs/testing/memoryNetwork.ts'
import { encode } from '../../protocol/codec.ts'
import { mailboxProtocol } from '../../protocol/mailbox.ts'
import { peerOf } from '../../protocol/peerOf.ts'
import { type LetterContent, letterContent } from '../../protocol/purchase.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type Hex32, hex32, orderId } from '../../shared/ids.ts'
import { deriveKeys } from '../keys/deriveKeys.ts'
import type { Keys } from '../keys/keys.ts'
import { newWords } from '../keys/words.ts'
import { createRequest, createWork } from './testing/orderFixture.ts'
import { refusal, ticketOf } from './testing/waitingMailbox.ts'
import { MailboxClient, type MailboxClientOptions } from './mailboxClient.ts'

/** Letters of this test are sealed by nothing: what can't be read is what is forged. */
const plain = {
  seal: async (_key: Uint8Array, letter: Uint8Array) => letter,
  open: async (b: Uint8Array) => b,
}

let keys: Keys
let network: MemoryNetwork
let hub: MemoryPeer
let service: MailboxService
let mailbox: Mailbox
let client: MailboxClient | undefined
const dropped: unknown[] = []
const failures: unknown[] = []

beforeEach(async () => {
  dropped.length = 0
  failures.length = 0
  keys = await deriveKeys(newWords(), Date.now())
  network = new MemoryNetwork()
  hub = network.peer()
  mailbox = await openMailbox(openHubStore(':memory:'), null, () => Date.now(), { has: () => true })
  service = createMailboxService(mailbox)
  await service.start()
})
afterEach(async () => {
  await client?.stop()
  await service.stop()
  vi.useRealTimers()
})

async function startClient(
  onLetter: (letter: LetterContent, ticket: Hex32) => Promise<'read' | 'later'>,
  more: Pick<MailboxClientOptions, 'isElsewhere'> = {},
): Promise<MailboxClient> {
  const peer = network.peer(await peerOf(keys.peerSeed))
  client = new MailboxClient({
    calls: peer,
    hub: hub.id,
    identity: keys.identity,
    seal: plain,
    onLetter,
    onDropped: (reason) => dropped.push(reason),
    onFailure: (error) => failures.push(error),
    ...more,
  })
  await client.start()
  return client
}

async function putLetter(number: number, blob: Uint8Array = encode(letterContent, refusal)): Promise<void> {
  const mail = { ticket: ticketOf(number), blob, expiry: Date.now() + 3600_000 }
  const account = `0x${number.toString(16).padStart(40, '0')}` as Keys['identity']['body']['account']
  await mailbox.put(keys.identity.body.account, mail, { peer: hub.id, account })
}

test('sixteen forged letters before an honest one do not hold it up, and are thrown away with their reason', async () => {
  for (let number = 1; number <= 16; number += 1) await putLetter(number, new Uint8Array([1, 2, 3]))
  await putLetter(17)
  await hub.handle(mailboxProtocol, service.handlers)
  const read = Promise.withResolvers<Hex32>()
  await startClient(async (_letter, ticket) => (read.resolve(ticket), 'read'))
  expect(await read.promise).toBe(ticketOf(17))
  await vi.waitFor(async () => expect(await mailbox.count()).toBe(0))
  expect(dropped).toHaveLength(16)
  expect(dropped[0]).toMatchObject({ code: 'PROTOCOL_MALFORMED' })
})

test('sixteen letters that can not be dealt with yet do not hold up the seventeenth, and are tried again', async () => {
  for (let number = 1; number <= 17; number += 1) await putLetter(number)
  await hub.handle(mailboxProtocol, service.handlers)
  const read = Promise.withResolvers<void>()
  const tries: Hex32[] = []
  let isPassing = false
  const running = await startClient(async (_letter, ticket) => {
    tries.push(ticket)
    if (ticket === ticketOf(17)) read.resolve()
    else if (!isPassing) throw new BuskerError('POLICY_TOO_FEW_URSULAS', 'Not now.')
    return 'read'
  })
  await read.promise
  await vi.waitFor(async () => expect(await mailbox.count()).toBe(16))
  isPassing = true
  running.wake()
  await vi.waitFor(async () => expect(await mailbox.count()).toBe(0))
  expect(tries).toHaveLength(33)
  expect(dropped).toEqual([])
})

test('while another machine sells, letters are left to it; what came meanwhile is read once this one does', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  await hub.handle(mailboxProtocol, service.handlers)
  await putLetter(1)
  let isElsewhere = true
  const read: Hex32[] = []
  await startClient(async (_letter, ticket) => (read.push(ticket), 'read'), {
    isElsewhere: () => isElsewhere,
  })
  await vi.advanceTimersByTimeAsync(60_000)
  expect([read, await mailbox.count()]).toEqual([[], 1])
  isElsewhere = false
  await vi.advanceTimersByTimeAsync(2_000)
  await vi.waitFor(async () => expect([read, await mailbox.count()]).toEqual([[ticketOf(1)], 0]))
})

test('a letter that is on its way while another machine takes over stays there for that one', async () => {
  let isElsewhere = false
  const asked = Promise.withResolvers<void>()
  const goOn = Promise.withResolvers<void>()
  const answered = Promise.withResolvers<void>()
  await putLetter(1)
  const take: typeof service.handlers.take = async (input, caller) => {
    asked.resolve()
    await goOn.promise
    const answer = await service.handlers.take(input, caller)
    answered.resolve()
    return answer
  }
  await hub.handle(mailboxProtocol, { ...service.handlers, take })
  const read: Hex32[] = []
  const running = await startClient(async (_letter, ticket) => (read.push(ticket), 'read'), {
    isElsewhere: () => isElsewhere,
  })
  await asked.promise
  isElsewhere = true
  goOn.resolve()
  await answered.promise
  await running.stop()
  expect([read, await mailbox.count()]).toEqual([[], 1])
})

test('a hub that answers at once, and with nothing, is asked less and less often', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  let asked = 0
  await hub.handle(mailboxProtocol, { ...service.handlers, take: async () => ((asked += 1), { mail: [] }) })
  await startClient(async () => 'read')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(asked).toBeGreaterThan(1)
  expect(asked).toBeLessThan(10)
})

test('a hub that repeats a letter for ever is asked less and less often, and the letter is read once', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  let asked = 0
  let read = 0
  const blob = encode(letterContent, refusal)
  const mail = [{ ticket: ticketOf(1), blob, expiry: Date.now() + 3600_000, position: 1 }]
  await hub.handle(mailboxProtocol, { ...service.handlers, take: async () => ((asked += 1), { mail }) })
  await startClient(async () => ((read += 1), 'read'))
  await vi.advanceTimersByTimeAsync(60_000)
  expect(read).toBe(1)
  expect(asked).toBeLessThan(10)
})

test('a hub that can not be asked is reported once, until it answers again', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  await hub.handle(mailboxProtocol, {
    ...service.handlers,
    take: async () => {
      throw new BuskerError('HUB_STOPPING', 'Later.')
    },
  })
  await startClient(async () => 'read')
  await vi.advanceTimersByTimeAsync(60_000)
  expect(failures).toHaveLength(1)
})

const expiry = 5
type Call = (to: unknown, protocol: unknown, op: string, body: never) => Promise<object>

function clientOf(call: Call, changes: Partial<MailboxClientOptions> = {}): MailboxClient {
  client = new MailboxClient({
    calls: { call, handle: async () => undefined } as unknown as MailboxClientOptions['calls'],
    hub: hub.id,
    identity: keys.identity,
    seal: plain,
    onLetter: async () => 'read',
    onDropped: (reason) => dropped.push(reason),
    onFailure: (error) => failures.push(error),
    ...changes,
  })
  return client
}

describe('a letter', () => {
  const account = () => keys.identity.body.account

  test('is sealed to its recipient’s receiving key, and put under its ticket until it runs out', async () => {
    const call = vi.fn<Call>().mockResolvedValue({})
    const blob = new Uint8Array([9])
    const seal = vi.fn<MailboxClientOptions['seal']['seal']>().mockResolvedValue(blob)
    const sender = clientOf(call, { seal: { ...plain, seal } })
    await sender.send(keys.identity, ticketOf(4), refusal, expiry)
    expect(seal).toHaveBeenCalledExactlyOnceWith(
      keys.identity.body.receivingKey,
      encode(letterContent, refusal),
    )
    const mail = { ticket: ticketOf(4), blob, expiry }
    const put = { to: account(), mail, from: keys.identity }
    expect(call).toHaveBeenCalledExactlyOnceWith(hub.id, mailboxProtocol, 'put', put)
    expect(Object.keys(call.mock.calls[0]?.[3] ?? {})).not.toContain('answer')
  })

  test('that asks for an order names the ticket of its answer, so that there is room for it', async () => {
    const call = vi.fn<Call>().mockResolvedValue({})
    const body = await createRequest(keys, await createWork(keys))
    await clientOf(call).send(keys.identity, ticketOf(4), { kind: 'purchase', body }, expiry)
    expect(call.mock.calls[0]?.[3]).toMatchObject({ answer: body.request.ticket })
  })

  test('that is there already is as good as sent; any other refusal is told', async () => {
    const call = vi.fn<Call>()
    call.mockRejectedValueOnce(new BuskerError('MAILBOX_TICKET_TAKEN', 'It is there.'))
    await clientOf(call).send(keys.identity, ticketOf(4), refusal, expiry)
    call.mockRejectedValueOnce(new BuskerError('MAILBOX_FULL', 'There is no room.'))
    await expect(clientOf(call).send(keys.identity, ticketOf(4), refusal, expiry)).rejects.toMatchObject({
      code: 'MAILBOX_FULL',
    })
  })

  test.each([true, false])(
    'is taken back from the recipient’s mailbox, where it is there: %s',
    async (withdrawn) => {
      const call = vi.fn<Call>().mockResolvedValue({ withdrawn })
      expect(await clientOf(call).withdraw(keys.identity, ticketOf(4))).toBe(withdrawn)
      const taken = { to: account(), ticket: ticketOf(4) }
      expect(call).toHaveBeenCalledExactlyOnceWith(hub.id, mailboxProtocol, 'withdraw', taken)
    },
  )

  test('with a request or a delivery lies under the SHA-256 of what only the two sides know', () => {
    const sha256 = `0x${createHash('sha256').update(Buffer.alloc(32, 7)).digest('hex')}`
    const known = `0x${'07'.repeat(32)}`
    expect(MailboxClient.requestTicket(hex32.parse(known))).toBe(sha256)
    expect(MailboxClient.deliveryTicket(orderId.parse(known))).toBe(sha256)
  })
})
