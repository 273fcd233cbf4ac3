import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import type { WorkView } from '../../../shared/api/node.ts'
import type { SellerView } from '../../../shared/api/catalogue.ts'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { Disclosure, DescriptionList } from '../../ui/Disclosure.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { SellerFacts } from './SellerFacts.tsx'
import type { TopUpPlan } from './topUp.ts'

interface OrderReviewProps {
  readonly work: WorkView
  readonly plan: TopUpPlan | undefined
  /** The balance one can spend; undefined: being read. */
  readonly spendable: bigint | undefined
  readonly isGift: boolean
  /** Undefined: being read. */
  readonly seller: SellerView | undefined
  readonly children: ReactNode
}

/** What one decides about: the price, what one gets for it, and what is left after. */
export function OrderReview({ work, plan, spendable, isGift, seller, children }: OrderReviewProps) {
  const isFree = work.price === 0n
  const left = spendable === undefined ? undefined : spendable - work.price
  return (
    <div className="flex flex-col gap-6">
      <dl className="rounded-large bg-surface-2 px-4 py-1">
        <ReviewRow term="Price">
          <TokenAmount value={work.price} isPrice className="text-lg font-semibold" />
        </ReviewRow>
        {isFree ? null : (
          <>
            <ReviewRow term="Balance you can spend">
              {spendable === undefined ? (
                <Skeleton className="h-4 w-20" />
              ) : (
                <TokenAmount value={spendable} />
              )}
            </ReviewRow>
            <ReviewRow term={left !== undefined && left < 0n ? 'Missing' : 'Left after'}>
              {left === undefined ? (
                <Skeleton className="h-4 w-20" />
              ) : (
                <TokenAmount
                  value={left < 0n ? -left : left}
                  className={left < 0n ? 'font-medium text-warning' : ''}
                />
              )}
            </ReviewRow>
          </>
        )}
      </dl>
      {seller === undefined ? <Skeleton className="h-18" /> : <SellerFacts work={work} seller={seller} />}
      {plan === undefined || plan.way === 'enough' ? null : children}
      <section aria-label="What you get">
        <h3 className="mb-2 font-semibold">{isGift ? 'What they get' : 'What you get'}</h3>
        <ul className="flex flex-col gap-2 text-text-2">
          {purchaseTerms(work, isGift).map((promise) => (
            <li key={promise} className="flex gap-2.5">
              <Check size={16} aria-hidden className="mt-0.5 shrink-0 text-positive" />
              {promise}
            </li>
          ))}
        </ul>
      </section>
      <Disclosure>
        <DescriptionList
          facts={[
            ['Label', work.label],
            ['Manifest', work.manifest],
            ['Seller', work.artist],
            ['Edition', work.edition],
            ['Hub’s fee', 'On top of the price, and never more than the hub has stated'],
            ['Payment', 'Hash-locked: the seller can take it only by handing over access'],
          ]}
        />
      </Disclosure>
    </div>
  )
}

function ReviewRow({ term, children }: { readonly term: string; readonly children: ReactNode }) {
  return (
    <div className="flex min-h-11 items-center justify-between gap-4 border-b border-line last:border-none">
      <dt className="text-text-2">{term}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function purchaseTerms({ kind }: WorkView, isGift: boolean): string[] {
  return [
    kind === 'release' ? 'The whole release, every track in full quality' : 'The whole track in full quality',
    isGift
      ? 'It is theirs for good: it plays without a network, and when the artist is gone'
      : 'It is yours for good: it plays without a network, and when the artist is gone',
    'The money goes to the seller directly, and only together with your access',
  ]
}
