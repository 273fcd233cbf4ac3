import { expect, test } from 'vitest'
import type { WalletView } from '../../../shared/api/node.ts'
import { type ChannelState, channelStates } from '../../../shared/channelStates.ts'
import { wallet } from '../../testing/fixtures/money.ts'
import { describeChannelState, hasConnection, hubChannel } from './channels.ts'

function walletWith(...channels: readonly { state: ChannelState; isHub?: boolean }[]): WalletView {
  const [example] = wallet.channels
  if (example === undefined) throw new Error('The wallet has no channel.')
  return { ...wallet, channels: channels.map((channel) => ({ ...example, ...channel })) }
}

test('payments go over the open channel with the hub, or its first where none is open', () => {
  const both = walletWith({ state: 'settling' }, { state: 'open' }, { state: 'open', isHub: false })
  expect(hubChannel(both)).toBe(both.channels[1])
  const old = walletWith({ state: 'open', isHub: false }, { state: 'closed' }, { state: 'settling' })
  expect(hubChannel(old)).toBe(old.channels[1])
  expect([hasConnection(both), hasConnection(old), hasConnection(walletWith())]).toEqual([true, false, false])
})

test('every state of a channel says where its money is, and that it comes back by itself', () => {
  expect(channelStates.map(describeChannelState)).toEqual([
    'open',
    'being closed',
    'closed; its money comes back after a wait',
    'closed; its money is about to come back',
    'paying its money back',
    'settled; its money is back on your account',
  ])
})
