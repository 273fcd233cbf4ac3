import { FileDown } from 'lucide-react'
import { Button } from '../../ui/Button.tsx'
import { useSaveFile } from './useSaveFile.ts'
import { t } from '../../../shared/i18n/t.ts'

interface ExportCsvButtonProps {
  readonly method: 'app.saveActivity' | 'app.saveSales'
  readonly className?: string
}

/** Writes what a page lists to a file for spreadsheets. */
export function ExportCsvButton({ method, className }: ExportCsvButtonProps) {
  const { save, isSaving } = useSaveFile(method, (file) => t('files.exportedTo', { file }))
  return (
    <Button
      icon={FileDown}
      className={className}
      busy={isSaving && t('files.exporting')}
      onClick={() => save({})}
    >
      {t('files.exportAsCsv')}
    </Button>
  )
}
