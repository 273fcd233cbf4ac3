import { ArrowUpRight, HandCoins, Inbox } from 'lucide-react'
import type { WalletView } from '../../../shared/api/node.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { inCoins } from '../../../shared/token.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'

interface BalancesProps {
  readonly wallet: WalletView
  readonly onReceive: () => void
  readonly onSendOut: () => void
  readonly isLocal: boolean
}

/** The two figures that matter, and what is aside. */
export function Balances({ wallet, isLocal, onReceive, onSendOut }: BalancesProps) {
  const faucet = useIpcMutation('faucet')
  const showToast = useToasts((toasts) => toasts.show)
  return (
    <div className="mb-8">
      <div className="grid grid-cols-2 gap-4">
        <BalanceFigure
          title="Balance you can spend"
          description="At once, on music and tips."
          value={wallet.spendable}
        />
        <BalanceFigure
          title="Balance you can receive"
          description="What others can pay you right now."
          value={wallet.receivable}
        />
      </div>
      <div className="mt-3 flex min-h-9 flex-wrap items-center gap-x-6 gap-y-2 px-1 text-text-2">
        <span>
          On your account <TokenAmount value={wallet.tokens} className="ml-1 font-medium text-text-1" />
        </span>
        <span title="Pays the chain for opening and closing connections. Music never needs it.">
          For the chain’s fees <span className="ml-1 font-medium text-text-1">{describeGas(wallet)}</span>
        </span>
        <span className="ml-auto flex gap-2">
          <Button size="small" icon={Inbox} onClick={onReceive}>
            Receive
          </Button>
          <Button size="small" icon={ArrowUpRight} onClick={onSendOut}>
            Send from account
          </Button>
        </span>
        {isLocal ? (
          <Button
            size="small"
            icon={HandCoins}
            busy={faucet.isPending && 'Getting play money…'}
            onClick={() =>
              faucet.mutate(
                {},
                {
                  onSuccess: () => showToast('Play money has arrived on your account.', { tone: 'good' }),
                  onError: (error) => showToast(messageOf(error), { tone: 'bad' }),
                },
              )
            }
          >
            Get play money
          </Button>
        ) : null}
      </div>
    </div>
  )
}

function BalanceFigure({
  title,
  description,
  value,
}: {
  readonly title: string
  readonly description: string
  readonly value: bigint
}) {
  return (
    <section aria-label={title} className="@container rounded-large border border-line bg-surface-2 p-5">
      <h2 className="text-sm text-text-2">{title}</h2>
      <p className="my-1 text-2xl font-semibold tracking-tight @sm:text-3xl">
        <TokenAmount
          value={value}
          className="inline-flex flex-wrap items-baseline [&>span]:text-lg [&>span]:font-normal"
        />
      </p>
      <p className="text-sm text-text-3">{description}</p>
    </section>
  )
}

function describeGas({ gas, gasNeeded, coin }: Pick<WalletView, 'gas' | 'gasNeeded' | 'coin'>): string {
  if (gas === 0n) return 'nothing yet'
  return `${inCoins(gas)} ${coin}, ${gasNeeded !== null && gas < gasNeeded ? 'running low' : 'enough'}`
}
