import { Link } from '@tanstack/react-router'
import type { ArtistCard } from '../../../shared/api/favourites.ts'
import { ArtistName } from '../../ui/ArtistName.tsx'
import { Artwork } from '../../ui/Artwork.tsx'
import { t } from '../../../shared/i18n/t.ts'

interface ArtistCardsProps {
  readonly label: string
  readonly artists: readonly ArtistCard[]
}

/** Artists, each a link to their page. */
export function ArtistCards({ label, artists }: ArtistCardsProps) {
  return (
    <ul aria-label={label} className="flex flex-wrap gap-3">
      {artists.map(({ address, name, hasNamesake, place, picture, works }) => (
        <li key={address} className="min-w-0">
          <Link
            to="/artist/$address"
            params={{ address }}
            className="flex max-w-80 items-center gap-3 rounded-large border border-line py-2 pe-5 ps-2 hover:bg-surface-3"
          >
            <Artwork title={name} cid={picture} pixels={48} className="size-12 rounded-full!" />
            <span className="min-w-0">
              <span className="block font-medium">
                <ArtistName work={{ artist: address, artistName: name, hasNamesake }} />
              </span>
              <span className="block truncate text-sm text-text-2">
                {[place, t('count.work', { count: works })].filter((fact) => fact !== null).join(' · ')}
              </span>
            </span>
          </Link>
        </li>
      ))}
    </ul>
  )
}
