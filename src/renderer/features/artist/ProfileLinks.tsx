import { ExternalLink } from 'lucide-react'
import { isBuskerError } from '../../../shared/errors.ts'
import { type ProfileLink, profileLinkPlace, profileLinkText } from '../../../shared/profile.ts'
import { useClient } from '../../ipc/ClientContext.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'

/** Where else an artist is found. Whatever a link is called, where it leads stands beside it. */
export function ProfileLinks({
  name,
  links,
}: {
  readonly name: string
  readonly links: readonly ProfileLink[]
}) {
  const client = useClient()
  const showToast = useToasts((toasts) => toasts.show)
  if (links.length === 0) return null
  const open = (url: string) =>
    client.ask('app.openLink', { url }).catch((error: unknown) => {
      if (!isBuskerError(error, 'CONFIRMATION_DECLINED')) showToast(messageOf(error), { tone: 'bad' })
    })
  return (
    <ul aria-label={`Links of ${name}`} className="mt-3 flex flex-wrap gap-x-5 gap-y-1">
      {links.map((link, index) => (
        <li key={`${index} ${link.url}`} className="min-w-0">
          <a
            href={link.url}
            title={link.url}
            onClick={(event) => {
              event.preventDefault()
              void open(link.url)
            }}
            className="flex min-h-6 items-center gap-1.5 text-text-1 underline"
          >
            <ExternalLink size={14} aria-hidden className="shrink-0 text-text-3" />
            <span className="truncate">{profileLinkText(link)}</span>
            {link.title === undefined ? null : (
              <span className="truncate text-sm text-text-3">{profileLinkPlace(link.url)}</span>
            )}
          </a>
        </li>
      ))}
    </ul>
  )
}
