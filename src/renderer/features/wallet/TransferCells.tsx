import { ArrowUpRight, CircleSlash, Hourglass } from 'lucide-react'
import type { TransferView } from '../../../shared/api/transfers.ts'
import { coinsText, exactAmountText } from '../../../shared/i18n/amountText.ts'
import { coinToken } from '../../../shared/token.ts'
import { WorthThen } from '../../ui/Worth.tsx'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { t } from '../../../shared/i18n/t.ts'
import { errorText } from '../../../shared/i18n/errorText.ts'

interface TransferProps {
  readonly transfer: TransferView
}
interface TransferInCoinProps extends TransferProps {
  /** Symbol of the coin for the chain's fees. */
  readonly coin: string
}

/** How far a transfer out of the account is. */
export function TransferIcon({ transfer: { state } }: TransferProps) {
  if (state === 'failed')
    return <CircleSlash size={16} aria-label={t('wallet.notSent')} className="text-text-3" />
  if (state === 'sending')
    return <Hourglass size={16} aria-label={t('wallet.onItsWay')} className="text-text-2" />
  return <ArrowUpRight size={16} aria-label={t('wallet.sent')} className="text-text-2" />
}

/** How far it is and what it cost; why, and the transaction's hash, when pointed at. */
export function TransferSubject({ transfer: { state, problem, fee, hash }, coin }: TransferInCoinProps) {
  const words = {
    sending: t('wallet.onItsWay'),
    sent: t('wallet.feeFeeCoin', { fee: coinsText(fee), coin }),
    failed: t('wallet.notSent'),
  } as const
  return (
    <span
      title={[problem === null || problem === undefined ? undefined : errorText(problem), hash]
        .filter((each) => each !== undefined)
        .join('\n')}
    >
      <span className="font-medium">{t('wallet.sentOut')}</span>
      <span className="block text-sm text-text-3">{words[state]}</span>
    </span>
  )
}

export function TransferAmount({ transfer: { asset, amount, state, rate }, coin }: TransferInCoinProps) {
  const isOver = state === 'failed'
  const style = isOver ? 'text-text-3 line-through' : ''
  if (asset === 'token')
    return (
      <>
        {isOver ? null : <WorthThen value={amount} rate={rate} />}{' '}
        <TokenAmount value={amount} {...(isOver ? {} : { sign: '−' })} className={style} />
      </>
    )
  return (
    <span className={style}>
      {isOver ? '' : '−'}
      {exactAmountText(amount, coinToken(coin))} <span className="text-[0.85em]">{coin}</span>
    </span>
  )
}
