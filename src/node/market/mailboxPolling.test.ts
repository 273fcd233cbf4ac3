import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { BuskerError } from '../../shared/errors.ts'
import type { Hex32 } from '../../shared/ids.ts'
import { MailboxClient, type MailboxClientOptions } from './mailboxClient.ts'
import { letterAt, ticketOf, WaitingMailbox } from './testing/waitingMailbox.ts'

let waiting: WaitingMailbox
let started: MailboxClient[]
let dropped: unknown[]
let failures: unknown[]

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
  waiting = new WaitingMailbox()
  started = []
  dropped = []
  failures = []
})
afterEach(async () => {
  for (const each of started) await each.stop()
  vi.useRealTimers()
})

function client(changes: Partial<MailboxClientOptions> = {}): MailboxClient {
  const made = new MailboxClient({
    calls: { call: waiting.call } as unknown as MailboxClientOptions['calls'],
    hub: 'hub' as MailboxClientOptions['hub'],
    identity: {} as MailboxClientOptions['identity'],
    seal: { seal: async (_key, letter) => letter, open: async (letter) => letter },
    onLetter: async () => 'read',
    onDropped: (reason) => dropped.push(reason),
    onFailure: (error) => failures.push(error),
    ...changes,
  })
  started.push(made)
  return made
}
const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms)
const refuse = (message: string) => {
  throw new BuskerError('HUB_STOPPING', message)
}

test('the mailbox is asked to wait, for less time than the call may take, and again as soon as it has', async () => {
  const timeouts: unknown[] = []
  waiting.onTake = (_, options) => void timeouts.push(options?.timeoutMs)
  await client().start()
  await pass(50_000)
  expect(waiting.asked).toEqual([0, 25_000, 50_000].map((at) => ({ after: 0, waitMs: 25_000, at })))
  expect(timeouts).toEqual([35_000, 35_000, 35_000])
  expect(failures).toEqual([])
})

test('the mailbox is asked once at a time, however often it is started, and again after a stop', async () => {
  const running = client()
  await running.start()
  await running.start()
  await pass(10)
  expect(waiting.asked).toHaveLength(1)
  await running.stop()
  expect([vi.getTimerCount(), failures]).toEqual([0, []])
  await pass(60_000)
  expect(waiting.asked).toHaveLength(1)
  await running.start()
  await pass(10)
  expect(waiting.asked).toHaveLength(2)
})

test('the mailbox is asked from the newest letter on, while one stays, and from its start when that one’s time comes', async () => {
  waiting.mail = [letterAt(7)]
  const tries: number[] = []
  const onLetter = async () => (
    tries.push(waiting.asked.length),
    tries.length < 2 ? ('later' as const) : ('read' as const)
  )
  await client({ onLetter }).start()
  await pass(5_000)
  expect(waiting.asked).toEqual([
    { after: 0, waitMs: 25_000, at: 0 },
    { after: 7, waitMs: 2_000, at: 0 },
    { after: 0, waitMs: 25_000, at: 2_000 },
    { after: 7, waitMs: 25_000, at: 2_000 },
  ])
  expect([tries, waiting.removed, dropped, failures]).toEqual([[1, 3], [ticketOf(7)], [], []])
})

test('the mailbox is asked twice as late each time where it answers at once, until it waits for a second', async () => {
  waiting.onTake = (count) => (waiting.patienceMs = [0, 0, 999, 1_000, 0][count - 1] ?? Infinity)
  await client().start()
  await pass(30_000)
  expect(waiting.times).toEqual([0, 1_000, 3_000, 7_999, 8_999, 9_999])
  expect(failures).toEqual([])
})

test('the mailbox is asked after a failure with pauses that grow until it has answered; each failure of a row is told once', async () => {
  waiting.onTake = (count) => void ([1, 2, 4].includes(count) && refuse(`Failure ${count}.`))
  await client().start()
  await pass(30_000)
  expect(waiting.times).toEqual([0, 1_000, 3_000, 28_000, 29_000])
  expect(failures).toMatchObject([{ message: 'Failure 1.' }, { message: 'Failure 4.' }])
})

test('the mailbox is asked for everything again after what was dealt with could not be taken out', async () => {
  waiting.mail = [letterAt(3)]
  const tries: Hex32[] = []
  waiting.onRemove = () => void (tries.length < 2 && refuse('Not removed.'))
  await client({ onLetter: async (_, ticket) => (tries.push(ticket), 'read') }).start()
  await pass(1_000)
  expect(waiting.positions).toEqual([0, 0, 3])
  expect([tries.length, waiting.removed]).toEqual([2, [ticketOf(3)]])
  expect(failures).toMatchObject([{ message: 'Not removed.' }])
})

test('the mailbox is asked at once when it is woken, while it is asked as in a pause', async () => {
  const running = client()
  await running.start()
  await pass(10)
  running.wake()
  await pass(0)
  expect([waiting.times, failures]).toEqual([[0, 10], []])
  waiting.onTake = (count) => void (count === 3 && refuse('Later.'))
  running.wake()
  await pass(5)
  expect([waiting.times, failures.length]).toEqual([[0, 10, 10], 1])
  running.wake()
  await pass(0)
  expect(waiting.times).toEqual([0, 10, 10, 15])
})

test('the mailbox is asked at once where it was woken just before a pause', async () => {
  const running = client()
  waiting.onTake = (count) => {
    waiting.patienceMs = count === 1 ? 0 : Infinity
    if (count === 1) running.wake()
  }
  await running.start()
  await pass(500)
  expect(waiting.times).toEqual([0, 0])
})

test('the mailbox is asked for everything again where it was woken while a letter was dealt with', async () => {
  waiting.mail = [letterAt(7)]
  const running = client({ onLetter: async () => (running.wake(), 'later') })
  waiting.onTake = (count) => void (count === 3 && refuse('Enough.'))
  await running.start()
  await pass(500)
  expect(waiting.asked.map(({ after, at }) => [after, at])).toEqual([
    [0, 0],
    [0, 0],
    [0, 0],
  ])
})

test('the end does not wait for a hub that takes nothing out', async () => {
  waiting.mail = [letterAt(3)]
  waiting.onRemove = (signal) =>
    new Promise((_, reject) => signal?.addEventListener('abort', () => reject(new Error('Aborted.'))))
  const running = client()
  await running.start()
  await pass(10)
  await running.stop()
  expect([waiting.removed, failures]).toEqual([[], []])
})

test('four letters are dealt with at a time', async () => {
  waiting.mail = [1, 2, 3, 4, 5, 6].map(letterAt)
  const reading: (() => void)[] = []
  const onLetter = () => new Promise<'read'>((resolve) => reading.push(() => resolve('read')))
  await client({ onLetter }).start()
  await pass(10)
  expect(reading).toHaveLength(4)
  reading[0]?.()
  await pass(10)
  expect(reading).toHaveLength(5)
  for (const done of reading) done()
  await pass(10)
  reading.at(-1)?.()
  await pass(10)
  expect(waiting.removed).toHaveLength(6)
})

test('a letter that can not be dealt with now stays, and is told of', async () => {
  waiting.mail = [letterAt(1)]
  const passing = new BuskerError('POLICY_TOO_FEW_URSULAS', 'Not now.')
  await client({ onLetter: () => Promise.reject(passing) }).start()
  await pass(10)
  expect([failures, dropped, waiting.removed]).toEqual([[passing], [], []])
})
