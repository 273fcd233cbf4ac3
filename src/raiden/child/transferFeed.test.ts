import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { toAddress } from '../../shared/ids.ts'
import { ChildStore } from './childStore.ts'
import type { RaidenHandle } from './raidenHandle.ts'
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

/** A lock of ours that ran out and was taken back. */
const takenBack = {
  direction: 'received',
  secrethash: `0x${'1'.repeat(64)}`,
  expiration: 1_000,
  fee: '0',
  partner: own,
  transfer: {
    ts: 1,
    token: own,
    payment_identifier: '7',
    initiator: own,
    target: own,
    lock: { amount: '5' },
  },
  secret: `0x${'2'.repeat(64)}`,
  expired: { ts: 2 },
  expiredProcessed: { ts: 3 },
}

/** A feed of raiden-ts's database with one change in it, and a chain that answers as `registered` says. */
function feedOf(registered: () => number | null | undefined): { feed: TransferFeed; outcomes: unknown[] } {
  const outcomes: unknown[] = []
  const database = {
    info: async () => ({ update_seq: 4 }),
    changes: () => ({
      on: (event: string, listener: (change: object) => void) => {
        if (event === 'change') listener({ seq: 4, doc: takenBack })
      },
      cancel: () => {},
    }),
  }
  const handle = { database, registeredAt: async () => registered() } as unknown as RaidenHandle
  const feed = new TransferFeed(handle, store, own, (name, payload) => {
    if (name === 'outcome') outcomes.push(payload)
  })
  return { feed, outcomes }
}

test('a lock that is over becomes an outcome once the chain has confirmed what became of it, also after a restart', async () => {
  let registered: number | null | undefined
  const first = feedOf(() => registered)
  await first.feed.start()
  await vi.advanceTimersByTimeAsync(11_000)
  expect(first.outcomes).toEqual([])
  await first.feed.stop()
  expect(store.changeSeq).toBeLessThan(4)
  const again = feedOf(() => registered)
  await again.feed.start()
  await vi.advanceTimersByTimeAsync(6_000)
  expect(again.outcomes).toEqual([])
  registered = 999
  await vi.advanceTimersByTimeAsync(5_000)
  expect(again.outcomes).toMatchObject([{ seq: 1, transfer: { state: 'paid' } }])
  await again.feed.stop()
  expect(store.changeSeq).toBe(4)
})
