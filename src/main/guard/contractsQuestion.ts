import { chainNameOf } from '../../shared/knownChains.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import { quote } from '../../shared/text.ts'
import { exactAmountText } from '../../shared/i18n/amountText.ts'
import type { Question } from './confirmations.ts'
import { t } from '../../shared/i18n/t.ts'

/** What a person is asked before all their money on a network lies in contracts that only its operator vouches for. */
export function contractsQuestion({ name, hub, chain, contracts }: NetworkProfile): Question {
  return {
    message: t('confirm.trustToHaveNamedThe', { operator: quote(hub.operator, 80), name: quote(name, 80) }),
    detail: t('confirm.allMoneyThatYouPay', {
      id: chain.id,
      token: contracts.token,
      tokenNetwork: contracts.tokenNetwork,
    }),
    button: t('confirm.trustThem'),
  }
}

/** What a person is asked before they join a hub that the page has named. */
export function joinQuestion({ name, hub, token, ...network }: NetworkProfile): Question {
  return {
    message: t('confirm.joinRunBy', { name: quote(name, 80), operator: quote(hub.operator, 80) }),
    detail: t('confirm.musicIsPaidInOn', {
      symbol: token.symbol,
      chainName: chainNameOf(network),
      maximumFee: exactAmountText(hub.maximumFee, token),
    }),
    button: t('common.join'),
  }
}
