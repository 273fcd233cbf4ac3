import { Coins, Eye, Gift, type LucideIcon, Percent, TimerReset } from 'lucide-react'
import type { ReactNode } from 'react'
import type { InvitationView } from '../../../shared/api/app.ts'
import { exactAmountText, shortAmountText } from '../../../shared/i18n/amountText.ts'
import { describeSpan } from '../../../shared/watching.ts'
import { t } from '../../../shared/i18n/t.ts'
import { errorText } from '../../../shared/i18n/errorText.ts'

/** Who runs a network, what it costs, and what its hub sees, in words that need no explanation. */
export function InvitedNetwork({ invited }: { readonly invited: InvitationView }) {
  const { isLocal, operator, symbol, decimals, chainName, maximumFee, settleTimeoutSeconds } = invited
  const token = { symbol, decimals }
  const { credit, creditProblem } = invited
  return (
    <ul className="flex flex-col gap-3" aria-label={t('invitation.whatThisNetworkIs')}>
      {credit === null ? null : (
        <Fact
          icon={Gift}
          title={t('invitation.toBeginWith', { credit: shortAmountText(credit, token), symbol })}
        >
          {t('invitation.itsOperatorGivesItTo')}
        </Fact>
      )}
      {creditProblem === null ? null : (
        <Fact icon={Gift} title={t('invitation.noCreditComesWithIt')}>
          {errorText(creditProblem)}
        </Fact>
      )}
      <Fact icon={Coins} title={isLocal ? t('common.playMoney') : t('invitation.paidIn', { symbol })}>
        {isLocal
          ? t('invitation.onThisMachineAloneNothing')
          : t('invitation.onWhatYouSetAside', { chainName })}
      </Fact>
      <Fact
        icon={Percent}
        title={
          maximumFee === 0n
            ? t('invitation.theHubTakesNothing')
            : t('invitation.theHubTakesAtMost', { maximumFee: exactAmountText(maximumFee, token), symbol })
        }
      >
        {t('invitation.runsItItPassesYour', { operator })}
      </Fact>
      <Fact icon={Eye} title={t('invitation.itSeesWhomYouPay')}>
        {t('invitation.howMuchWhenAndThe')}
      </Fact>
      {isLocal ? null : (
        <Fact icon={TimerReset} title={t('invitation.youCanLeave')}>
          {t('invitation.whatIsLeftComesBack', { describeSpan: describeSpan(settleTimeoutSeconds * 1000) })}
        </Fact>
      )}
    </ul>
  )
}

interface FactProps {
  readonly icon: LucideIcon
  readonly title: string
  readonly children: ReactNode
}

function Fact({ icon: Icon, title, children }: FactProps) {
  return (
    <li className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3">
      <Icon size={18} aria-hidden className="mt-1 text-accent" />
      <div>
        <p className="font-medium wrap-anywhere">{title}</p>
        <p className="text-sm text-text-2 wrap-anywhere">{children}</p>
      </div>
    </li>
  )
}
