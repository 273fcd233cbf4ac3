import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { secretHash as secretHashSchema, toAddress } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { ChildStore } from './childStore.ts'
import type { RaidenHandle } from './raidenHandle.ts'
import { storedTransfer } from './storedTransfer.ts'
import { TransferFeed } from './transferFeed.ts'

const own = toAddress(`0x${'a'.repeat(40)}`)
let folder: string
let store: ChildStore
beforeEach(async () => {
  vi.useFakeTimers()
  folder = await mkdtemp(join(tmpdir(), 'busker-feed-'))
  store = new ChildStore(folder)
})
afterEach(async () => {
  vi.useRealTimers()
  store.close()
  await rm(folder, { recursive: true })
})

const other = toAddress(`0x${'b'.repeat(40)}`)
const secretHash = secretHashSchema.parse(`0x${'1'.repeat(64)}`)
const secret = `0x${'2'.repeat(64)}`

/** A lock that came in for us. */
const received = {
  direction: 'received',
  secrethash: secretHash,
  expiration: 1_000,
  fee: '0',
  partner: own,
  transfer: {
    ts: 1,
    token: own,
    payment_identifier: '7',
    initiator: other,
    target: own,
    lock: { amount: '5' },
  },
}
const sent = { ...received, direction: 'sent' }
/** It ran out and was taken back. */
const takenBack = { ...received, secret, expired: { ts: 2 }, expiredProcessed: { ts: 3 } }

type Registered = number | null | undefined

/** A feed of raiden-ts's database, and a chain that answers as `registered` says. */
function feedOf(
  changes: readonly object[],
  registered: () => Registered | Promise<Registered> = () => null,
  newest = changes.length + 3,
) {
  const listeners = new Map<string, (given: unknown) => void>()
  const cancel = vi.fn<() => void>()
  const follow = vi.fn<(options: object) => object>(() => ({
    on: (event: string, listener: (given: unknown) => void) => {
      listeners.set(event, listener)
      if (event === 'change') changes.forEach((doc, index) => listener({ seq: String(index + 4), doc }))
    },
    cancel,
  }))
  const written = vi.fn<() => Promise<void>>().mockResolvedValue()
  const handle = {
    database: { info: async () => ({ update_seq: newest }), changes: follow },
    raiden: { state: { transfers: Object.fromEntries(changes.map((change, index) => [index, change])) } },
    registeredAt: async () => registered(),
    storedTransfer: async (hash: string, direction: string) =>
      written.mock.calls.length === 0
        ? null
        : (storedTransfer
            .array()
            .parse(changes)
            .find((each) => each.secrethash === hash && each.direction === direction) ?? null),
    written,
  }
  const emitted: [string, unknown][] = []
  const feed = new TransferFeed(handle as unknown as RaidenHandle, store, own, (name, payload) => {
    emitted.push([name, payload])
  })
  const outcomes = () => emitted.filter(([name]) => name === 'outcome').map(([, payload]) => payload)
  return { feed, emitted, outcomes, listeners, cancel, follow }
}

function intend(): void {
  store.addIntent({
    secretHash,
    target: other,
    token: own,
    amount: toAmount(5n),
    paymentId: 7n,
    maximumFee: toAmount(0n),
    lockTimeoutSeconds: null,
  })
}

/** What is emitted of these changes. */
async function emittedOf(
  changes: readonly object[],
  registered?: () => Registered,
): Promise<[string, unknown][]> {
  const { feed, emitted } = feedOf(changes, registered)
  await feed.start()
  await vi.advanceTimersByTimeAsync(0)
  await feed.stop()
  return emitted
}

test('a lock that comes in is told of once, and again only after a restart', async () => {
  const incoming = ['incoming', expect.objectContaining({ secretHash, state: 'pending', amount: 5n })]
  expect(await emittedOf([received, received])).toEqual([incoming])
  expect(await emittedOf([received])).toEqual([incoming])
})

test('what only passes through this node is nobody’s order, nor is what it never meant to send', async () => {
  const passing = { ...received, transfer: { ...received.transfer, target: other } }
  const unlocked = { secret, unlock: { ts: 2 } }
  expect(await emittedOf([passing, { ...passing, ...unlocked }, { ...sent, ...unlocked }])).toEqual([])
  expect(store.changeSeq).toBe(6)
})

test('of a payment the secret is told once, then its outcome', async () => {
  intend()
  const revealed = { ...sent, secret, secretReveal: { ts: 2 } }
  expect(await emittedOf([sent, revealed, { ...revealed, unlock: { ts: 3 } }])).toMatchObject([
    ['secret', { secretHash, secret, state: 'revealed' }],
    ['outcome', { seq: 1, transfer: { state: 'paid', direction: 'sent' } }],
  ])
})

test('of a payment that went back no secret is told', async () => {
  intend()
  expect(await emittedOf([{ ...takenBack, direction: 'sent' }], () => null)).toMatchObject([
    ['outcome', { transfer: { state: 'failed' } }],
  ])
})

test('of what came in no secret is told: it was ours', async () => {
  expect(await emittedOf([{ ...received, secret, unlock: { ts: 2 } }])).toMatchObject([
    ['outcome', { transfer: { state: 'paid', direction: 'received' } }],
  ])
})

test('an outcome is numbered once, however often it is read', async () => {
  const paid = { ...received, secret, unlock: { ts: 2 } }
  expect(await emittedOf([paid, paid])).toHaveLength(1)
  const { feed, emitted, follow } = feedOf([paid], undefined, 4)
  store.changeSeq = 5
  await feed.start()
  await vi.advanceTimersByTimeAsync(0)
  await feed.stop()
  expect(follow).toHaveBeenCalledWith(expect.objectContaining({ since: 0 }))
  expect([emitted, store.changeSeq]).toEqual([[], 4])
})

test('outcomes come in the order of the changes, however long the chain takes to answer about the first', async () => {
  const { promise, resolve } = Promise.withResolvers<Registered>()
  const paid = { ...received, secrethash: `0x${'3'.repeat(64)}`, secret, unlock: { ts: 2 } }
  const { feed, outcomes } = feedOf([takenBack, paid], () => promise)
  await feed.start()
  await vi.advanceTimersByTimeAsync(1_000)
  expect(outcomes()).toEqual([])
  resolve(999)
  await vi.advanceTimersByTimeAsync(0)
  expect(outcomes()).toMatchObject([
    { seq: 1, transfer: { secretHash } },
    { seq: 2, transfer: { secretHash: paid.secrethash } },
  ])
  await feed.stop()
})

test('a feed that never started stops too', async () => {
  await expect(feedOf([]).feed.stop()).resolves.toBeUndefined()
})

test('reading goes on live where it was left, and ends with the stop', async () => {
  store.changeSeq = 4
  const { feed, follow, cancel } = feedOf([], undefined, 4)
  await feed.start()
  expect(follow).toHaveBeenCalledExactlyOnceWith(
    expect.objectContaining({ since: 4, live: true, include_docs: true }),
  )
  await feed.stop()
  expect(cancel).toHaveBeenCalledOnce()
  expect([store.changeSeq, vi.getTimerCount()]).toEqual([4, 0])
})

test('what was read is remembered while it runs, so that a crash does not have all read again', async () => {
  const { feed } = feedOf([received])
  await feed.start()
  await vi.advanceTimersByTimeAsync(5_000)
  expect(store.changeSeq).toBe(4)
  await feed.stop()
})

test('a chain that does not answer is asked until it does: no outcome is passed over', async () => {
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  const answers = [Promise.reject(new Error('no answer')), Promise.reject(new Error('no answer')), 999]
  for (const answer of answers) Promise.resolve(answer).catch(() => undefined)
  const { feed, outcomes } = feedOf([takenBack, received], () => answers.shift())
  await feed.start()
  await vi.advanceTimersByTimeAsync(1_999)
  expect([outcomes(), stderr.mock.calls.length]).toEqual([[], 2])
  await vi.advanceTimersByTimeAsync(1)
  expect(outcomes()).toMatchObject([{ seq: 1, transfer: { state: 'paid' } }])
  await feed.stop()
  stderr.mockRestore()
})

test.each([
  ['received', takenBack],
  ['sent', { ...takenBack, direction: 'sent' }],
])(
  'a stop while the chain does not answer leaves a change of what was %s to be read the next time, and tells nothing of it',
  async (_, change) => {
    intend()
    const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
    const { feed, emitted } = feedOf([change], () => Promise.reject(new Error('no answer')))
    await feed.start()
    await vi.advanceTimersByTimeAsync(0)
    const stopping = feed.stop()
    await vi.advanceTimersByTimeAsync(1_000)
    await stopping
    expect([emitted, store.changeSeq]).toEqual([[], 0])
    stderr.mockRestore()
  },
)

test('a feed that fails ends the process, which is started again', async () => {
  const { feed, listeners } = feedOf([])
  await feed.start()
  expect(() => listeners.get('error')?.(new Error('database gone'))).toThrow('database gone')
  await feed.stop()
})

test('what waits for a secret is what came in for us and is not over, as it is on disk', async () => {
  expect(await feedOf([received]).feed.incomingPending()).toMatchObject([
    { secretHash, direction: 'received', state: 'pending' },
  ])
  const passing = { ...received, transfer: { ...received.transfer, target: other } }
  for (const change of [sent, takenBack, passing]) {
    expect(await feedOf([change]).feed.incomingPending()).toEqual([])
  }
})

test('what is under way is ours, in either direction, and not final', async () => {
  store.addIntent({
    secretHash,
    target: own,
    token: own,
    amount: toAmount(5n),
    paymentId: 7n,
    maximumFee: toAmount(0n),
    lockTimeoutSeconds: null,
  })
  const passing = { ...received, transfer: { ...received.transfer, target: other } }
  for (const [change, states] of [
    [received, ['received pending']],
    [{ ...received, secret }, ['received revealed']],
    [sent, ['sent pending']],
    [{ ...received, secret, unlock: { ts: 2 } }, []],
    [takenBack, []],
    [passing, []],
  ] as const) {
    const pending = await feedOf([change]).feed.pendingTransfers()
    expect(pending.map(({ direction, state }) => `${direction} ${state}`)).toEqual(states)
  }
})

test('a lock that is over becomes an outcome once the chain has confirmed what became of it, also after a restart', async () => {
  let registered: Registered
  const first = feedOf([takenBack], () => registered)
  await first.feed.start()
  await vi.advanceTimersByTimeAsync(11_000)
  expect(first.outcomes()).toEqual([])
  await first.feed.stop()
  expect(store.changeSeq).toBeLessThan(4)
  const again = feedOf([takenBack], () => registered)
  await again.feed.start()
  await vi.advanceTimersByTimeAsync(6_000)
  expect(again.outcomes()).toEqual([])
  registered = 999
  await vi.advanceTimersByTimeAsync(5_000)
  expect(again.outcomes()).toMatchObject([{ seq: 1, transfer: { state: 'paid' } }])
  await again.feed.stop()
  expect(store.changeSeq).toBe(4)
})
