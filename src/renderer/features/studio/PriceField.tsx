import { clsx } from 'clsx'
import { t } from '../../../shared/i18n/t.ts'
import { joinPriceText, splitPriceText } from '../../../shared/priceText.ts'
import { Checkbox } from '../../ui/Checkbox.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useUnit } from '../../ui/rate.ts'
import { parseAmountInput, useToken } from '../../ui/token.ts'

interface PriceFieldProps {
  readonly label: string
  /** With a plus behind it, where it is a minimum. */
  readonly value: string
  readonly onChange: (value: string) => void
  readonly error?: string | undefined
  readonly className?: string
}

/** A price, and whether those who buy may pay more. A plus that is typed says so too. */
export function PriceField({ label, value, onChange, error, className }: PriceFieldProps) {
  const token = useToken()
  const { amount, orMore } = splitPriceText(value)
  const price = parseAmountInput(amount, token)
  const unit = useUnit(price)
  const isNothing = price === 0n
  return (
    <div className={clsx('flex flex-col gap-2', className)}>
      <TextField
        label={label}
        value={amount}
        inputMode="decimal"
        placeholder="0.00"
        suffix={unit}
        hint={
          orMore
            ? t(isNothing ? 'studio.theyNameTheirPrice' : 'studio.itIsTheLeast')
            : t('studio.n0GivesItAway')
        }
        error={error}
        onChange={({ target }) => {
          const typed = splitPriceText(target.value)
          onChange(joinPriceText({ amount: typed.amount, orMore: orMore || typed.orMore }))
        }}
      />
      <Checkbox
        label={t('studio.peopleMayPayMore')}
        isChecked={orMore}
        onChange={(isChecked) => onChange(joinPriceText({ amount, orMore: isChecked }))}
      />
    </div>
  )
}
