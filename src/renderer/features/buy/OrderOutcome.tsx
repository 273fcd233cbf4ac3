import { CircleCheck } from 'lucide-react'
import { BuskerError } from '../../../shared/errors.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { ErrorState, messageOf } from '../../ui/ErrorState.tsx'
import { useBuyStore } from './BuyContext.tsx'
import type { Buying } from './buyStore.ts'
import { headline, type PurchaseTextContext } from './purchaseText.ts'
import { t } from '../../../shared/i18n/t.ts'
import { moneyText } from './moneyText.ts'

/** It worked: what one has now. */
export function OrderDone({
  buying,
  words,
}: {
  readonly buying: Buying
  readonly words: PurchaseTextContext
}) {
  const { work, purchase } = buying
  const receipt = useIpcMutation('app.saveReceipt')
  return (
    <div className="flex flex-col items-start gap-3 rounded-large bg-positive-soft p-4">
      <p className="flex items-center gap-2 font-semibold">
        <CircleCheck size={18} aria-hidden className="text-positive" />
        {words.isGift
          ? t('buy.isHandedOver', { title: work.title })
          : t('buy.isYours', { title: work.title })}
      </p>
      <p className="text-text-2">{words.isGift ? t('buy.theyCanPlayItNow') : t('buy.itPlaysNow')}</p>
      {purchase === null || purchase.paid === null ? null : (
        <Button
          size="small"
          busy={receipt.isPending && t('common.saving')}
          onClick={() => receipt.mutate({ id: purchase.id })}
        >
          {t('common.saveTheReceipt')}
        </Button>
      )}
      {receipt.error === null ? null : <p role="alert">{messageOf(receipt.error)}</p>}
    </div>
  )
}

/** It did not work: what happened, what it means for the money, what to press. */
export function OrderFailed({
  buying,
  words,
}: {
  readonly buying: Buying
  readonly words: PurchaseTextContext
}) {
  const { purchase, problem, topUpStep } = buying
  const retry = () => store.getState().retry()
  const store = useBuyStore()
  if (purchase !== null) {
    const said = purchase.message ?? problem?.message ?? t('buy.nobodyHasSaidWhy')
    const error = purchase.code === null ? said : new BuskerError(purchase.code, said)
    return (
      <ErrorState
        title={headline(purchase, words)}
        error={error}
        money={moneyText(purchase.money)}
        onRetry={retry}
      />
    )
  }
  const error = problem === null ? '' : new BuskerError(problem.code, problem.message)
  return topUpStep === null ? (
    <ErrorState
      title={t('buy.theOrderWasNotPlaced')}
      error={error}
      money={t('buy.nothingWasPaid')}
      onRetry={retry}
    />
  ) : (
    <ErrorState
      title={t('buy.yourBalanceCouldNotBeFilled')}
      error={error}
      money={t('buy.nothingWasBoughtWhatYou')}
      onRetry={retry}
    />
  )
}
