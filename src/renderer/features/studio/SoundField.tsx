import { FileAudio } from 'lucide-react'
import { useState } from 'react'
import type { InspectedFile } from '../../../shared/api/studio.ts'
import { useClient } from '../../ipc/ClientContext.ts'
import { Button } from '../../ui/Button.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { Duration } from '../../ui/Time.tsx'
import { t } from '../../../shared/i18n/t.ts'
import { errorText } from '../../../shared/i18n/errorText.ts'
import { SoundWarningList } from './SoundWarningList.tsx'

interface SoundFieldProps {
  /** The file that was chosen; null: the sound stays. */
  readonly sound: InspectedFile | null
  readonly onChange: (sound: InspectedFile | null) => void
}

/** The sound of a track on sale; pressed, it asks for another file and looks at it. */
export function SoundField({ sound, onChange }: SoundFieldProps) {
  const client = useClient()
  const [isLooking, setIsLooking] = useState(false)
  const [error, setError] = useState<unknown>(null)
  const inspect = async () => {
    const [path] = await client.ask('app.chooseAudio', { kind: 'files' })
    if (path === undefined) return
    setIsLooking(true)
    const [found] = await client.ask('inspect', { paths: [path] })
    if (found !== undefined) onChange(found)
  }
  const choose = () => {
    setError(null)
    inspect()
      .catch(setError)
      .finally(() => setIsLooking(false))
  }
  return (
    <section aria-label={t('common.sound')} className="flex flex-col gap-1.5">
      <p className="text-sm font-medium text-text-2">{t('common.sound')}</p>
      <div className="flex flex-wrap items-center gap-2">
        <Button
          size="small"
          icon={FileAudio}
          busy={isLooking && t('studio.lookingAtTheFile')}
          onClick={choose}
        >
          {sound === null ? t('studio.replaceIt') : t('studio.chooseAnotherFile')}
        </Button>
        {sound === null ? (
          <span className="text-sm text-text-3">{t('studio.staysAsItIs')}</span>
        ) : (
          <Button size="small" variant="quiet" onClick={() => onChange(null)}>
            {t('studio.keepTheSoundAsIt')}
          </Button>
        )}
      </div>
      {sound === null ? null : <ChosenSound sound={sound} />}
      {error === null ? null : (
        <p role="alert" className="text-sm text-danger">
          {messageOf(error)}
        </p>
      )}
    </section>
  )
}

function ChosenSound({ sound }: { readonly sound: InspectedFile }) {
  const { file, format, durationMs, warnings, problem } = sound
  const name = file.split(/[/\\]/).at(-1) ?? file
  return (
    <>
      <p className="text-sm" title={file}>
        <span className="font-medium break-all">{name}</span>
        {format === null ? null : <span className="text-text-2"> · {format}</span>}
        {durationMs === null ? null : (
          <span className="text-text-2">
            {' · '}
            <Duration ms={durationMs} />
          </span>
        )}
      </p>
      {problem === null ? (
        <p className="text-sm text-text-2">{t('studio.itGoesOnSaleAs')}</p>
      ) : (
        <p role="alert" className="text-sm text-danger">
          {errorText(problem)}
        </p>
      )}
      {warnings.length === 0 ? null : <SoundWarningList name={name} warnings={warnings} />}
    </>
  )
}
