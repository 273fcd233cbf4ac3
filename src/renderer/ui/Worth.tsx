import { clsx } from 'clsx'
import type { Rate } from '../../shared/currency.ts'
import { worthText } from '../../shared/i18n/amountText.ts'
import { useRate } from './rate.ts'
import { useToken } from './token.ts'

interface WorthProps {
  /** Base units of the token; undefined: not known. */
  readonly value: bigint | undefined
  /** Left out: a little smaller than what is around it. */
  readonly className?: string
}

interface WorthThenProps extends WorthProps {
  /** What a token was worth; undefined: that is not known. */
  readonly rate: Rate | undefined
}

/** About what an amount is worth now in one's own currency. Nothing is shown where that is not known, or it is nothing. */
export function Worth(props: WorthProps) {
  return <WorthThen {...props} rate={useRate() ?? undefined} />
}

/** About what an amount was worth at a time. */
export function WorthThen({ value, rate, className }: WorthThenProps) {
  const token = useToken()
  if (rate === undefined || value === undefined || value === 0n) return null
  return (
    <bdi className={clsx('font-normal whitespace-nowrap text-text-3', className ?? 'text-[0.85em]')}>
      ≈ {worthText(value, token, rate)}
    </bdi>
  )
}
