import { chainNameOf } from '../../shared/knownChains.ts'
import type { NetworkProfile } from '../../shared/networkProfile.ts'
import { quote } from '../../shared/text.ts'
import { exactAmount } from '../../shared/token.ts'
import type { Question } from './confirmations.ts'

/** What a person is asked before all their money on a network lies in contracts that only its operator vouches for. */
export function contractsQuestion({ name, hub, chain, contracts }: NetworkProfile): Question {
  return {
    message: `Trust ${quote(hub.operator, 80)} to have named the real contracts of ${quote(name, 80)}?`,
    detail: `All money that you pay in on this network lies in them. Chain ${chain.id}, token ${contracts.token}, TokenNetwork ${contracts.tokenNetwork}.`,
    button: 'Trust them',
  }
}

/** What a person is asked before they join a hub that the page has named. */
export function joinQuestion({ name, hub, token, ...network }: NetworkProfile): Question {
  return {
    message: `Join ${quote(name, 80)}, run by ${quote(hub.operator, 80)}?`,
    detail: `Music is paid in ${token.symbol} on ${chainNameOf(network)}. The hub takes at most ${exactAmount(hub.maximumFee, token)} ${token.symbol} a payment, and sees whom you pay.`,
    button: 'Join',
  }
}
