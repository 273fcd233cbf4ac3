import type { WalletView } from '../../../shared/api/node.ts'
import type { ChannelState } from '../../../shared/channelStates.ts'

type Channel = WalletView['channels'][number]

/** The connection to the hub that payments go over; undefined: there is none. */
export function hubChannel({ channels }: WalletView): Channel | undefined {
  const own = channels.filter(({ isHub }) => isHub)
  return own.find(({ state }) => state === 'open') ?? own[0]
}

export const hasConnection = (wallet: WalletView): boolean => hubChannel(wallet)?.state === 'open'

/** What Raiden calls a channel's state, for people. */
export function describeChannelState(state: ChannelState): string {
  switch (state) {
    case 'open':
      return 'open'
    case 'closing':
      return 'being closed'
    case 'closed':
      return 'closed; its money comes back after a wait'
    case 'settleable':
      return 'closed; its money is about to come back'
    case 'settling':
      return 'paying its money back'
    case 'settled':
      return 'settled; its money is back on your account'
  }
}
