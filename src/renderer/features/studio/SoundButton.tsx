import { AudioLines } from 'lucide-react'
import { useState } from 'react'
import { perLocale } from '../../../shared/i18n/perLocale.ts'
import type { PreviewChoice } from '../../../shared/previewChoice.ts'
import { type IpcOutput, useIpcQuery } from '../../ipc/queries.ts'
import { ErrorState } from '../../ui/ErrorState.tsx'
import { FormDialog } from '../../ui/FormDialog.tsx'
import { IconButton } from '../../ui/IconButton.tsx'
import { SkeletonRows } from '../../ui/Skeleton.tsx'
import { PreviewField } from './PreviewField.tsx'
import { t } from '../../../shared/i18n/t.ts'

interface SoundButtonProps {
  /** Whose sound it is. */
  readonly of: string
  readonly file: string
  readonly preview: PreviewChoice | null
  readonly onSave: (preview: PreviewChoice | null) => void
}

/** Opens how a file sounds before it is published: its waveform, how loud it is, and what everybody may hear of it. */
export function SoundButton(props: SoundButtonProps) {
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <IconButton
        label={t('studio.soundAndPreviewOf', { of: props.of })}
        icon={AudioLines}
        size="small"
        onClick={() => setOpen(true)}
      />
      {isOpen ? <SoundDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  )
}

function SoundDialog({
  of,
  file,
  preview,
  onSave,
  onClose,
}: SoundButtonProps & { readonly onClose: () => void }) {
  const { data, error, refetch } = useIpcQuery('measureSound', { file })
  const [chosen, setChosen] = useState(preview)
  return (
    <FormDialog
      title={t('studio.soundAndPreviewOf', { of })}
      isOpen
      onClose={onClose}
      submitLabel={t('common.save')}
      cancelLabel={t('common.cancel')}
      isReady={data !== undefined}
      busy={false}
      onSubmit={() => {
        onSave(chosen)
        onClose()
      }}
    >
      {error !== null ? (
        <ErrorState title={t('studio.theSoundCouldNotBe')} error={error} onRetry={() => void refetch()} />
      ) : data === undefined ? (
        <SkeletonRows label={t('studio.listeningToTheFile')} />
      ) : (
        <>
          <p className="text-text-2">{loudnessText(data.loudness)}</p>
          <PreviewField
            waveform={data.waveform}
            durationMs={data.durationMs}
            value={chosen}
            unchosen={t('studio.halfAMinute')}
            onChange={setChosen}
          />
        </>
      )}
    </FormDialog>
  )
}

const tenths = perLocale(
  (locale) => new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }),
)

/** Below this nothing is heard, LUFS. */
const gate = -70

function loudnessText({ integrated, truePeak }: IpcOutput<'measureSound'>['loudness']): string {
  if (integrated <= gate) return t('studio.thisIsSilence')
  return t('studio.loudnessAndPeak', {
    integrated: tenths().format(integrated),
    truePeak: tenths().format(truePeak),
  })
}
