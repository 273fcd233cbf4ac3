import { shortAmountText, withUnit } from '../../../shared/i18n/amountText.ts'
import { t } from '../../../shared/i18n/t.ts'
import { TextField } from '../../ui/TextField.tsx'
import { useUnit } from '../../ui/rate.ts'
import { amountInputText, amountProblem, parseAmountInput, useToken } from '../../ui/token.ts'
import { useBuyStore } from './BuyContext.tsx'
import type { Buying } from './buyStore.ts'
import { chosenAmount } from './chosenAmount.ts'

/** What one pays for a work whose price is a minimum; the minimum stands in it. */
export function AmountField({ buying }: { readonly buying: Buying }) {
  const store = useBuyStore()
  const token = useToken()
  const { work, amountText } = buying
  const text = amountText ?? amountInputText(work.price, token)
  const price = withUnit(shortAmountText(work.price, token), token)
  const unit = useUnit(parseAmountInput(text, token))
  const isTooLittle = text.trim() !== '' && chosenAmount(buying, token) === undefined
  return (
    <TextField
      label={t('buy.whatYouPay')}
      value={text}
      inputMode="decimal"
      autoComplete="off"
      suffix={unit}
      hint={work.price === 0n ? t('buy.asMuchAsYouLike') : t('buy.atLeastPrice', { price })}
      error={amountProblem(text, token) ?? (isTooLittle ? t('buy.itCostsAtLeast', { price }) : undefined)}
      onChange={({ target }) => store.getState().setAmountText(target.value)}
    />
  )
}
