import pino from 'pino'
import { expect, test } from 'vitest'
import type { Channel } from '../../raiden/raidenContract.ts'
import { address, type Address } from '../../shared/ids.ts'
import { toAmount } from '../../shared/money.ts'
import { dayMs } from '../clock.ts'
import { openHubStore } from '../openHubStore.ts'
import { ChannelActivity } from './channelActivity.ts'
import { IdleChannels } from './idleChannels.ts'
import { OrderedCloses } from './orderedCloses.ts'

const account = (digit: number): Address => address.parse(`0x${String(digit).repeat(40)}`)
const channel = (digit: number, own: bigint, change: Partial<Channel> = {}) =>
  ({
    id: digit,
    partner: account(digit),
    state: 'open',
    ownCapacity: toAmount(own),
    ownWithdrawable: toAmount(own),
    partnerCapacity: toAmount(0n),
    ...change,
  }) as Channel

test('the hub’s money is taken back out of channels in which nothing moves', async () => {
  const store = openHubStore(':memory:')
  let now = 0
  const activity = new ChannelActivity(store, () => now)
  const orders = new OrderedCloses(store, () => now)
  const log = pino({ enabled: false })
  let channels = [channel(1, 100n), channel(2, 100n), channel(3, 0n)]
  const parts = { channels: async () => channels, activity, orders, now: () => now, log, afterDays: 30 }
  activity.record(channels)
  now = 29 * dayMs
  await new IdleChannels(parts).reclaim()
  expect(orders.list()).toEqual([])
  channels = [channel(1, 100n), channel(2, 60n), channel(3, 0n)]
  activity.record(channels)
  now = 30 * dayMs
  await new IdleChannels({ ...parts, afterDays: null }).reclaim()
  expect(orders.list()).toEqual([])
  await new IdleChannels(parts).reclaim()
  expect(orders.list()).toEqual([account(1)])
  // After a restart, and with another channel of the same account, time counts from what was written.
  const later = new ChannelActivity(store, () => now)
  later.record(channels)
  expect([later.since(account(1)), later.since(account(2))]).toEqual([0, 29 * dayMs])
  later.record([channel(1, 100n, { id: 9 })])
  expect(later.since(account(1))).toBe(30 * dayMs)
})
