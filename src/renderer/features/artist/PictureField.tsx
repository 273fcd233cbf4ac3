import { ArtworkButton } from '../studio/ArtworkButton.tsx'
import { Button } from '../../ui/Button.tsx'
import { chosenPicture, type PictureDraft } from './profileDraft.ts'
import { t } from '../../../shared/i18n/t.ts'

interface PictureFieldProps {
  readonly label: string
  /** What is drawn while there is no picture. */
  readonly title: string
  readonly picture: PictureDraft
  readonly onChange: (picture: PictureDraft) => void
  readonly className: string
}

/** A picture of oneself, which can be chosen and taken away. */
export function PictureField({ label, title, picture, onChange, className }: PictureFieldProps) {
  return (
    <div className="flex flex-col items-start gap-1">
      <p className="text-sm font-medium text-text-2">{label}</p>
      <ArtworkButton
        of={label.toLowerCase()}
        title={title}
        source={picture?.shown ?? null}
        onChoose={(chosen) => onChange(chosenPicture(chosen))}
        className={className}
      />
      {picture === null ? null : (
        <Button size="small" variant="quiet" onClick={() => onChange(null)}>
          {t('common.remove')}
          <span className="sr-only">{` ${t('artist.removeThePicture', { label: label.toLowerCase() })}`}</span>
        </Button>
      )}
    </div>
  )
}
