import { useState } from 'react'
import type { WorkView } from '../../../shared/api/node.ts'
import type { PriceReduction } from '../../../shared/api/studio.ts'
import { lastDayBefore, parseEnd } from '../../../shared/endOfDay.ts'
import { t } from '../../../shared/i18n/t.ts'
import type { Amount } from '../../../shared/money.ts'
import { joinPriceText } from '../../../shared/priceText.ts'
import type { Token } from '../../../shared/token.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { amountInputText, parseAmountInput, useToken } from '../../ui/token.ts'
import { EndField } from './EndField.tsx'
import { PriceField } from './PriceField.tsx'
import { parsePriceInput } from './priceInput.ts'
import { useOfferUndo } from './useOfferUndo.ts'
import { messageOf } from '../../ui/ErrorState.tsx'

interface RepriceDialogProps {
  readonly work: WorkView
  readonly onClose: () => void
}

/** Another price from now on, and what it is reduced to for a time. */
export function RepriceDialog({ work, onClose }: RepriceDialogProps) {
  const token = useToken()
  const reprice = useIpcMutation('reprice')
  const offerUndo = useOfferUndo()
  const [text, setText] = useState(() => priceText(work, token))
  const [lower, setLower] = useState(() => (work.reduced ? amountInputText(work.price, token) : ''))
  const [day, setDay] = useState(() => (work.reduced ? lastDayBefore(work.reduced.until) : ''))
  const asked = parsePriceInput(text, token)
  const reduction = readReduction({ lower, day }, asked?.price, token)
  const isReady = asked !== undefined && reduction.problem === undefined
  const onDone = () => {
    offerUndo(t('studio.thePriceOfWasChanged', { title: work.title }), [work.manifest])
    onClose()
  }
  const submit = () => {
    if (!isReady) return
    const { reduced } = reduction
    reprice.mutate({ id: work.id, ...asked, ...(reduced && { reduced }) }, { onSuccess: onDone })
  }
  return (
    <FormDialog
      title={t('studio.priceOf', { title: work.title })}
      description={t('studio.itHoldsFromNowOn')}
      isOpen
      onClose={onClose}
      submitLabel={t('studio.setThePrice')}
      cancelLabel={t('common.cancel')}
      isReady={isReady}
      busy={reprice.isPending && t('common.saving')}
      onSubmit={submit}
    >
      <PriceField
        label={t('common.price')}
        value={text}
        onChange={setText}
        error={
          asked === undefined
            ? t('studio.writeAnAmountSuchAs')
            : reprice.error === null
              ? undefined
              : messageOf(reprice.error)
        }
      />
      <div className="mt-4 flex items-start gap-4">
        <TextField
          label={t('studio.reducedPrice')}
          value={lower}
          inputMode="decimal"
          suffix={token.symbol}
          hint={t('studio.nothingKeepsThePrice')}
          error={reduction.problem === 'amount' ? t('studio.lessThanThePrice') : undefined}
          onChange={({ target }) => setLower(target.value)}
          className="flex-1"
        />
        <EndField
          value={day}
          onChange={setDay}
          hint={t('studio.thatDayIsInTime')}
          isGood={reduction.problem !== 'end'}
        />
      </div>
    </FormDialog>
  )
}

interface ReadReduction {
  readonly reduced?: PriceReduction
  readonly problem?: 'amount' | 'end'
}

function readReduction(
  { lower, day }: { readonly lower: string; readonly day: string },
  price: Amount | undefined,
  token: Token,
): ReadReduction {
  if (lower.trim() === '') return day === '' ? {} : { problem: 'amount' }
  const amount = parseAmountInput(lower, token)
  if (amount === undefined || (price !== undefined && amount >= price)) return { problem: 'amount' }
  const until = parseEnd(day)
  if (until === undefined || until <= Date.now()) return { problem: 'end' }
  return { reduced: { price: amount, until } }
}

function priceText({ price, reduced, orMore = false }: WorkView, token: Token): string {
  return joinPriceText({ amount: amountInputText(reduced?.from ?? price, token), orMore })
}
