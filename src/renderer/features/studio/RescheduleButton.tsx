import { useState } from 'react'
import type { UploadView } from '../../../shared/api/studio.ts'
import { t } from '../../../shared/i18n/t.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { inputOfMoment, momentAhead } from './moment.ts'
import { WhenField } from './WhenField.tsx'

/** Another time for what waits for its own. */
export function RescheduleButton({ upload: { id, title, publishAt } }: { readonly upload: UploadView }) {
  const [when, setWhen] = useState<string | null>(null)
  const reschedule = useIpcMutation('rescheduleUpload')
  const at = when === null || when === '' ? null : (momentAhead(when) ?? undefined)
  const submit = () => {
    if (at !== undefined) reschedule.mutate({ id, publishAt: at }, { onSuccess: () => setWhen(null) })
  }
  return (
    <>
      <Button size="small" onClick={() => setWhen(inputOfMoment(publishAt ?? Date.now()))}>
        {t('studio.changeTheTime')}
        <span className="sr-only">: {title}</span>
      </Button>
      <FormDialog
        title={t('studio.whenItGoesOnSale')}
        description={title}
        isOpen={when !== null}
        onClose={() => setWhen(null)}
        submitLabel={when === '' ? t('studio.putItOnSaleNow') : t('common.save')}
        cancelLabel={t('common.cancel')}
        isReady={at !== undefined}
        busy={reschedule.isPending && t('common.saving')}
        onSubmit={submit}
        problem={reschedule.error === null ? null : <p role="alert">{messageOf(reschedule.error)}</p>}
      >
        <WhenField value={when ?? ''} onChange={setWhen} />
      </FormDialog>
    </>
  )
}
