import { HandCoins } from 'lucide-react'
import type { WalletView } from '../../../shared/api/node.ts'
import { useAction } from '../../ipc/queries.ts'
import { Amount } from '../../ui/Amount.tsx'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'

interface BalancesProps {
  readonly wallet: WalletView
  readonly isLocal: boolean
}

/** The two figures that matter, and what is aside. */
export function Balances({ wallet, isLocal }: BalancesProps) {
  const faucet = useAction('faucet')
  const say = useToasts((toasts) => toasts.say)
  return (
    <div className="mb-8">
      <div className="grid grid-cols-2 gap-4">
        <Figure title="Balance you can spend" says="At once, on music and tips." value={wallet.spendable} />
        <Figure
          title="Balance you can receive"
          says="What others can pay you right now."
          value={wallet.receivable}
        />
      </div>
      <div className="mt-3 flex min-h-9 flex-wrap items-center gap-x-6 gap-y-2 px-1 text-text-2">
        <span>
          On your account <Amount value={wallet.tokens} className="ml-1 font-medium text-text-1" />
        </span>
        <span title="Pays the chain for opening and closing connections. Music never needs it.">
          For the chain’s fees <span className="ml-1 font-medium text-text-1">{feesInWords(wallet.gas)}</span>
        </span>
        {isLocal ? (
          <Button
            size="small"
            icon={HandCoins}
            className="ml-auto"
            busy={faucet.isPending && 'Getting play money…'}
            onClick={() =>
              faucet.mutate(
                {},
                {
                  onSuccess: () => say('Play money has arrived on your account.', { tone: 'good' }),
                  onError: (error) => say(messageOf(error), { tone: 'bad' }),
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

function Figure({
  title,
  says,
  value,
}: {
  readonly title: string
  readonly says: string
  readonly value: bigint
}) {
  return (
    <section aria-label={title} className="@container rounded-large border border-line bg-surface-2 p-5">
      <h2 className="text-sm text-text-2">{title}</h2>
      <p className="my-1 text-2xl font-semibold tracking-tight @sm:text-3xl">
        <Amount
          value={value}
          className="inline-flex flex-wrap items-baseline [&>span]:text-lg [&>span]:font-normal"
        />
      </p>
      <p className="text-sm text-text-3">{says}</p>
    </section>
  )
}

/** Opening a connection costs less than this, in wei. */
const enough = 10n ** 16n

function feesInWords(gas: bigint): string {
  if (gas === 0n) return 'nothing yet'
  return gas < enough ? 'running low' : 'enough'
}
