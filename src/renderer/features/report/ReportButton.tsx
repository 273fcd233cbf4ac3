import { Flag } from 'lucide-react'
import { IconButton } from '../../ui/IconButton.tsx'
import { t } from '../../../shared/i18n/t.ts'
import { type Reported, useReportStore } from './reportStore.ts'

/** Begins a report of what a page is about. */
export function ReportButton({ subject, name }: Reported) {
  const ask = useReportStore((store) => store.ask)
  return (
    <IconButton label={t('report.report')} icon={Flag} size="large" onClick={() => ask({ subject, name })} />
  )
}
