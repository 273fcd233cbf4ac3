import { useRouter } from '@tanstack/react-router'
import { ExternalLink } from 'lucide-react'
import { deepLinkPath } from '../../../shared/deepLinks.ts'
import { type ProfileLink, profileLinkPlace, profileLinkText } from '../../../shared/profile.ts'
import { useClient } from '../../ipc/ClientContext.ts'
import { messageOf } from '../../ui/ErrorState.tsx'
import { useToasts } from '../../ui/toasts.ts'
import { t } from '../../../shared/i18n/t.ts'

/**
 * Where else an artist is found. Whatever a link is called, where it leads stands beside it. A link of Busker's goes to its page;
 * another is copied, because no page of Busker's can have anything opened outside of it.
 */
export function ProfileLinks({
  name,
  links,
}: {
  readonly name: string
  readonly links: readonly ProfileLink[]
}) {
  const client = useClient()
  const { history } = useRouter()
  const showToast = useToasts((toasts) => toasts.show)
  if (links.length === 0) return null
  const follow = (url: string) => {
    const path = deepLinkPath(url)
    if (path !== null) return history.push(path)
    client.ask('app.copyText', { text: url }).then(
      () => showToast(t('artist.copiedPasteItIntoYour', { url })),
      (error: unknown) => showToast(messageOf(error), { tone: 'bad' }),
    )
  }
  return (
    <ul aria-label={t('artist.linksOf', { name })} className="mt-3 flex flex-wrap gap-x-5 gap-y-1">
      {links.map((link, index) => (
        <li key={`${index} ${link.url}`} className="min-w-0">
          <a
            href={link.url}
            title={link.url}
            onClick={(event) => {
              event.preventDefault()
              follow(link.url)
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
