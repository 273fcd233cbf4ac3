import { clsx } from 'clsx'
import { useClient } from '../../ipc/ClientContext.ts'
import { Artwork } from '../../ui/Artwork.tsx'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'
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
  readonly className?: string
}

/** A picture; pressed, it asks for another. */
export function ArtworkButton({ of, title, source, onChoose, className }: ArtworkButtonProps) {
  const client = useClient()
  const showToast = useToasts((toasts) => toasts.show)
  const choose = () => {
    client.ask('app.chooseArtwork', {}).then(
      ({ file, preview }) => {
        if (file !== null) onChoose({ file, preview: preview ?? null })
      },
      (error: unknown) => showToast(messageOf(error), { tone: 'bad' }),
    )
  }
  return (
    <button
      type="button"
      aria-label={t('studio.chooseArtworkFor', { of })}
      title={t('studio.chooseArtwork')}
      onClick={choose}
      className={clsx('block rounded-small hover:brightness-110', className)}
    >
      <Artwork title={title} source={source} className="size-full" />
    </button>
  )
}
