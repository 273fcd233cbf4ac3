import { Copy } from 'lucide-react'
import type { WalletView } from '../../../shared/api/node.ts'
import type { Amount } from '../../../shared/money.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { Button } from '../../ui/Button.tsx'
import { OnRamps } from '../wallet/OnRamps.tsx'
import type { TopUpPlan } from './topUp.ts'
import { t } from '../../../shared/i18n/t.ts'
import { rich } from '../../ui/rich.ts'

interface TopUpChoiceProps {
  readonly plan: TopUpPlan
  readonly wallet: WalletView
  readonly chosen: Amount | undefined
  readonly onChoose: (amount: Amount) => void
}

/** How much to add to the balance, when it is too small for the price. */
export function TopUpChoice({ plan, wallet, chosen, onChoose }: TopUpChoiceProps) {
  if (plan.way === 'receive') return <ReceiveTokens wallet={wallet} />
  return (
    <fieldset className="rounded-large border border-line p-4">
      <legend className="px-1 font-semibold">{t('buy.addToYourBalance')}</legend>
      <p className="mb-3 text-text-2">{reasons[plan.way as keyof typeof reasons]}</p>
      <div className="flex flex-wrap gap-2">
        {plan.amounts.map((amount) => (
          <label
            key={String(amount)}
            className="flex h-10 flex-1 items-center justify-center rounded-small border border-line-strong bg-surface-2 px-3 whitespace-nowrap has-checked:border-accent has-checked:bg-accent-soft has-checked:font-medium has-focus-visible:outline-2 has-focus-visible:outline-offset-2 has-focus-visible:outline-accent"
          >
            <input
              type="radio"
              name="top-up"
              className="sr-only"
              checked={chosen === amount}
              onChange={() => onChoose(amount)}
            />
            <TokenAmount value={amount} />
          </label>
        ))}
      </div>
    </fieldset>
  )
}

const reasons = {
  get connect() {
    return t('buy.youAreNotConnectedTo')
  },
  get deposit() {
    return t('buy.itComesFromTheTokens')
  },
  get faucet() {
    return t('buy.thisNetworkGivesPlayMoney')
  },
} as const

function ReceiveTokens({ wallet }: { readonly wallet: WalletView }) {
  const copy = useIpcMutation('app.copyText')
  return (
    <div role="alert" className="flex flex-col gap-3 rounded-large bg-warning-soft p-4">
      <p>
        {rich('buy.yourAccountHoldsTooLittle', {
          tokens: <TokenAmount value={wallet.tokens} />,
          symbol: wallet.symbol,
        })}
      </p>
      <code className="text-sm wrap-anywhere">{wallet.account}</code>
      <div>
        <Button size="small" icon={Copy} onClick={() => copy.mutate({ text: wallet.account })}>
          {copy.isSuccess ? t('buy.copied') : t('common.copyYourAccountsAddress')}
        </Button>
      </div>
      <OnRamps />
    </div>
  )
}
