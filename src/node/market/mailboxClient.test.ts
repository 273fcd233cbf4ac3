import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { createMailboxService, type MailboxService } from '../../hub/mailbox/mailboxService.ts'
import { Mailbox } from '../../hub/mailbox/mailbox.ts'
import { openHubStore } from '../../hub/openHubStore.ts'
import { MemoryNetwork, type MemoryPeer } from '../../ipfs/testing/memoryNetwork.ts'
import { encode } from '../../protocol/codec.ts'
import { mailboxProtocol } from '../../protocol/mailbox.ts'
import { peerOf } from '../../protocol/peerOf.ts'
import { type LetterContent, letterContent } from '../../protocol/purchase.ts'
import { BuskerError } from '../../shared/errors.ts'
import { type Hex32, hex32 } from '../../shared/ids.ts'
import { deriveKeys } from '../keys/deriveKeys.ts'
import type { Keys } from '../keys/keys.ts'
import { newWords } from '../keys/words.ts'
import { MailboxClient } from './mailboxClient.ts'

const refusal: LetterContent = { kind: 'declined', code: 'ORDER_NOT_ON_SALE', message: 'Not any more.' }
/** Letters of this test are sealed by nothing: what can't be read is what is forged. */
const plain = {
  seal: async (_key: Uint8Array, letter: Uint8Array) => letter,
  open: async (b: Uint8Array) => b,
}
const ticketOf = (number: number): Hex32 => hex32.parse(`0x${number.toString(16).padStart(64, '0')}`)

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
  mailbox = new Mailbox(openHubStore(':memory:'), () => Date.now(), { has: () => true })
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
  })
  await client.start()
  return client
}

function putLetter(number: number, blob: Uint8Array = encode(letterContent, refusal)): void {
  const mail = { ticket: ticketOf(number), blob, expiry: Date.now() + 3600_000 }
  const account = `0x${number.toString(16).padStart(40, '0')}` as Keys['identity']['body']['account']
  mailbox.put(keys.identity.body.account, mail, { peer: hub.id, account })
}

test('sixteen forged letters before an honest one do not hold it up, and are thrown away with their reason', async () => {
  for (let number = 1; number <= 16; number += 1) putLetter(number, new Uint8Array([1, 2, 3]))
  putLetter(17)
  await hub.handle(mailboxProtocol, service.handlers)
  const read = Promise.withResolvers<Hex32>()
  await startClient(async (_letter, ticket) => (read.resolve(ticket), 'read'))
  expect(await read.promise).toBe(ticketOf(17))
  await vi.waitFor(() => expect(mailbox.count()).toBe(0))
  expect(dropped).toHaveLength(16)
  expect(dropped[0]).toMatchObject({ code: 'PROTOCOL_MALFORMED' })
})

test('sixteen letters that can not be dealt with yet do not hold up the seventeenth, and are tried again', async () => {
  for (let number = 1; number <= 17; number += 1) putLetter(number)
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
  await vi.waitFor(() => expect(mailbox.count()).toBe(16))
  isPassing = true
  running.wake()
  await vi.waitFor(() => expect(mailbox.count()).toBe(0))
  expect(tries).toHaveLength(33)
  expect(dropped).toEqual([])
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
