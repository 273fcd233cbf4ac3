import { ExternalLink } from 'lucide-react'
import { profileLinkPlace } from '../../shared/profile.ts'

interface PlaceLinkProps {
  readonly url: string
  /** What somebody calls it; left out: the place it leads to. */
  readonly name?: string | undefined
  readonly onFollow: () => void
}

/** A link of somebody's: whatever they call it, where it leads stands beside it. */
export function PlaceLink({ url, name, onFollow }: PlaceLinkProps) {
  const place = profileLinkPlace(url)
  return (
    <a
      href={url}
      title={url}
      onClick={(event) => {
        event.preventDefault()
        onFollow()
      }}
      className="flex min-h-6 items-center gap-1.5 text-text-1 underline"
    >
      <ExternalLink size={14} aria-hidden className="shrink-0 text-text-3" />
      <span className="truncate">{name ?? place}</span>
      {name === undefined ? null : <span className="truncate text-sm text-text-3">{place}</span>}
    </a>
  )
}
