import type { ReactNode } from 'react'
import type { WalletView } from '../../../shared/api/node.ts'
import type { Amount } from '../../../shared/money.ts'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { t } from '../../../shared/i18n/t.ts'
import { rich } from '../../ui/rich.ts'

interface LeftAfterProps {
  /** What the sellers get; undefined: not chosen yet. */
  readonly cost: Amount | undefined
  /** What the hub takes of it; see `FeeQuote`. */
  readonly fee: Amount | null | undefined
  /** The most it may be, where it is not known; left out: of one payment. */
  readonly maximumFee?: Amount | undefined
  /** Undefined: being read. */
  readonly wallet: WalletView | undefined
}

/** The hub's fee, what one can spend, and what is left of it once both are paid. */
export function LeftAfter({ cost, fee, maximumFee, wallet }: LeftAfterProps) {
  const most = fee ?? maximumFee ?? wallet?.maximumFee
  const left =
    wallet === undefined || cost === undefined || most === undefined || fee === undefined
      ? undefined
      : wallet.spendable - cost - most
  const isShort = left !== undefined && left < 0n
  return (
    <>
      <ReviewRow term={t('buy.hubsFee')}>
        {fee === undefined || most === undefined ? (
          <Waiting isChosen={cost !== undefined} />
        ) : fee === null ? (
          <>{rich('buy.atMost', { amount: <TokenAmount value={most} isExact /> })}</>
        ) : (
          <TokenAmount value={fee} isExact />
        )}
      </ReviewRow>
      <ReviewRow term={t('common.balanceYouCanSpend')}>
        {wallet === undefined ? <Waiting isChosen /> : <TokenAmount value={wallet.spendable} isExact />}
      </ReviewRow>
      <ReviewRow term={isShort ? t('buy.missing') : t('buy.leftAfter')}>
        {left === undefined ? (
          <Waiting isChosen={cost !== undefined} />
        ) : fee === null && !isShort ? (
          <>{rich('buy.atLeast', { amount: <TokenAmount value={left} isExact /> })}</>
        ) : (
          <TokenAmount
            value={isShort ? -left : left}
            isExact
            className={isShort ? 'font-medium text-warning' : ''}
          />
        )}
      </ReviewRow>
    </>
  )
}

function Waiting({ isChosen }: { readonly isChosen: boolean }) {
  return isChosen ? <Skeleton className="h-4 w-20" /> : <>–</>
}

/** One line of what is decided about. */
export function ReviewRow({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="flex min-h-11 items-center justify-between gap-4 border-b border-line last:border-none">
      <dt className="text-text-2">{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}
