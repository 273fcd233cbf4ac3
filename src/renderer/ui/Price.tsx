import { clsx } from 'clsx'
import type { WorkView } from '../../shared/api/node.ts'
import { shortAmountText, withUnit } from '../../shared/i18n/amountText.ts'
import { t } from '../../shared/i18n/t.ts'
import { rich } from './rich.ts'
import { useNow } from './Time.tsx'
import { dayOf, shortDateOf } from './time.ts'
import { useToken } from './token.ts'
import { TokenAmount } from './TokenAmount.tsx'

interface PriceProps {
  /** Base units. */
  readonly value: bigint
  /** It is the least that can be paid. */
  readonly orMore?: boolean | undefined
  /** It is less than it was, for a time. */
  readonly reduced?: WorkView['reduced']
  /** Of one's own: it will be less, for a time. */
  readonly reducedLater?: WorkView['reducedLater']
  readonly className?: string
}

/** What a work costs: an amount, `Free`, `from` the least that can be paid, or `Name your price`; beside it what it cost. */
export function Price({ reduced, reducedLater, ...asked }: PriceProps) {
  if (reducedLater !== undefined) return <PriceUntilReduced {...asked} reducedLater={reducedLater} />
  if (reduced === undefined) return <AskedPrice {...asked} />
  return <ReducedPrice {...asked} reduced={reduced} />
}

function PriceUntilReduced({
  reducedLater: { price, from, until },
  ...asked
}: Omit<PriceProps, 'reduced'> & { readonly reducedLater: NonNullable<WorkView['reducedLater']> }) {
  const token = useToken()
  const now = useNow()
  const lower = withUnit(shortAmountText(price, token), token)
  const says = t('ui.reducedLater', { price: lower, from: dayOf(from, now), until: dayOf(until - 1, now) })
  return (
    <span title={says} className="whitespace-nowrap">
      <AskedPrice {...asked} />{' '}
      <span aria-hidden="true" className="text-[0.85em] font-normal text-text-3">
        {t('ui.priceFromDay', { price: shortAmountText(price, token), from: shortDateOf(from) })}
      </span>
      <span className="sr-only">{says}</span>
    </span>
  )
}

function ReducedPrice({
  reduced,
  ...asked
}: PriceProps & { readonly reduced: NonNullable<WorkView['reduced']> }) {
  const token = useToken()
  const until = dayOf(reduced.until - 1, useNow())
  const says = t('ui.reducedUntil', { until, price: withUnit(shortAmountText(reduced.from, token), token) })
  return (
    <span title={says} className="whitespace-nowrap">
      <AskedPrice {...asked} />{' '}
      <del aria-hidden="true" className="text-[0.85em] font-normal text-text-3">
        {shortAmountText(reduced.from, token)}
      </del>
      <span className="sr-only">{says}</span>
    </span>
  )
}

function AskedPrice({ value, orMore, className }: Omit<PriceProps, 'reduced' | 'reducedLater'>) {
  const classes = className === undefined ? {} : { className }
  if (orMore !== true) return <TokenAmount value={value} isPrice {...classes} />
  if (value === 0n) return <span {...classes}>{t('ui.nameYourPrice')}</span>
  return (
    <span className={clsx('whitespace-nowrap', className)}>
      {rich('ui.fromPrice', { price: <TokenAmount value={value} /> })}
    </span>
  )
}

/** Until when it costs less, and what it costs otherwise, in a sentence. */
export function Reduction({ reduced }: Required<Pick<WorkView, 'reduced'>>) {
  const now = useNow()
  if (reduced === undefined) return null
  return (
    <span className="text-text-2">
      {rich('ui.reducedFrom', {
        price: (
          <del>
            <TokenAmount value={reduced.from} />
          </del>
        ),
        until: <time dateTime={new Date(reduced.until).toISOString()}>{dayOf(reduced.until - 1, now)}</time>,
      })}
    </span>
  )
}

/** What a release costs less by what was paid for its tracks, in a sentence. */
export function Credit({ price, credit }: Required<Pick<WorkView, 'price' | 'credit'>>) {
  if (credit === undefined) return null
  return rich('ui.lessWhatYouPaid', {
    price: <TokenAmount value={price + credit} />,
    credit: <TokenAmount value={credit} />,
  })
}
