import { Copy } from 'lucide-react'
import type { WalletView } from '../../../shared/api/node.ts'
import type { Amount } from '../../../shared/money.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { Button } from '../../ui/Button.tsx'
import type { TopUpPlan } from './topUp.ts'

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
      <legend className="px-1 font-semibold">Add to your balance</legend>
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
  connect: 'You are not connected to the hub yet. This connects you, and what you add stays yours.',
  deposit: 'It comes from the tokens in your account, and what you do not spend stays yours.',
  faucet: 'This network gives play money away.',
} as const

function ReceiveTokens({ wallet }: { readonly wallet: WalletView }) {
  const copy = useIpcMutation('app.copyText')
  return (
    <div role="alert" className="flex flex-col gap-3 rounded-large bg-warning-soft p-4">
      <p>
        Your account holds <TokenAmount value={wallet.tokens} />, too little to fill your balance up. Send{' '}
        {wallet.symbol} to it; this goes on when they have arrived.
      </p>
      <code className="text-sm wrap-anywhere">{wallet.account}</code>
      <div>
        <Button size="small" icon={Copy} onClick={() => copy.mutate({ text: wallet.account })}>
          {copy.isSuccess ? 'Copied' : 'Copy your account’s address'}
        </Button>
      </div>
    </div>
  )
}
