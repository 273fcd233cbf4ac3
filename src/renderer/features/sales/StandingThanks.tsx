import { useState } from 'react'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** What every buyer who pays is written by itself. */
export function StandingThanks() {
  const standing = useIpcQuery('standingThanks', {}).data
  const set = useIpcMutation('setStandingThanks')
  const [text, setText] = useState<string | null>(null)
  if (standing === undefined) return null
  const close = () => setText(null)
  return (
    <>
      <Button onClick={() => setText(standing.text ?? '')}>{t('sales.thankEveryBuyer')}</Button>
      <FormDialog
        title={t('sales.thankEveryBuyerTitle')}
        description={t('sales.thankEveryBuyerHow')}
        isOpen={text !== null}
        onClose={close}
        submitLabel={t('common.save')}
        cancelLabel={t('common.cancel')}
        isReady={(text ?? '').trim() !== (standing.text ?? '')}
        busy={set.isPending && t('common.saving')}
        onSubmit={() => set.mutate({ text: text?.trim() || null }, { onSuccess: close })}
        problem={set.isError ? <p role="alert">{messageOf(set.error)}</p> : undefined}
      >
        <TextArea
          label={t('sales.aNoteBack')}
          rows={4}
          maxLength={500}
          value={text ?? ''}
          onChange={(event) => setText(event.target.value)}
        />
      </FormDialog>
    </>
  )
}
