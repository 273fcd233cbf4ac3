import { useDeferredValue, useState } from 'react'
import { artistDeepLink, workDeepLink } from '../../../shared/deepLinks.ts'
import type { Address, CidText } from '../../../shared/ids.ts'
import type { ProfileLink } from '../../../shared/profile.ts'
import { useIpcQuery } from '../../ipc/queries.ts'
import { Artwork } from '../../ui/Artwork.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { SearchInput } from '../../ui/SearchInput.tsx'
import { t } from '../../../shared/i18n/t.ts'

interface RecommendDialogProps {
  readonly self: Address
  readonly chosen: readonly ProfileLink[]
  readonly onChoose: (link: ProfileLink) => void
  readonly onClose: () => void
}

interface Found {
  readonly url: string
  readonly title: string
  readonly picture: CidText | null
  readonly what: string
}

/** Finds another artist, or a work of one, to recommend. */
export function RecommendDialog({ self, chosen, onChoose, onClose }: RecommendDialogProps) {
  const [text, setText] = useState('')
  const query = useDeferredValue(text.trim())
  const isAsked = query.length > 1
  const options = { isEnabled: isAsked, keepsPreviousData: true }
  const artists = useIpcQuery('searchArtists', { text: query, limit: 6 }, options).data ?? []
  const works = useIpcQuery('search', { text: query, limit: 12 }, options).data ?? []
  const all: readonly Found[] = [
    ...artists
      .filter(({ address }) => address !== self)
      .map(({ address, name, picture }) => ({
        url: artistDeepLink(address),
        title: name,
        picture,
        what: t('common.artist'),
      })),
    ...works
      .filter(({ artist }) => artist !== self)
      .map(({ label, title, artistName, artwork, kind }) => ({
        url: workDeepLink(label),
        title: `${title} – ${artistName}`,
        picture: artwork,
        what: kind === 'track' ? t('buy.track') : t('common.release'),
      })),
  ]
  const found = isAsked ? all.filter(({ url }) => chosen.every((link) => link.url !== url)) : []
  return (
    <Dialog title={t('recommends.recommend')} description={t('recommends.whatItIs')} isOpen onClose={onClose}>
      <SearchInput
        label={t('recommends.anArtistOrAWork')}
        placeholder={t('recommends.anArtistOrAWork')}
        value={text}
        onChange={setText}
      />
      <ul aria-label={t('recommends.found')} className="mt-3 flex min-h-60 flex-col">
        {found.map(({ url, title, picture, what }) => (
          <li key={url}>
            <button
              type="button"
              onClick={() => onChoose({ url, title })}
              className="flex min-h-11 w-full items-center gap-3 rounded-small px-2 text-start hover:bg-surface-3"
            >
              <Artwork title={title} cid={picture} pixels={32} className="size-8" />
              <span dir="auto" className="min-w-0 flex-1 truncate font-medium">
                {title}
              </span>
              <span className="text-sm text-text-3">{what}</span>
            </button>
          </li>
        ))}
        {isAsked && found.length === 0 ? (
          <li className="py-4 text-text-2">{t('recommends.nothingFound')}</li>
        ) : null}
      </ul>
    </Dialog>
  )
}
