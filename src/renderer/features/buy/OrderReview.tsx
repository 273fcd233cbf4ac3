import { Check } from 'lucide-react'
import type { ReactNode } from 'react'
import { type BonusFileView, bonusFileName } from '../../../shared/bonusFiles.ts'
import type { WalletView, WorkView } from '../../../shared/api/node.ts'
import type { SellerView } from '../../../shared/api/catalogue.ts'
import type { Amount } from '../../../shared/money.ts'
import { Credit, Price, Reduction } from '../../ui/Price.tsx'
import { Worth } from '../../ui/Worth.tsx'
import { Disclosure, DescriptionList } from '../../ui/Disclosure.tsx'
import { Skeleton } from '../../ui/Skeleton.tsx'
import { LeftAfter, ReviewRow } from './LeftAfter.tsx'
import { SellerFacts } from './SellerFacts.tsx'
import type { TopUpPlan } from './topUp.ts'
import { t } from '../../../shared/i18n/t.ts'

interface OrderReviewProps {
  readonly work: WorkView
  /** What is paid; undefined: what was written is no amount that can be. */
  readonly price: Amount | undefined
  readonly plan: TopUpPlan | undefined
  /** Undefined: being read. */
  readonly wallet: WalletView | undefined
  /** See `FeeQuote`. */
  readonly fee: Amount | null | undefined
  readonly isGift: boolean
  /** Undefined: being read. */
  readonly seller: SellerView | undefined
  /** What goes with a release. */
  readonly bonus: readonly BonusFileView[]
  /** Where the person says what to pay. */
  readonly amountField: ReactNode
  readonly children: ReactNode
}

/** What one decides about: the price, what one gets for it, and what is left after. */
export function OrderReview(props: OrderReviewProps) {
  const { work, price, plan, wallet, fee, isGift, seller, bonus, amountField, children } = props
  return (
    <div className="flex flex-col gap-6">
      <dl className="rounded-large bg-surface-2 px-4 py-1">
        <ReviewRow term={t('common.price')}>
          <Worth value={work.price} />{' '}
          <Price value={work.price} orMore={work.orMore} className="text-lg font-semibold" />
        </ReviewRow>
        {work.credit === undefined ? null : (
          <ReviewRow term={t('buy.alreadyPaid')}>
            <Credit price={work.price} credit={work.credit} />
          </ReviewRow>
        )}
        {work.reduced === undefined ? null : (
          <ReviewRow term={t('buy.forATime')}>
            <Reduction reduced={work.reduced} />
          </ReviewRow>
        )}
        {price === 0n ? null : <LeftAfter cost={price} fee={fee} wallet={wallet} />}
      </dl>
      {amountField}
      {seller === undefined ? <Skeleton className="h-18" /> : <SellerFacts work={work} seller={seller} />}
      {plan === undefined || plan.way === 'enough' ? null : children}
      <section aria-label={t('buy.whatYouGet')}>
        <h3 className="mb-2 font-semibold">{isGift ? t('buy.whatTheyGet') : t('buy.whatYouGet')}</h3>
        <ul className="flex flex-col gap-2 text-text-2">
          {purchaseTerms(work, bonus, isGift).map((promise) => (
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
            [t('common.label'), work.label],
            [t('common.manifest'), work.manifest],
            [t('buy.seller'), work.artist],
            [t('common.edition'), work.edition],
            [t('buy.payment'), t('buy.hashLockedTheSellerCan')],
          ]}
        />
      </Disclosure>
    </div>
  )
}

function purchaseTerms({ kind }: WorkView, bonus: readonly BonusFileView[], isGift: boolean): string[] {
  return [
    kind === 'release' ? t('buy.theWholeReleaseEveryTrack') : t('buy.theWholeTrackInFull'),
    ...(bonus.length > 0 ? [bonusSentence(bonus)] : []),
    isGift ? t('buy.itIsTheirsForGood') : t('buy.itIsYoursForGood'),
    t('buy.theMoneyGoesToThe'),
  ]
}

/** Files that are named; of more it is said how many there are. */
const namedFiles = 3

function bonusSentence(files: readonly BonusFileView[]): string {
  const names = files.slice(0, namedFiles).map((file) => isolate(bonusFileName(file)))
  if (files.length > namedFiles) names.push('…')
  return t('buy.withFiles', { count: files.length, names: names.join(', ') })
}

/** A stranger's text, which turns nothing over that stands around it. */
const isolate = (text: string): string => `\u2068${text}\u2069`
