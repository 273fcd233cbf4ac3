import { clsx } from 'clsx'
import { TokenAmount } from '../../ui/TokenAmount.tsx'

interface KeptAmountProps {
  /** Base units, here and below. */
  readonly paid: bigint
  /** What of it was paid back. */
  readonly back: bigint
  /** `Free` instead of nothing. */
  readonly isPrice?: boolean
  readonly className?: string
}

/** What was paid for an order, struck out as far as it was paid back. */
export function KeptAmount({ paid, back, isPrice = false, className }: KeptAmountProps) {
  if (back === 0n) return <TokenAmount value={paid} isPrice={isPrice} className={clsx(className)} />
  if (back >= paid)
    return (
      <del className="text-text-3">
        <TokenAmount value={paid} />
      </del>
    )
  return (
    <>
      <TokenAmount value={paid - back} className={clsx('block', className)} />
      <del className="block text-xs text-text-3">
        <TokenAmount value={paid} />
      </del>
    </>
  )
}
