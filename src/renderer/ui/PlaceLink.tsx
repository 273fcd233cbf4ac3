import { ExternalLink } from 'lucide-react'
import { t } from '../../shared/i18n/t.ts'
import { profileLinkPlace } from '../../shared/profile.ts'
import { useCopyText } from './useCopyText.ts'

interface PlaceLinkProps {
  readonly url: string
  /** What somebody calls it; left out: the place it leads to. */
  readonly name?: string | undefined
  /** Left out: it is copied, because no page of Busker's can have anything opened outside of it. */
  readonly onFollow?: (() => void) | undefined
}

/** A link of somebody's: whatever they call it, where it leads stands beside it. */
export function PlaceLink({ url, name, onFollow }: PlaceLinkProps) {
  const copy = useCopyText()
  const place = profileLinkPlace(url)
  return (
    <a
      href={url}
      title={url}
      onClick={(event) => {
        event.preventDefault()
        if (onFollow === undefined) copy(url, t('artist.copiedPasteItIntoYour', { url }))
        else onFollow()
      }}
      className="flex min-h-6 items-center gap-1.5 text-text-1 underline"
    >
      <ExternalLink size={14} aria-hidden className="shrink-0 text-text-3" />
      <span className="truncate">{name ?? place}</span>
      {name === undefined ? null : <span className="truncate text-sm text-text-3">{place}</span>}
    </a>
  )
}
