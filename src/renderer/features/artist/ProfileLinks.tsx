import { useRouter } from '@tanstack/react-router'
import { deepLinkPath } from '../../../shared/deepLinks.ts'
import type { ProfileLink } from '../../../shared/profile.ts'
import { PlaceLink } from '../../ui/PlaceLink.tsx'
import { t } from '../../../shared/i18n/t.ts'

/** Where else an artist is found. A link of Busker's goes to its page; another is copied. */
export function ProfileLinks({
  name,
  links,
}: {
  readonly name: string
  readonly links: readonly ProfileLink[]
}) {
  const { history } = useRouter()
  if (links.length === 0) return null
  return (
    <ul aria-label={t('artist.linksOf', { name })} className="mt-3 flex flex-wrap gap-x-5 gap-y-1">
      {links.map(({ url, title }, index) => {
        const path = deepLinkPath(url)
        return (
          <li key={`${index} ${url}`} className="min-w-0">
            <PlaceLink
              url={url}
              name={title}
              onFollow={path === null ? undefined : () => history.push(path)}
            />
          </li>
        )
      })}
    </ul>
  )
}
