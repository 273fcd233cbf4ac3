import { useState } from 'react'
import { type ReportReason, reportReasons, reportTextMaxLength } from '../../../shared/reportReasons.ts'
import { isWithin } from '../../../shared/text.ts'
import { useIpcMutation } from '../../ipc/queries.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { Select } from '../../ui/Select.tsx'
import { TextArea } from '../../ui/TextArea.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { t } from '../../../shared/i18n/t.ts'
import { type Reported, useReportStore } from './reportStore.ts'

/** Tells the hub's operator what is wrong with an artist or a work. */
export function ReportDialog() {
  const asked = useReportStore((store) => store.asked)
  return asked === null ? null : <ReportForm key={asked.subject} reported={asked} />
}

function ReportForm({ reported: { subject, name } }: { readonly reported: Reported }) {
  const close = useReportStore((store) => store.close)
  const showToast = useToasts((toasts) => toasts.show)
  const [reason, setReason] = useState<ReportReason>('notTheirs')
  const [text, setText] = useState('')
  const report = useIpcMutation('report')
  const isTooLong = !isWithin(text, reportTextMaxLength)
  return (
    <FormDialog
      title={t('report.reportName', { name })}
      description={t('report.whoReadsIt')}
      isOpen
      onClose={close}
      submitLabel={t('report.send')}
      cancelLabel={t('common.cancel')}
      isReady={!isTooLong}
      busy={report.isPending ? t('report.sending') : false}
      onSubmit={() =>
        report.mutate(
          { subject, reason, text },
          {
            onSuccess: () => {
              close()
              showToast(t('report.sent'), { tone: 'good' })
            },
          },
        )
      }
      problem={report.error === null ? null : <ErrorState title={t('report.notSent')} error={report.error} />}
    >
      <Select
        label={t('report.reason')}
        value={reason}
        options={reportReasons.map((value) => ({ value, label: t(`report.${value}`) }))}
        onChange={setReason}
      />
      <TextArea
        label={t('report.text')}
        hint={t('report.textHint')}
        error={isTooLong ? t('report.tooLong', { most: reportTextMaxLength }) : undefined}
        rows={4}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </FormDialog>
  )
}
