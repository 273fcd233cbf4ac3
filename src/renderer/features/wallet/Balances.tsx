import { ArrowUpRight, HandCoins, Inbox } from 'lucide-react'
import type { WalletView } from '../../../shared/api/node.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { coinsText } from '../../../shared/i18n/amountText.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { Worth } from '../../ui/Worth.tsx'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { t } from '../../../shared/i18n/t.ts'
import { rich } from '../../ui/rich.ts'

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
          title={t('common.balanceYouCanSpend')}
          description={t('wallet.atOnceOnMusicAnd')}
          value={wallet.spendable}
        />
        <BalanceFigure
          title={t('wallet.balanceYouCanReceive')}
          description={t('wallet.whatOthersCanPayYou')}
          value={wallet.receivable}
        />
      </div>
      <div className="mt-3 flex min-h-9 flex-wrap items-center gap-x-6 gap-y-2 px-1 text-text-2">
        <span>
          {rich('wallet.onYourAccount', {
            tokens: <TokenAmount value={wallet.tokens} className="ms-1 font-medium text-text-1" />,
          })}{' '}
          <Worth value={wallet.tokens} />
        </span>
        <span title={t('wallet.paysTheChainForOpening')}>
          {rich('wallet.forTheChainsFees', {
            describeGas: <span className="ms-1 font-medium text-text-1">{describeGas(wallet)}</span>,
          })}
        </span>
        <span className="ms-auto flex gap-2">
          <Button size="small" icon={Inbox} onClick={onReceive}>
            {t('wallet.receive')}
          </Button>
          <Button size="small" icon={ArrowUpRight} onClick={onSendOut}>
            {t('wallet.sendFromAccount')}
          </Button>
        </span>
        {isLocal ? (
          <Button
            size="small"
            icon={HandCoins}
            busy={faucet.isPending && t('wallet.gettingPlayMoney')}
            onClick={() =>
              faucet.mutate(
                {},
                {
                  onSuccess: () => showToast(t('wallet.playMoneyHasArrivedOn'), { tone: 'good' }),
                  onError: (error) => showToast(messageOf(error), { tone: 'bad' }),
                },
              )
            }
          >
            {t('wallet.getPlayMoney')}
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
        />{' '}
        <Worth value={value} className="text-base" />
      </p>
      <p className="text-sm text-text-3">{description}</p>
    </section>
  )
}

function describeGas({ gas, gasNeeded, coin }: Pick<WalletView, 'gas' | 'gasNeeded' | 'coin'>): string {
  if (gas === 0n) return t('wallet.nothingYet')
  const values = { gas: coinsText(gas), coin }
  return gasNeeded !== null && gas < gasNeeded
    ? t('wallet.gasRunsLow', values)
    : t('wallet.gasIsEnough', values)
}
