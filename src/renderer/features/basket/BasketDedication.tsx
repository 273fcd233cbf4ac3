import { MessageSquareText } from 'lucide-react'
import { useState } from 'react'
import type { BasketItem } from '../../../shared/api/basket.ts'
import { shortAddress } from '../../../shared/shortAddress.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { NameAndNote } from '../buy/NameAndNote.tsx'
import { chosenOf } from './chosenOf.ts'
import { t } from '../../../shared/i18n/t.ts'

/** Writes a name and a note to whom a work of the basket is for. */
export function BasketDedication({ item }: { readonly item: BasketItem }) {
  const [isWriting, setIsWriting] = useState(false)
  const { recipient } = item
  if (recipient === null) return null
  const name = recipient.name ?? shortAddress(recipient.account)
  return (
    <>
      <IconButton
        label={t('basket.writeTo', { name })}
        icon={MessageSquareText}
        size="small"
        onClick={() => setIsWriting(true)}
      />
      {isWriting ? (
        <DedicationDialog
          item={item}
          recipient={recipient.account}
          title={t('basket.writeTo', { name })}
          onClose={() => setIsWriting(false)}
        />
      ) : null}
    </>
  )
}

interface DedicationDialogProps {
  readonly item: BasketItem
  readonly recipient: NonNullable<BasketItem['recipient']>['account']
  readonly title: string
  readonly onClose: () => void
}

function DedicationDialog({ item, recipient, title, onClose }: DedicationDialogProps) {
  const last = useIpcQuery('lastDedication', {}).data
  const [written, setWritten] = useState(item.dedication)
  const dedicate = useIpcMutation('dedicateInBasket')
  const { name = item.dedication === undefined ? (last?.name ?? '') : '', note = '' } = written ?? {}
  const dedication = {
    ...(name.trim() !== '' && { name: name.trim() }),
    ...(note.trim() !== '' && { note: note.trim() }),
  }
  return (
    <FormDialog
      title={title}
      isOpen
      onClose={onClose}
      submitLabel={t('common.save')}
      cancelLabel={t('common.leaveIt')}
      isReady
      busy={dedicate.isPending && t('common.save')}
      onSubmit={() =>
        dedicate.mutate({ work: { ...chosenOf(item), recipient }, dedication }, { onSuccess: onClose })
      }
      problem={
        dedicate.isError ? (
          <ErrorState title={t('basket.notWritten')} error={dedicate.error} className="mt-4" />
        ) : null
      }
    >
      <NameAndNote
        nameLabel={t('buy.yourNameForThem')}
        nameHint={t('buy.onlyTheyReadIt')}
        noteLabel={t('buy.aNoteToThem')}
        written={{ name, note }}
        onChange={(change) => setWritten({ name, note, ...change })}
      />
    </FormDialog>
  )
}
