import { Coins, Eye, Gift, type LucideIcon, Percent, TimerReset } from 'lucide-react'
import type { ReactNode } from 'react'
import type { InvitationView } from '../../../shared/api/app.ts'
import { exactAmount, shortAmount } from '../../../shared/token.ts'
import { describeSpan } from '../../../shared/watching.ts'

/** Who runs a network, what it costs, and what its hub sees, in words that need no explanation. */
export function InvitedNetwork({ invited }: { readonly invited: InvitationView }) {
  const { isLocal, operator, symbol, decimals, chainName, maximumFee, settleTimeoutSeconds } = invited
  const token = { symbol, decimals }
  const { credit, creditProblem } = invited
  return (
    <ul className="flex flex-col gap-3" aria-label="What this network is">
      {credit === null ? null : (
        <Fact icon={Gift} title={`${shortAmount(credit, token)} ${symbol} to begin with`}>
          Its operator gives it to whoever joins by this invitation first. Spend it on music; you need nothing
          of your own.
        </Fact>
      )}
      {creditProblem === null ? null : (
        <Fact icon={Gift} title="No credit comes with it">
          {creditProblem.message}
        </Fact>
      )}
      <Fact icon={Coins} title={isLocal ? 'Play money' : `Paid in ${symbol}`}>
        {isLocal
          ? 'On this machine alone: nothing of it is worth anything.'
          : `On ${chainName}. What you set aside to spend stays yours.`}
      </Fact>
      <Fact
        icon={Percent}
        title={
          maximumFee === 0n
            ? 'The hub takes nothing'
            : `The hub takes at most ${exactAmount(maximumFee, token)} ${symbol} a payment`
        }
      >
        “{operator}” runs it: it passes your payments on. No payment ever costs more than that on top.
      </Fact>
      <Fact icon={Eye} title="It sees whom you pay">
        How much, when, and the address that your computer connects from. It can’t hear your music, read your
        messages or take a payment.
      </Fact>
      {isLocal ? null : (
        <Fact icon={TimerReset} title="You can leave">
          What is left comes back to your account: at once with the hub’s help, else after{' '}
          {describeSpan(settleTimeoutSeconds * 1000)}.
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
