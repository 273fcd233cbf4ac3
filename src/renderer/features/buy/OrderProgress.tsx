import { canCancel, isPaying } from '../../../shared/orderStates.ts'
import { Button } from '../../ui/Button.tsx'
import { StepList } from '../../ui/StepList.tsx'
import { Time } from '../../ui/Time.tsx'
import { useBuyStore } from './BuyContext.tsx'
import type { Buying } from './buyStore.ts'
import { orderSteps } from './orderSteps.ts'
import { SellerAbsence } from './SellerAbsence.tsx'
import { announcement, type PurchaseTextContext } from './purchaseText.ts'
import { useClock } from './useClock.ts'
import { t } from '../../../shared/i18n/t.ts'
import { rich } from '../../ui/rich.ts'
import { errorText } from '../../../shared/i18n/errorText.ts'
import { moneyText, purchaseMessage } from './moneyText.ts'

/** From then on a seller who has not answered counts as away. */
const sellerAwayAfterMs = 6_000

interface OrderProgressProps {
  readonly buying: Buying
  readonly words: PurchaseTextContext
}

/** An order under way, in words, and how to take it back. */
export function OrderProgress({ buying, words }: OrderProgressProps) {
  const { phase, purchase, problem, startedAt } = buying
  const isUnderWay = phase === 'toppingUp' || phase === 'ordering'
  const now = useClock(isUnderWay)
  const store = useBuyStore()
  const isCancellable = phase === 'ordering' && purchase !== null && canCancel(purchase)
  const isWaiting =
    isCancellable &&
    (purchase.sellerAway !== undefined || now - (startedAt['requested'] ?? now) > sellerAwayAfterMs)

  return (
    <div className="flex flex-col gap-4">
      <StepList label={t('buy.whatHappens')} steps={orderSteps(buying, words, now)} />
      <p role="status" className="sr-only">
        {phase === 'toppingUp' ? t('buy.addingToYourBalance') : announcement(purchase, words)}
      </p>
      {isWaiting ? (
        <div className="rounded-large bg-warning-soft p-4">
          <p className="font-medium">{t('buy.isAwayAtTheMoment', { artistName: words.artistName })}</p>
          <p className="mt-1 text-text-2">
            {t('buy.yourOrderIsWithThe')} <SellerAbsence order={purchase} />
          </p>
        </div>
      ) : null}
      {isUnderWay && purchase !== null && !isWaiting ? (
        <p className="text-text-2">
          {purchaseMessage(purchase) ?? moneyText(purchase.money)}
          {isPaying(purchase) && purchase.deadline !== null ? (
            <> {rich('buy.itsTimeRunsOut', { deadline: <Time at={purchase.deadline} /> })}</>
          ) : null}
        </p>
      ) : null}
      {isUnderWay && problem !== null ? <p role="alert">{errorText(problem)}</p> : null}
      {isCancellable ? (
        <div>
          <Button onClick={() => store.getState().cancel()}>{t('buy.takeTheOrderBack')}</Button>
        </div>
      ) : null}
    </div>
  )
}
