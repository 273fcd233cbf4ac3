import { useIpcQuery } from '../../ipc/queries.ts'
import { ArtistName } from '../../ui/ArtistName.tsx'
import { Artwork } from '../../ui/Artwork.tsx'
import { Button } from '../../ui/Button.tsx'
import { Sheet } from '../../ui/Dialog.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { isNamed } from '../../../shared/shortNames.ts'
import { shorten } from '../../../shared/text.ts'
import { shortAmountText, withUnit } from '../../../shared/i18n/amountText.ts'
import { useToken } from '../../ui/token.ts'
import { artworkOf } from '../../ui/TrackList.tsx'
import { GiftFields, useDedication } from '../gifts/GiftFields.tsx'
import { AmountField } from './AmountField.tsx'
import { chosenAmount } from './chosenAmount.ts'
import { useBuyStore, useShownOrder } from './BuyContext.tsx'
import type { Buying } from './buyStore.ts'
import { FollowField, GreetingFields, useGreeting } from './GreetingFields.tsx'
import { OrderDone, OrderFailed } from './OrderOutcome.tsx'
import { OrderProgress } from './OrderProgress.tsx'
import { OrderReview } from './OrderReview.tsx'
import type { PurchaseTextContext } from './purchaseText.ts'
import { isForAnother, workFor } from './workFor.ts'
import { useTopUp } from './useTopUp.ts'
import { TopUpChoice } from './TopUpChoice.tsx'
import { useFeeQuote } from './useFeeQuote.ts'
import { t } from '../../../shared/i18n/t.ts'

/** The sheet in which a work is bought. One for all pages. */
export function BuySheet() {
  const buying = useShownOrder()
  return buying === undefined ? null : <BuySheetContent key={buying.work.label} buying={buying} />
}

function BuySheetContent({ buying: shown }: { readonly buying: Buying }) {
  const buying = { ...shown, work: workFor(shown) }
  const { work, phase, gift, giftName } = buying
  const isGift = isForAnother(buying)
  const store = useBuyStore()
  const token = useToken()
  const seller = useIpcQuery('seller', { address: work.artist })
  const detail = useIpcQuery('work', { label: work.label }, { isEnabled: work.kind === 'release' })
  const said = useGreeting(buying)
  const dedication = useDedication(buying)
  const isDeciding = phase === 'looking' || phase === 'review'
  const chosen = chosenAmount(buying, token)
  const price = buying.purchase?.price ?? chosen ?? work.price
  const { fee, problem: feeProblem } = useFeeQuote(work.artist, isDeciding ? chosen : undefined)
  const { wallet, plan, isShort, adding, choose } = useTopUp(price, fee ?? undefined)
  const isFree = price === 0n
  const words: PurchaseTextContext = {
    artistName: shorten(work.artistName, 40),
    price: withUnit(shortAmountText(price, token), token),
    isFree,
    isGift,
  }
  const confirm = () => {
    if (isShort && adding === undefined) return
    store.getState().confirm({
      adding,
      amount: work.orMore === true ? chosen : undefined,
      fee: fee ?? undefined,
      greeting: said,
      dedication,
    })
  }
  const giftFields = (
    <GiftFields card={gift} foundBy={giftName} isGiving={buying.isGiving} dedication={dedication} />
  )
  const isReady =
    phase === 'review' &&
    isGift === (gift !== null && !isNamed(gift)) &&
    chosen !== undefined &&
    seller.data !== undefined &&
    fee !== undefined &&
    feeProblem === null &&
    (isFree || plan !== undefined) &&
    (!isShort || adding !== undefined)

  return (
    <Sheet
      title={
        isDeciding
          ? isGift
            ? t('buy.give')
            : t('buy.buy')
          : phase === 'done'
            ? t('common.bought')
            : t('buy.yourOrder')
      }
      description={<WorkSummary buying={buying} />}
      isOpen
      onClose={() => store.getState().hide()}
      actions={
        isDeciding ? (
          <>
            <Button onClick={() => store.getState().hide()}>{t('common.notNow')}</Button>
            <Button variant="primary" disabled={!isReady} onClick={confirm}>
              {confirmLabel(words, adding === undefined ? undefined : shortAmountText(adding.amount, token))}
            </Button>
          </>
        ) : (
          <Button
            variant={phase === 'done' ? 'primary' : 'secondary'}
            onClick={() => store.getState().hide()}
          >
            {phase === 'done' ? t('common.done') : t('common.close')}
          </Button>
        )
      }
    >
      {isDeciding && wallet.error !== null ? (
        <ErrorState
          title={t('buy.yourBalanceCouldNotBe')}
          error={wallet.error}
          onRetry={() => void wallet.refetch()}
          className="mb-6"
        />
      ) : null}
      {isDeciding && seller.error !== null ? (
        <ErrorState
          title={t('buy.whoIsPaidCouldNot')}
          error={seller.error}
          onRetry={() => void seller.refetch()}
          className="mb-6"
        />
      ) : null}
      {feeProblem === null ? null : (
        <ErrorState title={t('buy.theHubAsksTooMuch')} error={feeProblem} className="mb-6" />
      )}
      {isDeciding ? (
        <>
          {buying.isGiving ? <div className="mb-6">{giftFields}</div> : null}
          <OrderReview
            work={work}
            price={chosen}
            amountField={work.orMore === true ? <AmountField buying={buying} /> : null}
            plan={plan}
            wallet={wallet.data}
            fee={fee}
            isGift={isGift}
            seller={seller.data}
            bonus={detail.data?.bonus ?? []}
          >
            {wallet.data === undefined || plan === undefined ? null : (
              <TopUpChoice plan={plan} wallet={wallet.data} chosen={adding?.amount} onChoose={choose} />
            )}
          </OrderReview>
          <div className="mt-4 flex flex-col items-start gap-2">
            <GreetingFields greeting={said} artistName={words.artistName} />
            {buying.isGiving ? null : giftFields}
            <FollowField buying={buying} artistName={words.artistName} />
          </div>
        </>
      ) : (
        <div className="flex flex-col gap-6">
          {phase === 'done' ? <OrderDone buying={buying} words={words} /> : null}
          {phase === 'failed' ? <OrderFailed buying={buying} words={words} /> : null}
          <OrderProgress buying={buying} words={words} />
        </div>
      )}
    </Sheet>
  )
}

function WorkSummary({ buying: { work } }: { readonly buying: Buying }) {
  return (
    <div className="mb-6 flex items-center gap-4 text-text-1">
      <Artwork {...artworkOf(work)} className="size-20" />
      <div className="min-w-0">
        <p className="line-clamp-2 text-lg font-semibold wrap-anywhere">{work.title}</p>
        <p className="text-text-2">
          <ArtistName work={work} />
        </p>
        <p className="text-sm text-text-3">{work.kind === 'track' ? t('buy.track') : t('common.release')}</p>
      </div>
    </div>
  )
}

function confirmLabel({ price, isFree, isGift }: PurchaseTextContext, adding: string | undefined): string {
  if (adding !== undefined) {
    if (isGift) return t('buy.addAndGive', { amount: adding })
    return isFree ? t('buy.addAndGet', { amount: adding }) : t('buy.addAndBuy', { amount: adding })
  }
  if (isFree) return isGift ? t('buy.give') : t('common.getItFree')
  return isGift ? t('buy.giveFor', { price }) : t('buy.buyFor', { price })
}
