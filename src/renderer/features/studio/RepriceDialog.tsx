import { useState } from 'react'
import type { WorkView } from '../../../shared/api/node.ts'
import { t } from '../../../shared/i18n/t.ts'
import { joinPriceText } from '../../../shared/priceText.ts'
import type { Token } from '../../../shared/token.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useUnit } from '../../ui/rate.ts'
import { amountInputText, parseAmountInput, useToken } from '../../ui/token.ts'
import { DayField } from './DayField.tsx'
import { PriceField } from './PriceField.tsx'
import { parsePriceInput } from './priceInput.ts'
import { readReduction, writtenReduction } from './reductionInput.ts'
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
  const [written, setWritten] = useState(() => writtenReduction(work, token))
  const asked = parsePriceInput(text, token)
  const reducedUnit = useUnit(parseAmountInput(written.lower, token))
  const reduction = readReduction(written, asked?.price, token)
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
      <div className="mt-4 flex flex-wrap items-start gap-4">
        <TextField
          label={t('studio.reducedPrice')}
          value={written.lower}
          inputMode="decimal"
          suffix={reducedUnit}
          hint={t('studio.nothingKeepsThePrice')}
          error={reduction.problem === 'amount' ? t('studio.lessThanThePrice') : undefined}
          onChange={({ target }) => setWritten({ ...written, lower: target.value })}
          className="min-w-40 flex-1"
        />
        <DayField
          label={t('studio.from')}
          value={written.from}
          onChange={(from) => setWritten({ ...written, from })}
          hint={t('studio.emptyIsAtOnce')}
          problem={reduction.problem === 'beginning' ? t('studio.chooseADayBeforeTheEnd') : undefined}
        />
        <DayField
          label={t('studio.until')}
          value={written.until}
          onChange={(until) => setWritten({ ...written, until })}
          hint={t('studio.thatDayIsInTime')}
          problem={reduction.problem === 'end' ? t('studio.chooseADayToCome') : undefined}
        />
      </div>
    </FormDialog>
  )
}

function priceText({ price, reduced, orMore = false }: WorkView, token: Token): string {
  return joinPriceText({ amount: amountInputText(reduced?.from ?? price, token), orMore })
}
