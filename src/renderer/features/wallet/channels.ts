import type { WalletView } from '../../../shared/api/node.ts'
import type { ChannelState } from '../../../shared/channelStates.ts'
import { t } from '../../../shared/i18n/t.ts'

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
      return t('wallet.isOpen')
    case 'closing':
      return t('wallet.beingClosed')
    case 'closed':
      return t('wallet.closedItsMoneyComesBack')
    case 'settleable':
      return t('wallet.closedItsMoneyIsAbout')
    case 'settling':
      return t('wallet.payingItsMoneyBack')
    case 'settled':
      return t('wallet.settledItsMoneyIsBack')
  }
}
