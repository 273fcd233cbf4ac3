import { useId } from 'react'
import { type ExportFormat, exportFormats } from '../../../shared/exportFormats.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { t } from '../../../shared/i18n/t.ts'
import { nameOfWorks } from '../work/nameOfWorks.ts'
import { useDownloadStore } from './downloadStore.ts'
import { useDownloadFiles } from './useDownloadFiles.ts'

/** Asks in which format works become files; the system asks where to. The format is remembered. */
export function DownloadDialog() {
  const asked = useDownloadStore((store) => store.asked)
  const close = useDownloadStore((store) => store.close)
  const format = useIpcQuery('app.preferences', {}).data?.downloadFormat ?? 'flac'
  const setPreferences = useIpcMutation('app.setPreferences')
  const download = useDownloadFiles()
  if (asked.length === 0) return null
  return (
    <FormDialog
      title={t('files.downloadName', { name: nameOfWorks(asked) })}
      description={t('files.whatFor')}
      isOpen
      onClose={close}
      submitLabel={t('common.chooseAFolder')}
      cancelLabel={t('common.cancel')}
      isReady
      busy={false}
      onSubmit={() => {
        close()
        void download(asked, format)
      }}
    >
      <FormatChoice
        format={format}
        onChange={(downloadFormat) => setPreferences.mutate({ downloadFormat })}
      />
      <p className="text-sm text-text-3">{t('files.madeFromAac')}</p>
      <p className="text-sm text-text-3">{t('files.orDrag')}</p>
    </FormDialog>
  )
}

interface FormatChoiceProps {
  readonly format: ExportFormat
  readonly onChange: (format: ExportFormat) => void
}

function FormatChoice({ format, onChange }: FormatChoiceProps) {
  const name = useId()
  return (
    <fieldset>
      <legend className="mb-1 text-sm font-medium text-text-2">{t('files.format')}</legend>
      {exportFormats.map((each) => (
        <div key={each} className="flex items-start gap-3 rounded-small px-2 py-1.5">
          <input
            type="radio"
            id={`${name}-${each}`}
            name={name}
            checked={each === format}
            onChange={() => onChange(each)}
            aria-describedby={`${name}-${each}-hint`}
            className="mt-0.5 size-4 shrink-0 accent-accent"
          />
          <div>
            <label htmlFor={`${name}-${each}`} className="font-medium">
              {t(`files.${each}`)}
            </label>
            <p id={`${name}-${each}-hint`} className="text-sm text-text-3">
              {t(`files.${each}Hint`)}
            </p>
          </div>
        </div>
      ))}
    </fieldset>
  )
}
