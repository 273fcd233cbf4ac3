import { Subject } from 'rxjs'
import { expect, test, vi } from 'vitest'
import type { Raiden, RaidenState } from './raidenTypes.ts'
import { WithdrawalHold } from './withdrawalHold.ts'

const [anna, bert] = ['0xAnna', '0xBert']
const request = (address: string, type = 'WithdrawRequest') => ({
  type: 'message/received',
  payload: { message: { type } },
  meta: { address },
})

/** A node whose account has sent `latest` transactions that are on chain, and `pending` in all. */
function nodeWith(counts: { latest: number; pending: number }) {
  const blocks = new Subject<RaidenState>()
  const provider = { getTransactionCount: async (_address: string, tag: 'latest' | 'pending') => counts[tag] }
  const raiden = { address: '0xHub', provider, state$: blocks } as unknown as Raiden
  let blockNumber = 100
  const mine = async () => {
    blockNumber += 1
    blocks.next({ blockNumber, channels: {}, oldChannels: {}, transfers: {} })
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { hold: new WithdrawalHold(raiden, 2), mine, blocks }
}

test('requests of a partner are held while a deposit is under way, and no other message is', () => {
  const { hold } = nodeWith({ latest: 1, pending: 1 })
  expect(hold.isHeld(request(anna))).toBe(false)
  const [endFirst, endSecond] = [hold.hold(anna), hold.hold(anna)]
  endFirst()
  expect(hold.isHeld(request(anna))).toBe(true)
  expect(hold.isHeld(request(bert))).toBe(false)
  expect(hold.isHeld(request(anna, 'LockedTransfer'))).toBe(false)
  expect(hold.isHeld({ type: 'block/new', payload: { blockNumber: 3 } })).toBe(false)
  expect(hold.isHeld({ type: 'message/received' })).toBe(false)
  expect(hold.isHeld({ type: 'message/received', payload: {} })).toBe(false)
  const { type, payload } = request(anna)
  expect(hold.isHeld({ type, payload })).toBe(false)
  expect(hold.isHeld({ ...request(anna), type: 'message/send/request' })).toBe(false)
  endSecond()
  expect(hold.isHeld(request(anna))).toBe(false)
})

test('after a restart all are held until what was sent before is on chain, and confirmed', async () => {
  const counts = { latest: 4, pending: 5 }
  const { hold, mine, blocks } = nodeWith(counts)
  await hold.start()
  await mine()
  expect(hold.isHeld(request(anna))).toBe(true)
  counts.latest = 5
  for (let block = 0; block < 3; block += 1) {
    await mine()
    expect(hold.isHeld(request(anna))).toBe(true)
  }
  await mine()
  expect([hold.isHeld(request(anna)), blocks.observed]).toEqual([false, false])
})

test('what was dropped by the chain is not waited for', async () => {
  const counts = { latest: 4, pending: 5 }
  const { hold, mine } = nodeWith(counts)
  await hold.start()
  counts.pending = 4
  for (let block = 0; block < 4; block += 1) await mine()
  expect(hold.isHeld(request(anna))).toBe(false)
})

test('without anything sent before, nothing is held', async () => {
  const { hold } = nodeWith({ latest: 4, pending: 4 })
  await hold.start()
  expect(hold.isHeld(request(anna))).toBe(false)
})

test('when transactions cannot be counted, it is tried again with the next block', async () => {
  const counts = { latest: 4, pending: 5 }
  const { hold, mine } = nodeWith(counts)
  await hold.start()
  const stderr = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  Object.defineProperty(counts, 'latest', {
    configurable: true,
    get: () => {
      throw new Error('no answer')
    },
  })
  await mine()
  expect(stderr).toHaveBeenCalledTimes(1)
  stderr.mockRestore()
  Object.defineProperty(counts, 'latest', { value: 5 })
  for (let block = 0; block < 4; block += 1) await mine()
  expect(hold.isHeld(request(anna))).toBe(false)
})
