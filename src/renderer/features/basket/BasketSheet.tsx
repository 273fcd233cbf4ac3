import { ShoppingBasket } from 'lucide-react'
import { useState } from 'react'
import type { BasketItem, QuotedWork } from '../../../shared/api/basket.ts'
import type { WorkView } from '../../../shared/api/node.ts'
import { shortAmountText, withUnit } from '../../../shared/i18n/amountText.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { Sheet } from '../../ui/Dialog.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { TokenAmount } from '../../ui/TokenAmount.tsx'
import { Worth } from '../../ui/Worth.tsx'
import { useToken } from '../../ui/token.ts'
import { LeftAfter, ReviewRow } from '../buy/LeftAfter.tsx'
import { useTopUp } from '../buy/useTopUp.ts'
import { TopUpChoice } from '../buy/TopUpChoice.tsx'
import { topUpLabels } from '../buy/orderSteps.ts'
import { BasketRow, type BasketLine } from './BasketRow.tsx'
import { chosenOf, keyOf } from './chosenOf.ts'
import { useBasketStore } from './basketStore.ts'
import { useBasketPurchase } from './useBasketPurchase.ts'
import { errorText } from '../../../shared/i18n/errorText.ts'
import { t } from '../../../shared/i18n/t.ts'

/** The sheet in which works are bought together. One for all pages. */
export function BasketSheet() {
  return useBasketStore((basket) => basket.isOpen) ? <BasketContent /> : null
}

const none: readonly BasketItem[] = []

function BasketContent() {
  const hide = useBasketStore((basket) => basket.hide)
  const token = useToken()
  const basket = useIpcQuery('basket', {})
  const items = basket.data ?? none
  const isBuying = items.some((item) => item.isBuying)
  const purchases = useIpcQuery('purchases', {}).data
  const quote = useIpcQuery(
    'quoteWorks',
    { works: items.map(chosenOf) },
    { isEnabled: items.length > 0 && !isBuying, refetchIntervalMs: 15_000, keepsPreviousData: true },
  )
  const remove = useIpcMutation('removeFromBasket')
  const stop = useIpcMutation('stopBuyingBasket')
  const [pressed, setPressed] = useState<readonly PressedLine[]>([])

  const quoted = items.length === 0 ? undefined : quote.data
  const { wallet, plan, isShort, adding, choose } = useTopUp(quoted?.price, quoted?.fee)
  const purchase = useBasketPurchase(wallet.data?.maximumFee)
  const ready = quoted?.works.filter(({ state }) => state === 'ready') ?? []
  const price = quoted?.price
  const fee = quoted === undefined ? undefined : quoted.isFeeKnown ? quoted.fee : null
  const isReady =
    ready.length > 0 &&
    !isBuying &&
    !quote.isPlaceholderData &&
    !purchase.isPressed &&
    plan !== undefined &&
    (!isShort || adding !== undefined)
  const press = async () => {
    if (quoted === undefined || plan === undefined) return
    const readyKeys = ready.map(quoteKey)
    const bought = items.flatMap((item) =>
      item.work !== null && readyKeys.includes(itemKey(item))
        ? [{ key: keyOf(item), work: item.work, recipient: item.recipient }]
        : [],
    )
    if (await purchase.press(quoted, adding)) setPressed(bought)
  }
  const lines: BasketLine[] = [
    ...pressed
      .filter(({ key }) => !items.some((item) => keyOf(item) === key))
      .map((line) => ({ ...emptyLine, ...line, state: 'bought' as const })),
    ...items.map((item) => ({
      key: keyOf(item),
      work: item.work,
      recipient: item.recipient,
      dedication: item.dedication,
      state: item.isBuying ? ('buying' as const) : ('waiting' as const),
      quoted: quoted?.works.find((one) => quoteKey(one) === itemKey(item))?.state,
      order: purchases?.find(({ id }) => id === item.order),
      problem: item.problem === null ? null : errorText(item.problem),
    })),
  ]
  const failed = items.filter(({ problem, isBuying: isStill }) => problem !== null && !isStill).length

  return (
    <Sheet
      title={t('basket.basket')}
      isOpen
      onClose={hide}
      actions={
        isBuying ? (
          <>
            <Button busy={stop.isPending && t('basket.stop')} onClick={() => stop.mutate({})}>
              {t('basket.stop')}
            </Button>
            <Button variant="primary" onClick={hide}>
              {t('common.close')}
            </Button>
          </>
        ) : (
          <>
            <Button onClick={hide}>{items.length === 0 ? t('common.close') : t('common.notNow')}</Button>
            {items.length === 0 ? null : (
              <Button
                variant="primary"
                disabled={!isReady}
                busy={purchase.isPressed && topUpLabels[purchase.step ?? 'deposit']}
                onClick={() => void press()}
              >
                {price === 0n
                  ? t('basket.getFree')
                  : adding !== undefined
                    ? t('basket.addAndBuy', {
                        amount: shortAmountText(adding.amount, token),
                        works: ready.length,
                      })
                    : t('basket.buyFor', {
                        works: ready.length,
                        price: withUnit(shortAmountText(price ?? 0n, token), token),
                      })}
              </Button>
            )}
          </>
        )
      }
    >
      {basket.error === null && quote.error === null && purchase.problem === null ? null : (
        <ErrorState
          title={t('basket.couldNotBeRead')}
          error={basket.error ?? purchase.problem ?? quote.error}
          onRetry={() => void quote.refetch()}
          className="mb-6"
        />
      )}
      {failed === 0 || isBuying ? null : (
        <p role="alert" className="mb-4 rounded-large bg-warning-soft p-4">
          {t('basket.someWereNotBought', { count: failed })}
        </p>
      )}
      {lines.length === 0 ? (
        <EmptyState icon={ShoppingBasket} title={t('basket.isEmpty')}>
          {t('basket.isEmptySentence')}
        </EmptyState>
      ) : (
        <ul aria-label={t('basket.basket')} className="mb-6">
          {lines.map((line) => (
            <BasketRow
              key={line.key}
              line={line}
              item={isBuying ? undefined : items.find((item) => keyOf(item) === line.key)}
              onRemove={(item) => remove.mutate({ works: [chosenOf(item)] })}
            />
          ))}
        </ul>
      )}
      <p role="status" className="sr-only">
        {isBuying ? t('basket.beingBought') : ''}
      </p>
      {items.length === 0 || isBuying ? null : (
        <div className="flex flex-col gap-6">
          <dl className="rounded-large bg-surface-2 px-4 py-1">
            <ReviewRow term={t('basket.allTogether')}>
              {price === undefined ? (
                '–'
              ) : (
                <>
                  <Worth value={price} />{' '}
                  <TokenAmount value={price} isExact className="text-lg font-semibold" />
                </>
              )}
            </ReviewRow>
            {price === 0n ? null : (
              <LeftAfter cost={price} fee={fee} maximumFee={quoted?.fee} wallet={wallet.data} />
            )}
          </dl>
          {!isShort || plan === undefined || wallet.data === undefined ? null : (
            <TopUpChoice plan={plan} wallet={wallet.data} chosen={adding?.amount} onChoose={choose} />
          )}
          <p className="text-sm text-text-2">{t('basket.eachIsAnOrder')}</p>
        </div>
      )}
    </Sheet>
  )
}

type PressedLine = Pick<BasketLine, 'key' | 'recipient'> & { readonly work: WorkView }

/** As what was quoted is told apart: by whom it is for, too. */
const quoteKey = ({ label, recipient }: Pick<QuotedWork, 'label' | 'recipient'>) =>
  `${label} ${recipient ?? ''}`
const itemKey = ({ label, work, recipient }: BasketItem) =>
  quoteKey({ label: work?.label ?? label, recipient: recipient?.account ?? null })

const emptyLine = { dedication: undefined, quoted: undefined, order: undefined, problem: null }
