import type { ReactNode } from 'react'
import type { Address } from '../../../shared/ids.ts'
import type { ProfileLink } from '../../../shared/profile.ts'
import { shortAddress } from '../../../shared/shortAddress.ts'
import { ArtistMark } from '../../ui/ArtistMark.tsx'
import { DetailHeader } from '../work/DetailHeader.tsx'
import { ProfileLinks } from './ProfileLinks.tsx'
import { t } from '../../../shared/i18n/t.ts'

interface ArtistHeaderProps {
  readonly address: Address
  readonly name: string
  readonly about: string | null
  readonly place: string | null
  readonly links: readonly ProfileLink[]
  /** Where the picture is; null: one is drawn from the name. */
  readonly picture: string | null
  /** Where the wide picture over the page is. */
  readonly header: string | null
  /** Others whose name looks like this one. */
  readonly namesakes: number
  /** How the name is written: the page's heading, or a part of another page. */
  readonly isPreview?: boolean
  readonly actions: ReactNode
}

/** The head of an artist's page: who they are, in their own words. */
export function ArtistHeader({
  address,
  name,
  about,
  place,
  links,
  picture,
  header,
  namesakes,
  isPreview = false,
  actions,
}: ArtistHeaderProps) {
  return (
    <DetailHeader
      artwork={{ title: name, source: picture }}
      banner={header}
      isRound
      isPreview={isPreview}
      kind={t('common.artist')}
      title={name}
      actions={actions}
    >
      <p className="flex flex-wrap items-center gap-x-2">
        <ArtistMark account={address} className="size-6" />
        <span className="text-sm tabular-nums">{shortAddress(address)}</span>
        {place === null ? null : <span className="wrap-anywhere">· {place}</span>}
      </p>
      {namesakes === 0 ? null : (
        <p className="mt-1 text-sm text-warning">{t('artist.namesakesWarning', { count: namesakes })}</p>
      )}
      {about === null ? null : (
        <p className="mt-2 max-w-2xl wrap-anywhere whitespace-pre-line">
          <bdi>{about}</bdi>
        </p>
      )}
      <ProfileLinks name={name} links={links} />
    </DetailHeader>
  )
}
