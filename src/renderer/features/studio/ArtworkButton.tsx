import { clsx } from 'clsx'
import { useState } from 'react'
import { useClient } from '../../ipc/ClientContext.ts'
import { Artwork } from '../../ui/Artwork.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { CropDialog } from './CropDialog.tsx'
import type { ChosenArtwork } from './draft.ts'
import { t } from '../../../shared/i18n/t.ts'

interface ArtworkButtonProps {
  /** Whose: `Salt`, `all tracks`. */
  readonly of: string
  /** What is drawn while there is no picture. */
  readonly title: string
  /** A data URL. */
  readonly source: string | null
  readonly onChoose: (artwork: ChosenArtwork) => void
  /** A picture that is no square is asked about. */
  readonly isCropped?: boolean
  readonly className?: string
}

/** A picture; pressed, it asks for another. */
export function ArtworkButton({
  of,
  title,
  source,
  onChoose,
  isCropped = false,
  className,
}: ArtworkButtonProps) {
  const client = useClient()
  const [cropped, setCropped] = useState<{ readonly file: string; readonly preview: string } | null>(null)
  const showToast = useToasts((toasts) => toasts.show)
  const choose = () => {
    client.ask('app.chooseArtwork', {}).then(
      ({ file, preview = null, isSquare = true }) => {
        if (file === null) return
        if (isCropped && !isSquare && preview !== null) setCropped({ file, preview })
        else onChoose({ file, preview })
      },
      (error: unknown) => showToast(messageOf(error), { tone: 'bad' }),
    )
  }
  return (
    <>
      <button
        type="button"
        aria-label={t('studio.chooseArtworkFor', { of })}
        title={t('studio.chooseArtwork')}
        onClick={choose}
        className={clsx('block rounded-small hover:brightness-110', className)}
      >
        <Artwork title={title} source={source} className="size-full" />
      </button>
      {cropped === null ? null : (
        <CropDialog {...cropped} onChoose={onChoose} onClose={() => setCropped(null)} />
      )}
    </>
  )
}
