import { clsx } from 'clsx'
import { t } from '../../shared/i18n/t.ts'
import { rich } from './rich.ts'
import { TokenAmount } from './TokenAmount.tsx'

interface PriceProps {
  /** Base units. */
  readonly value: bigint
  /** It is the least that can be paid. */
  readonly orMore?: boolean | undefined
  readonly className?: string
}

/** What a work costs: an amount, `Free`, `from` the least that can be paid, or `Name your price`. */
export function Price({ value, orMore, className }: PriceProps) {
  const classes = className === undefined ? {} : { className }
  if (orMore !== true) return <TokenAmount value={value} isPrice {...classes} />
  if (value === 0n) return <span {...classes}>{t('ui.nameYourPrice')}</span>
  return (
    <span className={clsx('whitespace-nowrap', className)}>
      {rich('ui.fromPrice', { price: <TokenAmount value={value} /> })}
    </span>
  )
}
