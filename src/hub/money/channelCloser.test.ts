import { beforeEach, expect, test } from 'vitest'
import { BuskerError } from '../../shared/errors.ts'
import { address, type Address } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { type HubStore, openHubStore } from '../openHubStore.ts'
import { ChannelCloser, type ClosableChannel } from './channelCloser.ts'
import { OrderedCloses } from './orderedCloses.ts'

const account = (digit: number): Address => address.parse(`0x${String(digit).repeat(40)}`)
const channel = (digit: number, change: Partial<ClosableChannel> = {}): ClosableChannel => ({
  partner: account(digit),
  state: 'open',
  ownLocked: toAmount(0n),
  partnerLocked: toAmount(0n),
  ...change,
})
let store: HubStore
let closed: Address[]
let fails: boolean

beforeEach(() => {
  store = openHubStore(':memory:')
  closed = []
  fails = false
})

/** As after a start of the hub. */
function startHub() {
  const orders = new OrderedCloses(store, () => 5)
  const closeChannel = async (partner: Address) => {
    if (fails) throw new BuskerError('PROCESS_CRASHED', 'It died.')
    closed.push(partner)
  }
  return { orders, closer: new ChannelCloser({ raiden: { closeChannel }, orders, parallel: 4 }) }
}

test('what is ordered closed is closed, and nothing else', async () => {
  const { orders, closer } = startHub()
  orders.add([account(1), account(3)])
  await closer.close([channel(1), channel(2), channel(3)])
  expect(closed).toEqual([account(1), account(3)])
  expect([1, 2, 3].map((digit) => orders.has(account(digit)))).toEqual([true, false, true])
})

test('a channel in which a payment is under way is closed after that', async () => {
  const { orders, closer } = startHub()
  orders.add([account(1), account(2)])
  await closer.close([channel(1, { ownLocked: toAmount(1n) }), channel(2, { partnerLocked: toAmount(1n) })])
  expect(closed).toEqual([])
  await closer.close([channel(1), channel(2)])
  expect(closed).toEqual([account(1), account(2)])
})

test('an order outlasts a crash, and ends with its channel', async () => {
  const first = startHub()
  first.orders.add([account(1)])
  fails = true
  await expect(first.closer.close([channel(1)])).rejects.toThrow('1 channels are not closed yet.')
  fails = false
  const second = startHub()
  await second.closer.close([channel(1)])
  await second.closer.close([channel(1, { state: 'closed' })])
  expect(closed).toEqual([account(1)])
  expect(second.orders.has(account(1))).toBe(true)
  await second.closer.close([])
  expect(second.orders.has(account(1))).toBe(false)
})

test('a hub that is closed down closes every channel, later ones too, until that is taken back', async () => {
  const { orders, closer } = startHub()
  orders.closeDown()
  await closer.close([channel(1)])
  await startHub().closer.close([channel(2)])
  expect(closed).toEqual([account(1), account(2)])
  expect(orders.has(account(9))).toBe(true)
  orders.cancel()
  await startHub().closer.close([channel(3)])
  expect(closed).toHaveLength(2)
  expect(orders.has(account(9))).toBe(false)
})

test('a close that a crash cut short is asked for again, one under way is not', async () => {
  const { orders, closer } = startHub()
  orders.add([account(1)])
  await Promise.all([closer.close([channel(1)]), closer.close([channel(1, { state: 'closing' })])])
  expect(closed).toEqual([account(1)])
  await startHub().closer.close([channel(1, { state: 'closing' })])
  expect(closed).toEqual([account(1), account(1)])
})
