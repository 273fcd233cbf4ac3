import { useId } from 'react'
import { type ExportFormat, exportFormats } from '../../../shared/exportFormats.ts'
import { useIpcMutation, useIpcQuery } from '../../ipc/queries.ts'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { t } from '../../../shared/i18n/t.ts'
import { useDownloadStore } from './downloadStore.ts'
import { nameOf, useDownloadFiles } from './useDownloadFiles.ts'

const formats: Readonly<Record<ExportFormat, { readonly label: string; readonly hint: string }>> = {
  flac: {
    get label() {
      return t('files.flac')
    },
    get hint() {
      return t('files.flacHint')
    },
  },
  alac: {
    get label() {
      return t('files.alac')
    },
    get hint() {
      return t('files.alacHint')
    },
  },
  mp3: {
    get label() {
      return t('files.mp3')
    },
    get hint() {
      return t('files.mp3Hint')
    },
  },
  m4a: {
    get label() {
      return t('files.m4a')
    },
    get hint() {
      return t('files.m4aHint')
    },
  },
  wav: {
    get label() {
      return t('files.wav')
    },
    get hint() {
      return t('files.wavHint')
    },
  },
}

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
      title={t('files.downloadName', { name: nameOf(asked) })}
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
              {formats[each].label}
            </label>
            <p id={`${name}-${each}-hint`} className="text-sm text-text-3">
              {formats[each].hint}
            </p>
          </div>
        </div>
      ))}
    </fieldset>
  )
}
