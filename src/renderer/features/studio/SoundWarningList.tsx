import { TriangleAlert } from 'lucide-react'
import { type SoundWarning, soundWarningText } from '../../../shared/soundWarnings.ts'
import { t } from '../../../shared/i18n/t.ts'

interface Props {
  /** Of the file they are about. */
  readonly name: string
  readonly warnings: readonly SoundWarning[]
}

export function SoundWarningList({ name, warnings }: Props) {
  return (
    <ul aria-label={t('studio.whatWasNoticedAbout', { name })} className="flex flex-col gap-0.5 text-sm">
      {warnings.map((warning) => (
        <li key={warning.kind} className="flex gap-1.5 text-warning">
          <TriangleAlert size={14} aria-hidden className="mt-0.5 shrink-0" />
          {soundWarningText(warning)}
        </li>
      ))}
    </ul>
  )
}
