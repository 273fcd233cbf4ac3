import { clsx } from 'clsx'
import { exactAmountText, shortAmountText } from '../../../shared/i18n/amountText.ts'
import { t } from '../../../shared/i18n/t.ts'
import { useToken } from '../../ui/token.ts'
import type { Period } from './salePeriods.ts'

interface EarningsChartProps {
  readonly periods: readonly Period[]
  readonly nameOf: (period: Period) => string
  /** In a few letters. */
  readonly shortNameOf: (period: Period) => string
}

/** At most so many names stand under the bars. */
const mostNames = 5

/**
 * What each period earned, as bars in the order in which one reads. It is a picture of the table below, which has the figures and is
 * what screen readers are given.
 */
export function EarningsChart({ periods, nameOf, shortNameOf }: EarningsChartProps) {
  const token = useToken()
  const most = periods.reduce((highest, { earned }) => (earned > highest ? earned : highest), 0n)
  const step = Math.ceil(periods.length / mostNames)
  return (
    <div aria-hidden className="rounded-large border border-line bg-surface-2 px-5 pt-4 pb-3">
      <p className="mb-1 text-sm text-text-3">
        <bdi>{`${shortAmountText(most, token)} ${token.symbol}`}</bdi>
      </p>
      <div className="flex h-36 items-stretch gap-px border-y border-line">
        {periods.map((period) => (
          <div
            key={period.start}
            title={t('sales.periodEarned', {
              period: nameOf(period),
              amount: exactAmountText(period.earned, token),
              symbol: token.symbol,
            })}
            className="group flex min-w-0 flex-1 flex-col justify-end hover:bg-surface-3"
          >
            <div
              className={clsx('rounded-t-[2px] bg-accent', period.earned > 0n && 'min-h-0.5')}
              style={{ height: `${shareOf(period.earned, most)}%` }}
            />
          </div>
        ))}
      </div>
      <div className="mt-1.5 flex text-xs text-text-3">
        {periods.map((period, index) =>
          // From the newest one on, so that it has a name.
          (periods.length - 1 - index) % step === 0 ? (
            <span
              key={period.start}
              className="flex w-0 min-w-0 flex-1 justify-end overflow-visible whitespace-nowrap"
            >
              {shortNameOf(period)}
            </span>
          ) : (
            <span key={period.start} className="min-w-0 flex-1" />
          ),
        )}
      </div>
    </div>
  )
}

/** Percent, to a tenth; amounts are larger than a number is exact. */
const shareOf = (earned: bigint, most: bigint): number =>
  most === 0n ? 0 : Number((earned * 1000n) / most) / 10
