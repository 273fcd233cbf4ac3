import { clsx } from 'clsx'
import { exactAmountText, shortAmountText } from '../../shared/i18n/amountText.ts'
import { exactAmount } from '../../shared/token.ts'
import { amountInputText, useToken } from './token.ts'
import { t } from '../../shared/i18n/t.ts'

interface TokenAmountProps {
  /** Base units. */
  readonly value: bigint
  /** Received or sent, where that matters. */
  readonly sign?: '+' | '−'
  /** `Free` instead of nothing, for prices. */
  readonly isPrice?: boolean
  /** Every decimal that is there: where a hundredth hides what is paid. */
  readonly isExact?: boolean
  readonly className?: string
}

/** Two decimals and the token's symbol; the exact figure when pointed at. */
export function TokenAmount({ value, sign, isPrice, isExact, className }: TokenAmountProps) {
  const token = useToken()
  if (isPrice === true && value === 0n) return <span className={className}>{t('ui.free')}</span>
  return (
    <data
      dir="ltr"
      value={exactAmount(value, token)}
      title={`${exactAmountText(value, token)} ${token.symbol}`}
      className={clsx('whitespace-nowrap', className)}
    >
      {sign}
      {isExact === true ? amountInputText(value, token) : shortAmountText(value, token)}
      {'\u00a0'}
      <span className="text-[0.85em]">{token.symbol}</span>
    </data>
  )
}
