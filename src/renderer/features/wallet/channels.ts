import type { WalletView } from '../../../shared/api/node.ts'
import type { ChannelState } from '../../../shared/channelStates.ts'

type Channel = WalletView['channels'][number]

/** The connection to the hub that payments go over; undefined: there is none. */
export function hubChannel({ channels }: WalletView): Channel | undefined {
  const own = channels.filter(({ isHub }) => isHub)
  return own.find(({ state }) => state === 'open') ?? own[0]
}

export const hasConnection = (wallet: WalletView): boolean => hubChannel(wallet)?.state === 'open'

/** What Raiden calls a channel's state, for people, and what can be done about it. */
export function describeChannelState(state: ChannelState): {
  readonly summary: string
  readonly canSettle: boolean
} {
  switch (state) {
    case 'open':
      return { summary: 'open', canSettle: false }
    case 'closing':
      return { summary: 'being closed', canSettle: false }
    case 'closed':
      return { summary: 'closed; its money comes back after a wait', canSettle: false }
    case 'settleable':
      return { summary: 'closed; its money can be taken back now', canSettle: true }
    case 'settling':
      return { summary: 'paying its money back', canSettle: false }
    case 'settled':
      return { summary: 'settled; its money is back on your account', canSettle: false }
  }
}
